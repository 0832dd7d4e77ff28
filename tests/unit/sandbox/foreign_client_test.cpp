#include "fixture.hpp"
#include "support/callbacks/content_hmac.hpp"
#include "support/catch.hpp"

#include <set>

namespace foreign_client_test {

// A client other than rubrica: it knows JSON:API and ClickSign's documentation, and follows the links that it gets.

using namespace fixture;

namespace {

/// The ids of a list, page after page by `links.next`.
std::vector<std::string> ids_along(account& on, std::string target) {
  std::vector<std::string> ids;
  while (!target.empty()) {
    auto const page = account::read(on.client.Get(target, on.headers));
    REQUIRE(page.status == 200);
    for (json const& one : page.body["data"]) ids.push_back(one["id"]);
    json const& links = page.body["links"];
    target = links.contains("next") ? target_of(links["next"]) : std::string();
  }
  return ids;
}

json addition(std::string const& document, std::string const& signer, json attributes) {
  return {{"op", "add"}, {"data", resource("requirements", std::move(attributes), link_to(document, signer))["data"]}};
}

} // namespace

TEST_CASE("a client of another kind goes through the whole job", "[sandbox][server][socket]") {
  receiver hook;
  auto options = unlimited();
  options.webhook_url = hook.url();
  options.webhook_secret = rubrica::secret("s3cr3t");
  account on(std::move(options));
  REQUIRE(on.control("switches", {{"bulk_operations_fail_alone", true}}).status == 200);

  auto const envelope = on.post("/envelopes/", resource("envelopes", {{"name", "Locação"}, {"remind_interval", "3"}}));
  REQUIRE(envelope.status == 201);
  CHECK(envelope.attributes()["remind_interval"] == 3);
  std::string const path = target_of(envelope.body["data"]["links"]["self"]).substr(std::string("/api/v3").size());
  auto const document = on.post(path + "/documents/", resource("documents", pdf()));
  auto const signer = on.post(
      path + "/signers",
      resource("signers", {{"name", "Ana Souza"},
                           {"email", "ana@example.com"},
                           {"phone_number", nullptr},
                           {"communicate_events",
                            {{"signature_request", "none"}, {"signature_reminder", "none"}, {"document_signed", "email"}}}}));
  REQUIRE(signer.status == 201);
  CHECK(on.require(envelope.id(), document.id(), signer.id(), {{"action", "agree"}, {"role", "sign"}}).status == 201);
  json const operations = {{"atomic:operations",
                            {addition(document.id(), signer.id(), {{"action", "provide_evidence"}, {"auth", "email"}}),
                             {{"op", "remove"}, {"ref", {{"type", "requirements"}, {"id", envelope.id()}}}}}}};
  auto const bulk = on.post(path + "/bulk_requirements", operations);
  REQUIRE(bulk.status == 200);
  REQUIRE(bulk.body["atomic:results"].size() == 2);
  CHECK(bulk.body["atomic:results"][0]["data"]["type"] == "requirements");
  CHECK(bulk.body["atomic:results"][1]["errors"][0]["status"] == "404");

  CHECK(on.activate(envelope.id()).attributes()["status"] == "running");
  CHECK(on.post(path + "/notifications", resource("notifications", json::object())).status == 201);
  CHECK(on.post(path + "/notifications", resource("notifications", json::object())).text == "Too many requests");
  auto const history = on.get(path + "/events?filter%5Bname%5D=add_signer");
  CHECK(history.body["data"][0]["attributes"]["data"]["signers"][0]["url"] ==
        origin_of(on.sandbox.base_url()) + "/notarial/widget/signatures/" + signer.id() + "/redirect");
  CHECK(on.control("sign", {{"signer_id", signer.id()}}).status == 200);
  CHECK(on.status(path) == "closed");

  std::string const link = on.get(path + "/documents/" + document.id()).body["data"]["links"]["files"]["signed"];
  httplib::Client storage(origin_of(link));
  CHECK(account::read(storage.Get(target_of(link))).text.rfind("%PDF-", 0) == 0);
  on.sandbox.drain_webhooks();
  std::set<std::string> told;
  for (received const& one : hook.all()) {
    CHECK(one.headers.find("Content-Hmac")->second == rubrica_test::content_hmac("s3cr3t", one.body));
    told.insert(json::parse(one.body)["event"]["name"]);
  }
  for (char const* name : {"add_signer", "sign", "auto_close", "document_closed"}) CHECK(told.count(name) == 1);
}

TEST_CASE("a client of another kind walks a list by the links, with the token in the header or in the query",
          "[sandbox][server][socket]") {
  account on;
  std::set<std::string> made;
  for (int i = 0; i < 45; ++i) made.insert(on.envelope());
  for (std::string const target : {"/api/v3/envelopes", "/api/v3/envelopes?page%5Bsize%5D=7&sort=-created"}) {
    auto const seen = ids_along(on, target);
    CHECK(seen.size() == 45);
    CHECK(std::set<std::string>(seen.begin(), seen.end()) == made);
  }
  // The links do not carry the token: such a client adds it to each.
  auto const page = account::read(on.client.Get("/api/v3/envelopes?access_token=sandbox-token"));
  CHECK(page.status == 200);
  CHECK(page.body["links"].dump().find("sandbox-token") == std::string::npos);
  std::string const next = page.body["links"]["next"];
  CHECK(account::read(on.client.Get(target_of(next))).status == 401);
  CHECK(account::read(on.client.Get(target_of(next) + "&access_token=sandbox-token")).body["data"].size() == 20);
}

TEST_CASE("a client of another kind asks for some fields and for what lies around", "[sandbox][server][socket]") {
  account on;
  auto const folder = on.post("/folders", resource("folders", {{"name", "Contratos"}}));
  json const around = {{"folder", {{"data", {{"type", "folders"}, {"id", folder.id()}}}}}};
  std::string const id = on.post("/envelopes", resource("envelopes", {{"name", "Dentro"}}, around)).id();
  on.envelope();
  std::string const query = "?include=folder&fields%5Benvelopes%5D=name,folder&fields%5Bfolders%5D=name";
  auto const one = on.get("/envelopes/" + id + query);
  CHECK(one.attributes() == json{{"name", "Dentro"}});
  CHECK(one.body["data"]["relationships"].size() == 1);
  CHECK(one.body["data"]["relationships"]["folder"]["data"]["id"] == folder.id());
  REQUIRE(one.body["included"].size() == 1);
  CHECK(one.body["included"][0]["attributes"] == json{{"name", "Contratos"}});
  auto const all = on.get("/envelopes" + query + "&sort=name");
  REQUIRE(all.body["data"].size() == 2);
  CHECK(all.body["data"][0]["relationships"]["folder"]["data"].is_null());
  CHECK(all.body["included"] == one.body["included"]);
  CHECK(on.get("/envelopes/" + id + "?fields%5Bfolders%5D=name").attributes().size() == 15);
  CHECK(on.get("/envelopes?include=documents").error()["code"] == "112");
}

} // namespace foreign_client_test
