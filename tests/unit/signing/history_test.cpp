#include "support/callbacks/event_sequences.hpp"
#include "support/catch.hpp"

namespace history_test {

using namespace rubrica_test;
using namespace rubrica;
using signing::change;
using signing::document_status;
using signing::signer_status;

namespace {

document_id const doc{"doc-1"};

signing::signer_state signer_of(history const& h, std::string const& key) {
  for (auto const& one : h.document(doc).signers) {
    if (one.signer.text() == key) return one;
  }
  return {};
}

/// An event without signers or history beside it.
event bare(json const& body) {
  return parsed({{"event", body}, {"document", {{"key", "doc-1"}}}});
}

} // namespace

TEST_CASE("a document that everybody signs goes through all of its changes", "[signing][history]") {
  auto const story = seven_events();
  history h;
  CHECK(h.apply(story[0]).empty());
  CHECK(names(h.apply(story[1])) == std::vector<std::string>{"signer_added ana", "signer_added bia"});
  CHECK(names(h.apply(story[2])) == std::vector<std::string>{"signing_started ana"});
  auto const signing = h.apply(story[3]);
  REQUIRE(signing.size() == 1);
  CHECK(signing[0].is(change::signer_signed));
  CHECK(signing[0].signer == signer_id("ana"));
  CHECK(signing[0].document == doc);
  CHECK(signing[0].who == "Pessoa ana");
  CHECK(signing[0].when.text() == at_minute(6));
  CHECK(signing[0].key.size() == 64);
  CHECK(h.document(doc).status() == document_status::running);
  CHECK(names(h.apply(story[4])) == std::vector<std::string>{"signer_signed bia"});
  auto const ended = h.apply(story[5]);
  REQUIRE(names(ended) == std::vector<std::string>{"all_signed", "closed"});
  CHECK(ended[0].is(change::all_signed)); // in the order of the kinds
  CHECK(ended[0].when.text() == at_minute(30));
  CHECK(names(h.apply(story[6])) == std::vector<std::string>{"file_ready"});
  for (auto const& each : story) CHECK(h.apply(each).empty());
  CHECK(h.document(doc).status() == document_status::closed);
  CHECK(h.document(doc).all_signed);
}

TEST_CASE("people without a key are told apart by what else is known of them", "[signing][history]") {
  auto const signed_by = [](char const* name, char const* email, int minute) {
    json body = happened("sign", minute, {"x"});
    body["data"]["signer"] = {{"key", nullptr}, {"name", name}, {"email", email}};
    return bare(body);
  };
  history h;
  auto const first = h.apply(signed_by("Ana", "ana@acme.example", 5));
  auto const second = h.apply(signed_by("Bia", "bia@acme.example", 5));
  REQUIRE(first.size() == 1);
  REQUIRE(second.size() == 1);
  CHECK(first[0].signer != second[0].signer);
  CHECK(first[0].signer.text().find("ana") == std::string::npos);
  CHECK(second[0].who == "Bia");
  CHECK(h.document(doc).signers.size() == 2);
  CHECK(h.apply(signed_by("Ana", " ANA@acme.example", 5)).empty()); // comes again
  json nobody = happened("add_signer", 6, {"x"});
  nobody["data"]["signers"] = {{{"key", nullptr}}};
  CHECK(h.apply(bare(nobody)).empty());
  CHECK(h.document(doc).signers.size() == 2); // nobody is waited for
}

TEST_CASE("a callback that comes again with fresh addresses and a longer history says nothing new", "[signing][history]") {
  auto body = callback(happened("sign", 6, {"ana"}), "running", {"ana", "bia"});
  history h;
  CHECK(h.apply(parsed(body)).size() == 3);
  history const before = h;
  body["document"]["downloads"]["original_file_url"] = "https://files.rubrica.test/1?X-Amz-Signature=other";
  body["document"]["updated_at"] = "2026-03-02T12:10:00.000Z";
  body["event"]["data"]["signer"]["url"] = "https://elsewhere.rubrica.test";
  body["event"]["occurred_at"] = "2026-03-02T12:06:00.000Z"; // the same moment
  body["document"]["events"] = json::array({happened("sign", 6, {"ana"})});
  CHECK(h.apply(parsed(body)).empty());
  CHECK(h.size() == before.size());
  CHECK(h.timeline().size() == 1);
}

TEST_CASE("the events embedded in a callback fill in what was lost", "[signing][history]") {
  json embedded = json::array({happened("upload", 0), happened("add_signer", 1, {"ana", "bia"}), happened("sign", 6, {"ana"}),
                               happened("sign", 30, {"bia"}), happened("auto_close", 30)});
  auto const last = parsed(callback(happened("document_closed", 31), "closed", {"ana", "bia"}, embedded));
  history healed;
  CHECK(names(healed.apply(last)) == std::vector<std::string>{"all_signed", "closed", "file_ready", "signer_added ana",
                                                              "signer_added bia", "signer_signed ana", "signer_signed bia"});
  // The lost callbacks arrive after all.
  for (auto const& late : seven_events()) {
    for (auto const& each : healed.apply(late)) CHECK(each.is(change::signing_started));
  }
  CHECK(signer_of(healed, "ana").started);
  CHECK(healed.timeline().size() == 8); // two signers were added
}

TEST_CASE("the list of events that the API gives fills in what was lost", "[signing][history]") {
  std::vector<event> listed;
  for (auto const& one : {happened("add_signer", 1, {"ana"}), happened("sign", 6, {"ana"}), happened("auto_close", 6)}) {
    listed.push_back(parsed({{"event", one}}));
  }
  history h;
  CHECK(h.apply(listed[1]).empty()); // it names no document
  CHECK(names(h.apply_list(doc, listed)) ==
        std::vector<std::string>{"all_signed", "closed", "signer_added ana", "signer_signed ana"});
}

TEST_CASE("a closed document does not prove that everybody signed", "[signing][history]") {
  history h = told({seven_events()[1], seven_events()[3]});
  auto const end = h.apply(parsed(callback(happened("deadline", 90), "closed", {"ana", "bia"})));
  CHECK(names(end) == std::vector<std::string>{"closed", "deadline_reached"});
  auto const state = h.document(doc);
  CHECK(state.status() == document_status::closed);
  CHECK_FALSE(state.all_signed);
  CHECK(state.anybody_signed());
  CHECK(signer_of(h, "bia").status() == signer_status::waiting);
  // Then the signature comes that was on its way.
  CHECK(names(h.apply(seven_events()[4])) == std::vector<std::string>{"all_signed", "signer_signed bia"});
}

TEST_CASE("a deadline without the document's state ends the document until a later callback says how", "[signing][history]") {
  history h;
  CHECK(names(h.apply(bare(happened("deadline", 90)))) == std::vector<std::string>{"deadline_reached"});
  CHECK(h.document(doc).status() == document_status::deadline_reached);
  CHECK(names(h.apply(bare(happened("sign", 6, {"ana"})))) == std::vector<std::string>{"signer_signed ana"});
  CHECK(h.document(doc).status() == document_status::closed);
  // The envelope cancels incomplete documents at the deadline.
  CHECK(names(h.apply(parsed(callback(happened("deadline", 90), "canceled", {"ana", "bia"})))) ==
        std::vector<std::string>{"cancelled", "signer_added ana", "signer_added bia"});
  CHECK(h.document(doc).status() == document_status::cancelled);
  CHECK_FALSE(h.document(doc).conflict());
}

TEST_CASE("the end of a document without a list of signers does not prove that all signed", "[signing][history]") {
  history h = told({bare(happened("add_signer", 1, {"ana"})), bare(happened("sign", 2, {"ana"}))});
  CHECK(names(h.apply(bare(happened("auto_close", 2)))) == std::vector<std::string>{"closed"});
  CHECK_FALSE(h.document(doc).all_signed);
  CHECK(names(h.apply(parsed(callback(happened("document_closed", 3), "closed", {"ana"})))) ==
        std::vector<std::string>{"all_signed", "file_ready"});
}

TEST_CASE("a removed signer is not waited for, and may come back", "[signing][history]") {
  history h = told({parsed(callback(happened("add_signer", 1, {"ana", "caio"}), "running", {"ana", "caio"})),
                    parsed(callback(happened("remove_signer", 4, {"caio"}), "running", {"ana"}))});
  CHECK(signer_of(h, "caio").status() == signer_status::removed);
  CHECK(names(h.apply(parsed(callback(happened("sign", 6, {"ana"}), "closed", {"ana"})))) ==
        std::vector<std::string>{"all_signed", "closed", "signer_signed ana"});
  h.apply(bare(happened("add_signer", 9, {"caio"})));
  CHECK(signer_of(h, "caio").status() == signer_status::waiting);
}

TEST_CASE("two contradictory ends of a document are a conflict, whichever came first", "[signing][history]") {
  auto const closed = parsed(callback(happened("auto_close", 30), "closed", {"ana"}));
  auto const cancelled = parsed(callback(happened("cancel", 31), "canceled", {"ana"}));
  history a = told({closed});
  CHECK(names(a.apply(cancelled)) == std::vector<std::string>{"cancelled", "conflict"});
  history b = told({cancelled});
  CHECK(names(b.apply(closed)) == std::vector<std::string>{"closed", "conflict"});
  CHECK(a == b);
  CHECK(a.document(doc).status() == document_status::conflict);
  CHECK(a.apply(closed).empty());
  // ClickSign's documentation shows a cancellation with the status `closed`: the event counts.
  history c = told({parsed(callback(happened("cancel", 31), "closed", {"ana"}))});
  CHECK(c.document(doc).status() == document_status::cancelled);
}

TEST_CASE("a signature outweighs a refusal", "[signing][history]") {
  history h = told({bare(happened("sign", 6, {"ana"})), bare(happened("refusal", 9, {"ana"}))});
  CHECK(signer_of(h, "ana").refused);
  CHECK(signer_of(h, "ana").status() == signer_status::has_signed);
}

TEST_CASE("signatures are also read from the document of the older API", "[signing][history]") {
  auto body = callback(happened("document_closed", 31), "closed", {"ana"});
  body["document"]["signers"][0]["signature"] = {{"signed_at", at_minute(6)}, {"name", "Ana"}};
  history h;
  CHECK(contains(names(h.apply(parsed(body))), "all_signed"));
  auto const lines = h.timeline();
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].what == "sign");
  CHECK(h.apply(bare(happened("sign", 6, {"ana"}))).empty());
  CHECK(h.timeline().size() == 2);
}

