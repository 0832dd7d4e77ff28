// Invitations that could not be delivered, activations, and unknown events.
#include "support/callbacks/event_sequences.hpp"
#include "support/catch.hpp"

#include <sstream>

namespace history_bounces_test {

using namespace rubrica_test;
using namespace rubrica;
using signing::change;
using signing::signer_status;

namespace {

document_id const doc{"doc-1"};

json bounced(int minute, std::string const& signer, std::string const& details = "550 5.1.1 no such user bia@rubrica.test") {
  json body = happened("tracking_notification_error", minute, {signer});
  body["data"]["notification"] = {{"kind", "signature_request"},
                                  {"provider", "email"},
                                  {"last_status", "bounce"},
                                  {"last_bounce_type", "HardBounce"},
                                  {"details", details}};
  return body;
}

event about_doc(json const& body) {
  return parsed({{"event", body}, {"document", {{"key", "doc-1"}}}});
}

signing::signer_state signer_of(history const& h, std::string const& key) {
  for (auto const& one : h.document(doc).signers) {
    if (one.signer.text() == key) return one;
  }
  FAIL("nobody heard of this signer");
  return {};
}

} // namespace

TEST_CASE("an invitation that could not be delivered is told, shown and kept", "[signing][history]") {
  history h = told({seven_events()[1]});
  auto const changes = h.apply(about_doc(bounced(2, "bia")));
  REQUIRE(names(changes) == std::vector<std::string>{"invitation_failed bia"});
  CHECK(changes[0].who == "Pessoa bia");
  CHECK(changes[0].note == "bounce, HardBounce: 550 5.1.1 no such user bia@rubrica.test");
  CHECK(changes[0].when.text() == at_minute(2));
  CHECK(h.apply(about_doc(bounced(2, "bia"))).empty());

  auto const bia = signer_of(h, "bia");
  CHECK(bia.status() == signer_status::invitation_failed);
  CHECK(to_string(bia.status()) == "invitation_failed");
  CHECK(bia.failure.channel == "email");
  CHECK(bia.failure.kind == "signature_request");
  CHECK(bia.failure.status == "bounce");
  CHECK(bia.failure.bounce_type == "HardBounce");
  CHECK(bia.failure.details == "550 5.1.1 no such user bia@rubrica.test");
  CHECK(signer_of(h, "ana").status() == signer_status::waiting);

  auto const line = h.timeline().back();
  CHECK(line.what == "tracking_notification_error");
  CHECK(line.whom == "Pessoa bia");
  CHECK(line.who.empty());
  CHECK(line.note == changes[0].note);
  std::ostringstream printed;
  printed << line.note << changes[0].note << bia.failure.details;
  CHECK(printed.str().find("bia") == std::string::npos);

  auto const read = history::from_json(h.to_json());
  REQUIRE(read);
  CHECK(*read == h);
  CHECK(read->document(doc).signers.at(1).failure.details == bia.failure.details);
}

TEST_CASE("an invitation that could not be delivered is told by whatever mentions it", "[signing][history]") {
  auto const later =
      parsed(callback(happened("sign", 6, {"ana"}), "running", {"ana", "bia"},
                      json::array({happened("sign", 6, {"ana"}), bounced(2, "bia"), happened("add_signer", 1, {"ana", "bia"})})));
  history by_callback;
  CHECK(contains(names(by_callback.apply(later)), "invitation_failed bia"));
  CHECK(by_callback.apply(about_doc(bounced(2, "bia"))).empty()); // which had been lost

  history by_list;
  std::vector<event> listed{parsed({{"event", happened("add_signer", 1, {"ana", "bia"})}}),
                            parsed({{"event", bounced(2, "bia")}}), parsed({{"event", happened("sign", 6, {"ana"})}})};
  CHECK(contains(names(by_list.apply_list(doc, listed)), "invitation_failed bia"));
  CHECK(signer_of(by_list, "bia").status() == signer_status::invitation_failed);
  CHECK(by_list.timeline().size() == by_callback.timeline().size());
}

TEST_CASE("two invitations that failed at one moment are two facts", "[signing][history]") {
  history h = told({seven_events()[1]});
  CHECK(names(h.apply(about_doc(bounced(2, "ana")))) == std::vector<std::string>{"invitation_failed ana"});
  CHECK(names(h.apply(about_doc(bounced(2, "bia")))) == std::vector<std::string>{"invitation_failed bia"});
  CHECK(h.apply(about_doc(bounced(2, "bia", "552 5.2.2 mailbox full"))).size() == 1);
  json over_sms = bounced(2, "bia");
  over_sms["data"]["notification"]["provider"] = "sms";
  CHECK(h.apply(about_doc(over_sms)).size() == 1);
  CHECK(h.timeline().size() == 6); // two were added
  for (auto const& each : {bounced(2, "ana"), bounced(2, "bia"), over_sms}) CHECK(h.apply(about_doc(each)).empty());
}

TEST_CASE("a signer who acts after a failed invitation was reached", "[signing][history]") {
  auto const status_after = [](std::initializer_list<json> events) {
    history h;
    for (auto const& each : events) h.apply(about_doc(each));
    history backwards;
    for (auto each = std::rbegin(events); each != std::rend(events); ++each) backwards.apply(about_doc(*each));
    CHECK(h == backwards);
    CHECK(signer_of(h, "bia").status() == signer_of(backwards, "bia").status());
    return signer_of(h, "bia").status();
  };
  json const added = happened("add_signer", 1, {"bia"});
  json const started = happened("signature_started", 5, {"bia"});
  json undated = started;
  undated.erase("occurred_at");
  CHECK(status_after({added, bounced(2, "bia")}) == signer_status::invitation_failed);
  CHECK(status_after({added, bounced(2, "bia"), started}) == signer_status::started);
  CHECK(status_after({added, bounced(2, "bia"), undated}) == signer_status::started);
  CHECK(status_after({added, started, bounced(9, "bia")}) == signer_status::invitation_failed); // a reminder
  CHECK(status_after({added, bounced(2, "bia"), happened("add_signer", 4, {"bia"})}) == signer_status::waiting);
  CHECK(status_after({added, happened("sign", 6, {"bia"}), bounced(9, "bia")}) == signer_status::has_signed);
  CHECK(status_after({added, bounced(2, "bia"), happened("remove_signer", 3, {"bia"})}) == signer_status::removed);
  history h;
  h.apply(about_doc(happened("sign", 6, {"bia"})));
  h.apply(about_doc(bounced(9, "bia")));
  CHECK_FALSE(signer_of(h, "bia").invitation_failed);
}

TEST_CASE("an activation is about its envelope", "[signing][history]") {
  auto const activation = [](std::string const& name, int minute, std::string const& detail = {}) {
    json data = {{"envelope", {{"key", "env-1"}}}};
    if (!detail.empty()) data["errors"] = json::array({{{"detail", detail}}});
    return parsed({{"event", {{"name", name}, {"data", data}, {"occurred_at", at_minute(minute)}}}});
  };
  history h;
  h.expect(envelope_id("env-1"), {doc});
  auto const failed = h.apply(activation("envelope_activation_failed", 1, "sem requisitos"));
  REQUIRE(names(failed) == std::vector<std::string>{"activation_failed"});
  CHECK(failed[0].envelope == envelope_id("env-1"));
  CHECK(failed[0].subject == "env-1");
  CHECK(failed[0].document.empty());
  CHECK(failed[0].note == "sem requisitos");
  CHECK(h.apply(activation("envelope_activation_failed", 1, "sem requisitos")).empty());
  CHECK(h.apply(activation("envelope_activation_failed", 2, "sem requisitos")).size() == 1);
  CHECK(h.apply(activation("envelope_activation_failed", 2, "sem documentos")).size() == 1); // at the same moment
  auto const activated = h.apply(activation("envelope_activated", 3));
  REQUIRE(names(activated) == std::vector<std::string>{"activated"});
  CHECK(activated[0].envelope == envelope_id("env-1"));
  CHECK(h.apply(activation("envelope_activated", 4)).empty()); // once
  REQUIRE(h.documents().size() == 1);
  CHECK(h.documents()[0].document == doc);
  auto const lines = h.timeline();
  REQUIRE(lines.size() == 5);
  CHECK(lines[0].what == "envelope_activation_failed");
  CHECK(lines[0].envelope == envelope_id("env-1"));
  CHECK(lines[0].note == "sem requisitos");
}

TEST_CASE("a callback that names the envelope beside a document tells it of the document's changes", "[signing][history]") {
  history h;
  h.apply(parsed({{"event", {{"name", "envelope_activated"}, {"data", {{"envelope", {{"key", "env-1"}}}}}}},
                  {"document", {{"key", "doc-1"}, {"status", "running"}}}}));
  auto const changes = h.apply(about_doc(happened("sign", 6, {"ana"})));
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].envelope == envelope_id("env-1"));
}

TEST_CASE("an unknown event keeps its signers, and another of its moment is another fact", "[signing][history][rule4]") {
  auto const unknown = [](std::string const& signer, std::string const& result, std::string const& link) {
    json body = happened("voice_refused", 5, {signer});
    body["data"]["voice"] = {{"result", result}, {"recording", link}};
    return about_doc(body);
  };
  history h;
  h.apply(unknown("ana", "noise", "https://files.rubrica.test/1?X-Amz-Signature=a"));
  h.apply(unknown("ana", "noise", "https://files.rubrica.test/1?X-Amz-Signature=b")); // the same, listed again
  REQUIRE(h.timeline().size() == 1);
  CHECK(h.timeline()[0].signer == signer_id("ana"));
  CHECK(h.timeline()[0].who == "Pessoa ana");
  h.apply(unknown("ana", "silence", ""));
  h.apply(unknown("bia", "noise", ""));
  CHECK(h.timeline().size() == 3);
}

} // namespace history_bounces_test
