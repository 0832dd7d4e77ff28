#include "support/catch.hpp"

#include "fixture.hpp"

namespace bounces_test {

using namespace fixture;

namespace {

json events_named(account& on, running const& made, std::string const& name) {
  return on.get(made.document_path() + "/events?filter%5Bname%5D=" + name).body["data"];
}

void notify(account& on, running const& made) {
  REQUIRE(on.post(made.path() + "/notifications", resource("notifications", json::object())).status == 201);
}

} // namespace

TEST_CASE("a message that bounces is told in the history, in the list of events and by a callback",
          "[sandbox][messages][socket]") {
  account on;
  auto const made = start(on);
  notify(on, made);
  REQUIRE(on.sandbox.bounce(made.signers[0], "550 5.1.1 unknown"));
  auto const events = events_named(on, made, "tracking_notification_error");
  REQUIRE(events.size() == 1);
  json const data = events[0]["attributes"]["data"];
  CHECK(data["signer"]["key"] == made.signers[0]);
  CHECK(data["signer"]["email"] == "ana@example.com");
  CHECK(data["notification"] == json{{"kind", "signature_request"},
                                     {"provider", "email"},
                                     {"last_status", "bounce"},
                                     {"last_bounce_type", "HardBounce"},
                                     {"details", "550 5.1.1 unknown"}});
  auto const told = json::parse(on.sandbox.deliveries().back().body);
  CHECK(told["event"]["name"] == "tracking_notification_error");
  CHECK(told["event"]["data"]["notification"]["last_status"] == "bounce");
  CHECK(told["document"]["key"] == made.documents[0]);
  REQUIRE(on.sandbox.sign(made.signers[0]));
  auto const later = json::parse(on.sandbox.deliveries().back().body)["document"]["events"];
  CHECK(std::any_of(later.begin(), later.end(), [](json const& one) { return one["name"] == "tracking_notification_error"; }));
}

TEST_CASE("some addresses bounce every message by themselves", "[sandbox][messages][socket][clock]") {
  account on;
  SECTION("an e-mail address, of a request and of a reminder") {
    auto const made = start(on, {{"remind_interval", 1}}, {person("Ana Souza", "Ana@Bounce.test"), person("Bruno Lima")});
    notify(on, made);
    CHECK(events_named(on, made, "tracking_notification_error").size() == 1);
    on.sandbox.advance(std::chrono::hours(25));
    auto const events = events_named(on, made, "tracking_notification_error");
    REQUIRE(events.size() == 2);
    CHECK(events[1]["attributes"]["data"]["notification"]["kind"] == "signature_reminder");
    CHECK(events[1]["attributes"]["data"]["signer"]["key"] == made.signers[0]);
  }
  SECTION("a phone number") {
    json who = person();
    who["phone_number"] = "11900000000";
    who["communicate_events"] = {{"signature_request", "whatsapp"}};
    auto const made = start(on, json::object(), {who});
    notify(on, made);
    auto const events = events_named(on, made, "tracking_notification_error");
    REQUIRE(events.size() == 1);
    CHECK(events[0]["attributes"]["data"]["notification"]["provider"] == "whatsapp");
  }
}

TEST_CASE("a message that was not sent cannot bounce", "[sandbox][messages][socket]") {
  account on;
  auto const unknown = on.sandbox.bounce("nobody");
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().code == rubrica::errc::not_found);
  auto const made = start(on);
  auto const early = on.sandbox.bounce(made.signers[0]);
  REQUIRE_FALSE(early);
  CHECK(early.error().rule == "nothing_sent");
  CHECK(on.control("bounce", {{"signer_id", made.signers[0]}}).status == 422);
  notify(on, made);
  CHECK(on.control("bounce", {{"signer_id", made.signers[0]}}).status == 200);
  REQUIRE(on.sandbox.sign(made.signers[0]));
  auto const late = on.sandbox.bounce(made.signers[0]);
  REQUIRE_FALSE(late);
  CHECK(late.error().rule == "envelope_not_running");
}

TEST_CASE("an activation that was asked for is told without a document", "[sandbox][messages][socket]") {
  account on;
  auto const id = on.envelope();
  REQUIRE(on.post_text("/envelopes/" + id + "/activate", "").status == 202);
  auto const failed = json::parse(on.sandbox.deliveries().back().body);
  CHECK(failed["event"]["name"] == "envelope_activation_failed");
  CHECK(failed["event"]["data"]["envelope"] == json{{"key", id}});
  CHECK(failed["event"]["data"]["errors"][0]["title"] == "envelope deve ter pelo menos um documento");
  CHECK_FALSE(failed.contains("document"));
  on.link(id, on.document(id), on.signer(id));
  REQUIRE(on.post_text("/envelopes/" + id + "/activate", "").status == 202);
  auto const done = json::parse(on.sandbox.deliveries().back().body);
  CHECK(done["event"]["name"] == "envelope_activated");
  CHECK(done["event"]["data"]["envelope"]["key"] == id);
  CHECK_FALSE(done["event"]["data"].contains("errors"));
}

} // namespace bounces_test
