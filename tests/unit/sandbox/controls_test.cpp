#include "support/catch.hpp"

#include "fixture.hpp"

namespace controls_test {

using namespace fixture;

TEST_CASE("a signer signs by a control over HTTP", "[sandbox][controls][socket]") {
  account on;
  auto const made = start(on);
  auto const done = on.control("sign", {{"signer_id", made.signers[0]}});
  CHECK(done.status == 200);
  CHECK(done.body == json{{"ok", true}});
  CHECK(on.status(made.path()) == "closed");
  auto const again = on.control("sign", {{"signer_id", made.signers[0]}});
  CHECK(again.status == 422);
  CHECK(again.body["error"]["code"] == "envelope_not_running");
  CHECK_FALSE(again.body["error"]["message"].get<std::string>().empty());
  auto const unknown = on.control("sign", {{"signer_id", "x"}});
  CHECK(unknown.status == 404);
  CHECK(unknown.body["error"]["code"] == "not_found");
}

TEST_CASE("a signer refuses by a control over HTTP", "[sandbox][controls][socket]") {
  account on;
  json who = person();
  who["refusable"] = true;
  auto const made = start(on, json::object(), {who});
  CHECK(on.control("refuse", {{"signer_id", made.signers[0]}, {"reason", "Outros"}, {"comment", "não"}}).status == 200);
  auto const body = json::parse(on.sandbox.deliveries().back().body);
  CHECK(body["event"]["name"] == "refusal");
  CHECK(body["event"]["data"]["refusal"]["comment"] == "não");
}

TEST_CASE("the clock is moved by a control over HTTP", "[sandbox][controls][socket]") {
  account on;
  auto const before = on.sandbox.now();
  CHECK(on.control("advance", {{"seconds", 1.5}}).body.contains("now"));
  CHECK(on.sandbox.now() - before >= std::chrono::milliseconds(1500));
  for (json const& seconds : {json(-1), json("1"), json(1e12), json(nullptr)}) {
    CHECK(on.control("advance", {{"seconds", seconds}}).status == 422);
  }
}

TEST_CASE("the deliveries and requests of the simulator are listed by controls over HTTP", "[sandbox][controls][socket]") {
  account on;
  auto const made = start(on);
  auto const deliveries = on.control("deliveries").body["deliveries"];
  REQUIRE(deliveries.size() == 2);
  CHECK(deliveries[0]["event"] == "add_signer");
  CHECK(deliveries[0]["hmac"].get<std::string>().size() == 71);
  CHECK(json::parse(deliveries[0]["body"].get<std::string>())["document"]["key"] == made.documents[0]);
  auto const requests = on.control("requests").body["requests"];
  REQUIRE(requests.size() == 6);
  CHECK(requests[0]["method"] == "POST");
  CHECK(requests[0]["path"] == "/api/v3/envelopes");
  CHECK(requests[0]["status"] == 201);
  CHECK(on.control("reset_requests", json::object()).status == 200);
  CHECK(on.control("requests").body["requests"].empty());
}

TEST_CASE("the state of the simulator is read by a control over HTTP", "[sandbox][controls][socket]") {
  account on;
  auto const made = start(on);
  auto const state = on.control("state").body;
  REQUIRE(state["envelopes"].size() == 1);
  json const& envelope = state["envelopes"][0];
  CHECK(envelope["id"] == made.id);
  CHECK(envelope["attributes"]["status"] == "running");
  CHECK(envelope["documents"][0]["id"] == made.documents[0]);
  CHECK(envelope["signers"][0]["id"] == made.signers[0]);
  CHECK(envelope["signers"][0]["active"] == true);
  CHECK(envelope["signers"][0]["signed_documents"].empty());
  REQUIRE(on.sandbox.sign(made.signers[0]));
  auto const after = on.control("state").body["envelopes"][0]["signers"][0];
  CHECK(after["signed_documents"] == json{made.documents[0]});
  CHECK(after["active"] == false);
}

TEST_CASE("controls need neither token nor quota, and refuse nonsense as JSON", "[sandbox][controls][socket]") {
  rubrica::sandbox::server_options options;
  options.rate_limit = 1;
  account on(options);
  for (int i = 0; i < 5; ++i) CHECK(on.control("state").status == 200);
  CHECK(on.control("nothing").status == 404);
  CHECK(on.control("nothing").body["error"]["code"] == "not_found");
  auto const malformed = account::read(on.client.Post("/__sandbox/sign", "{", "application/json"));
  CHECK(malformed.status == 400);
  CHECK(malformed.header("Content-Type").find("application/json") == 0);
  CHECK(malformed.body["error"]["code"] == "malformed");
}

} // namespace controls_test
