#include "support/catch.hpp"

#include "fixture.hpp"

namespace notification_test {

using namespace fixture;
using strings = std::vector<std::string>;

namespace {

json somebody(int group, std::string const& email) {
  json who = person("Ana Souza", email);
  who["group"] = group;
  return who;
}

/// `kind channel address` of each notification, in order.
strings sent(account const& on) {
  strings all;
  for (auto const& one : on.sandbox.notifications()) {
    all.push_back(std::string(to_string(one.kind)) + ' ' + one.channel + ' ' + one.to.reveal());
  }
  return all;
}

answer notify(account& on, running const& made, json attributes = json::object()) {
  return on.post(made.path() + "/notifications", resource("notifications", std::move(attributes)));
}

void pass_days(account& on, int days) {
  on.sandbox.advance(std::chrono::hours(24 * days));
}

} // namespace

TEST_CASE("signers are asked after a notification call only, each by the channel that was chosen",
          "[sandbox][messages][socket]") {
  account on;
  json by_phone = somebody(1, "b@example.com");
  by_phone["phone_number"] = "11987654321";
  by_phone["communicate_events"] = {{"signature_request", "whatsapp"}};
  json silent = somebody(1, "c@example.com");
  silent["communicate_events"] = {{"signature_request", "none"}};
  auto const made = start(on, json::object(), {somebody(1, "a@example.com"), by_phone, silent});
  CHECK(sent(on).empty());
  REQUIRE(notify(on, made, {{"message", "Assine"}}).status == 201);
  CHECK(sent(on) == strings{"request email a@example.com", "request whatsapp 11987654321"});
  auto const first = on.sandbox.notifications().front();
  CHECK(first.message == "Assine");
  CHECK(first.envelope == made.id);
  CHECK(first.signer == made.signers[0]);
  CHECK(notify(on, made).status == 429);
  CHECK(sent(on).size() == 2);
}

TEST_CASE("signers of a later group are asked without a call, once", "[sandbox][messages][socket]") {
  account on;
  auto const made = start(
      on, {{"default_message", "Olá"}, {"remind_interval", nullptr}},
      {somebody(1, "a@example.com"), somebody(1, "b@example.com"), somebody(2, "c@example.com"), somebody(3, "d@example.com")});
  REQUIRE(on.sandbox.sign(made.signers[0]));
  CHECK(sent(on).empty());
  REQUIRE(on.sandbox.sign(made.signers[1]));
  CHECK(sent(on) == strings{"request email c@example.com"});
  CHECK(on.sandbox.notifications()[0].message == "Olá");
  REQUIRE(on.sandbox.sign(made.signers[2]));
  CHECK(sent(on).back() == "request email d@example.com");
  CHECK(sent(on).size() == 2);
}

TEST_CASE("reminders come every remind_interval days, three at most, to those whose turn it is", "[sandbox][messages][socket]") {
  account on;
  json quiet = somebody(1, "b@example.com");
  quiet["communicate_events"] = {{"signature_reminder", "none"}};
  auto const made = start(on, {{"remind_interval", 7}}, {somebody(1, "a@example.com"), quiet, somebody(2, "c@example.com")});
  pass_days(on, 6);
  CHECK(sent(on).empty());
  pass_days(on, 1);
  CHECK(sent(on) == strings{"reminder email a@example.com"});
  pass_days(on, 21);
  CHECK(sent(on).size() == 3);
  auto const all = on.sandbox.notifications();
  CHECK(all[1].at - all[0].at == std::chrono::hours(24 * 7));
}

TEST_CASE("a signer who has signed is reminded no more, a later group from its own turn", "[sandbox][messages][socket]") {
  account on;
  auto const made = start(on, {{"remind_interval", "3"}}, {somebody(1, "a@example.com"), somebody(2, "b@example.com")});
  pass_days(on, 3);
  REQUIRE(on.sandbox.sign(made.signers[0]));
  pass_days(on, 2);
  CHECK(sent(on) == strings{"reminder email a@example.com", "request email b@example.com"});
  pass_days(on, 1);
  CHECK(sent(on).back() == "reminder email b@example.com");
}

TEST_CASE("reminders that are switched on late begin then, and a pause holds them", "[sandbox][messages][socket]") {
  account on;
  json refuses = somebody(1, "b@example.com");
  refuses["refusable"] = true;
  auto const made =
      start(on, {{"remind_interval", nullptr}, {"block_after_refusal", true}}, {somebody(1, "a@example.com"), refuses});
  pass_days(on, 10);
  CHECK(sent(on).empty());
  REQUIRE(on.patch(made.path(), change("envelopes", made.id, {{"remind_interval", 1}})).status == 200);
  CHECK(sent(on) == strings{"reminder email a@example.com", "reminder email b@example.com"});
  REQUIRE(on.sandbox.refuse(made.signers[1], "Outros"));
  pass_days(on, 5);
  CHECK(sent(on).size() == 2);
}

TEST_CASE("signers hear of the finished document, watchers of the closed envelope", "[sandbox][messages][socket]") {
  account on;
  json by_phone = person();
  by_phone["phone_number"] = "11987654321";
  by_phone["communicate_events"] = {{"document_signed", "whatsapp"}};
  auto const made = start(on, json::object(), {by_phone});
  for (char const* channel : {"email", "none"}) {
    json watcher = {{"email", std::string(channel) + "@example.com"}, {"kind", "on_finished"}};
    watcher["communicate_events"] = {{"signature_watcher_envelope_closed", channel}};
    REQUIRE(on.post(made.path() + "/signature_watchers", resource("signature_watchers", watcher)).status == 201);
  }
  REQUIRE(on.sandbox.sign(made.signers[0]));
  CHECK(sent(on) == strings{"finished email email@example.com", "finished whatsapp 11987654321"});
  CHECK(on.sandbox.notifications()[0].signer.empty());
  CHECK(on.sandbox.notifications()[1].document == made.documents[0]);
}

TEST_CASE("the messages that were sent are listed by a control over HTTP", "[sandbox][messages][socket]") {
  account on;
  auto const made = start(on);
  REQUIRE(notify(on, made).status == 201);
  auto const all = on.control("notifications").body["notifications"];
  REQUIRE(all.size() == 1);
  CHECK(all[0]["kind"] == "request");
  CHECK(all[0]["channel"] == "email");
  CHECK(all[0]["to"] == "ana@example.com");
  CHECK(all[0]["envelope_id"] == made.id);
  CHECK(all[0]["signer_id"] == made.signers[0]);
  CHECK(all[0]["account"] == 0);
  CHECK(all[0].contains("at"));
}

TEST_CASE("a draft is gone after seven days", "[sandbox][messages][socket]") {
  account on;
  auto const draft = on.envelope();
  auto const made = start(on);
  pass_days(on, 6);
  CHECK(on.get("/envelopes/" + draft).status == 200);
  pass_days(on, 1);
  CHECK(on.get("/envelopes/" + draft).status == 404);
  CHECK(on.get(made.path()).status == 200);
}

} // namespace notification_test