TEST_CASE("each failed check is told, acceptance terms once", "[signing][history]") {
  history h;
  CHECK(names(h.apply(bare(happened("liveness_refused", 5, {"ana"})))) == std::vector<std::string>{"authentication_failed ana"});
  CHECK(h.apply(bare(happened("liveness_refused", 5, {"ana"}))).empty());
  CHECK(h.apply(bare(happened("liveness_refused", 6, {"ana"}))).size() == 1);
  auto const accepted = parsed({{"event", {{"name", "acceptance_term_completed"}, {"occurred_at", at_minute(9)}}},
                                {"acceptance", {{"key", "term-1"}, {"signer_name", "Ana Souza"}}}});
  auto const changes = h.apply(accepted);
  REQUIRE(names(changes) == std::vector<std::string>{"acceptance_completed"});
  CHECK(changes[0].subject == "term-1");
  CHECK(changes[0].document.empty());
  CHECK(changes[0].who == "Ana Souza");
  CHECK(h.documents().size() == 1);
}

TEST_CASE("a history learns what the sender knows", "[signing][history]") {
  history h;
  h.expect(envelope_id("env-1"), {doc, document_id("doc-2")}, {signer_id("ana"), signer_id("bia")});
  CHECK(h.document(doc).status() == document_status::unknown);
  CHECK(h.document(document_id("doc-2")).signers.size() == 2);
  auto const changes = h.apply(seven_events()[1]);
  CHECK(changes.empty()); // both signers were expected
  CHECK(h.apply(seven_events()[3]).at(0).envelope == envelope_id("env-1"));
  CHECK(h.document(doc).envelope == envelope_id("env-1"));
  CHECK(h.documents().size() == 2);
  CHECK(h.document(document_id("doc-3")).status() == document_status::unknown);
}

