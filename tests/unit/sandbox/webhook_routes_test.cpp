#include "support/catch.hpp"

#include "fixture.hpp"

namespace webhook_routes_test {

using namespace fixture;
using strings = std::vector<std::string>;

namespace {

json hook(std::string const& endpoint, json events = {"sign", "refusal"}) {
  return resource("webhooks", {{"endpoint", endpoint}, {"events", std::move(events)}});
}

} // namespace

TEST_CASE("a webhook is created with a secret of its own", "[sandbox][webhooks][socket]") {
  account on;
  auto const made = on.post("/webhooks", hook("https://crm.example/clicksign"));
  CHECK(made.status == 201);
  CHECK(made.body["data"]["type"] == "webhooks");
  CHECK(made.body["data"]["links"]["self"] == on.sandbox.base_url() + "/webhooks/" + made.id());
  json const& attributes = made.attributes();
  CHECK(attributes["endpoint"] == "https://crm.example/clicksign");
  CHECK(attributes["status"] == "active");
  CHECK(attributes["events"] == json{"sign", "refusal"});
  auto const secret = attributes["secret"].get<std::string>();
  CHECK(secret.size() == 32);
  CHECK(secret.find_first_not_of("0123456789abcdef") == std::string::npos);
  CHECK(on.get("/webhooks/" + made.id()).body == made.body);
  CHECK(on.post("/webhooks", hook("https://crm.example/other")).attributes()["secret"] != secret);
}

TEST_CASE("a webhook is told everything that it lacks or has wrong at once", "[sandbox][webhooks][socket]") {
  account on;
  auto const empty = on.post("/webhooks", resource("webhooks", json::object()));
  CHECK(empty.status == 400);
  CHECK(empty.problems() == strings{"endpoint deve ser informado(a) @ /data/attributes/endpoint",
                                    "events deve ser informado(a) @ /data/attributes/events"});
  auto const wrong =
      on.post("/webhooks",
              resource("webhooks",
                       {{"endpoint", "https://a.example"}, {"events", json::array()}, {"status", "paused"}, {"secret", "mine"}}));
  CHECK(wrong.status == 400);
  CHECK(wrong.problems() == strings{"status deve estar em: active, inactive @ /data/attributes/status",
                                    "events deve ser informado(a) @ /data/attributes/events",
                                    "secret não está disponível @ /data/attributes/secret"});
  for (json const& events : {json("sign"), json(7), json::object(), json{"sign", 7}}) {
    CHECK(on.post("/webhooks", hook("https://a.example", events)).problems() ==
          strings{"events não está em um formato válido @ /data/attributes/events"});
  }
  auto const model = on.post("/webhooks", hook("ftp://a.example", {"sign", "signed"}));
  CHECK(model.status == 422);
  CHECK(model.problems() == strings{"endpoint - inválido @ /data/attributes/endpoint",
                                    "events - não está incluído na lista @ /data/attributes/events"});
  for (char const* endpoint : {"", "crm.example", "https://", "https:///path", "http://:80/", "https://user@/",
                               "https://a example/", "https://a.example/\n", " https://a.example"}) {
    auto const refused = on.post("/webhooks", hook(endpoint));
    CHECK(refused.status == 422);
    CHECK(refused.problems() == strings{"endpoint - inválido @ /data/attributes/endpoint"});
  }
  CHECK(on.get("/webhooks").body["data"].empty());
  for (char const* endpoint : {"HTTPS://a.example", "http://user:pw@a.example:8080?x=1", "http://[::1]:80/"}) {
    CHECK(on.post("/webhooks", hook(endpoint)).status == 201);
  }
}

TEST_CASE("a second webhook with the same endpoint is refused", "[sandbox][webhooks][socket]") {
  account on;
  auto const first = on.post("/webhooks", hook("https://a.example"));
  auto const second = on.post("/webhooks", hook("https://b.example"));
  auto const again = on.post("/webhooks", hook("https://a.example"));
  CHECK(again.status == 422);
  CHECK(again.error() == json{{"title", "já está em uso"},
                              {"detail", "endpoint - já está em uso"},
                              {"code", "100"},
                              {"source", {{"pointer", "/data/attributes/endpoint"}}},
                              {"status", "422"}});
  std::string const path = "/webhooks/" + second.id();
  CHECK(on.patch(path, change("webhooks", second.id(), {{"endpoint", "https://a.example"}})).status == 422);
  CHECK(on.patch(path, change("webhooks", second.id(), {{"endpoint", "https://b.example"}})).status == 200);
}

TEST_CASE("a webhook is changed in part, listed by status and removed", "[sandbox][webhooks][socket]") {
  account on;
  auto const made = on.post("/webhooks", hook("https://a.example"));
  on.post("/webhooks", hook("https://b.example"));
  std::string const path = "/webhooks/" + made.id();
  auto const off = on.patch(path, change("webhooks", made.id(), {{"status", "inactive"}}));
  CHECK(off.status == 200);
  CHECK(off.attributes()["status"] == "inactive");
  CHECK(off.attributes()["events"] == made.attributes()["events"]);
  CHECK(off.attributes()["secret"] == made.attributes()["secret"]);
  auto const typed = on.patch(path, change("webhook", made.id(), json::object()));
  CHECK(typed.status == 400);
  CHECK(typed.problems() == strings{"type deve ser igual a webhooks @ /data/type"});
  CHECK(on.patch(path, resource("webhooks", json::object())).problems() == strings{"id deve ser informado(a) @ /data/id"});

  auto const inactive = on.get("/webhooks?filter%5Bstatus%5D=inactive").body;
  REQUIRE(inactive["data"].size() == 1);
  CHECK(inactive["data"][0]["id"] == made.id());
  CHECK(inactive["meta"]["record_count"] == 1);
  CHECK(on.get("/webhooks?filter%5Bendpoint%5D=x").status == 400);

  CHECK(on.remove(path).status == 204);
  CHECK(on.get(path).status == 404);
  CHECK(on.remove(path).status == 404);
  CHECK(on.get("/webhooks").body["meta"]["record_count"] == 1);
}

TEST_CASE("a webhook of the options is in the list with its secret", "[sandbox][webhooks][socket]") {
  auto options = unlimited();
  options.webhook_url = "http://127.0.0.1:9/callbacks";
  options.webhook_secret = rubrica::secret("s3cret");
  account on(options);
  auto const all = on.get("/webhooks").body["data"];
  REQUIRE(all.size() == 1);
  CHECK(all[0]["attributes"]["endpoint"] == "http://127.0.0.1:9/callbacks");
  CHECK(all[0]["attributes"]["secret"] == "s3cret");
  CHECK(all[0]["attributes"]["events"].size() >= 30);
}

TEST_CASE("active webhooks are called for the events they ask for, each with its own secret", "[sandbox][webhooks][socket]") {
  receiver crm;
  receiver audit;
  receiver off;
  account on;
  auto const first = on.post("/webhooks", hook(crm.url(), {"sign", "document_closed"}));
  auto const second = on.post("/webhooks", hook(audit.url(), {"sign"}));
  auto idle = hook(off.url(), {"sign"});
  idle["data"]["attributes"]["status"] = "inactive";
  on.post("/webhooks", idle);
  auto const made = start(on);
  REQUIRE(on.sandbox.sign(made.signers[0]));
  on.sandbox.drain_webhooks();
  REQUIRE(crm.all().size() == 2);
  REQUIRE(audit.all().size() == 1);
  CHECK(off.all().empty());
  CHECK(json::parse(crm.all()[1].body)["event"]["name"] == "document_closed");
  CHECK(audit.all()[0].body == crm.all()[0].body);
  CHECK(audit.all()[0].headers.find("Content-Hmac")->second != crm.all()[0].headers.find("Content-Hmac")->second);
  auto const sent = on.sandbox.deliveries();
  REQUIRE(sent.size() == 3);
  for (auto const& one : sent) CHECK((one.url == crm.url() || one.url == audit.url()));
}

} // namespace webhook_routes_test