TEST_CASE("the timeline says who, what and when, and masks names", "[signing][history][secrets][rule8]") {
  auto const story = twelve_events();
  history const h = told({story.rbegin(), story.rend()});
  auto const lines = h.timeline();
  REQUIRE(lines.size() == 14);
  CHECK(std::is_sorted(lines.begin(), lines.end(), [](auto const& a, auto const& b) { return a.when.at() < b.when.at(); }));
  CHECK(lines[0].what == "upload");
  CHECK(lines[1].what == "add_signer");
  CHECK(lines[1].who == "Olga Pereira");
  CHECK(lines[1].whom.masked().find("***") != std::string::npos);
  auto const refusal = std::find_if(lines.begin(), lines.end(), [](auto const& one) { return one.what == "refusal"; });
  REQUIRE(refusal != lines.end());
  CHECK(refusal->who == "Pessoa bia");
  CHECK(refusal->who.masked() == "P*** b***");
  CHECK(refusal->note == "Outros: Valor errado");
  CHECK(refusal->signer == signer_id("bia"));
  CHECK(refusal->document.provider() == callbacks::provider::clicksign);
}

TEST_CASE("timeline entries without a time come last", "[signing][history]") {
  json undated = happened("signature_started", 1, {"ana"});
  undated.erase("occurred_at");
  history h = told({bare(undated), bare(happened("sign", 6, {"ana"}))});
  REQUIRE(h.timeline().size() == 2);
  CHECK(h.timeline()[1].what == "signature_started");
  // Its twin in the embedded history knows the time.
  h.apply(parsed(callback(happened("upload", 0), "running", {}, json::array({happened("signature_started", 1, {"ana"})}))));
  REQUIRE(h.timeline().size() == 3);
  CHECK(h.timeline()[1].what == "signature_started");
}

} // namespace history_test
