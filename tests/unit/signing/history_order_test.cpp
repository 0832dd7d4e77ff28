// The timeline of callbacks that say the same in several ways, at one moment, or too late.
#include "support/callbacks/event_sequences.hpp"
#include "support/catch.hpp"

#include <random>

namespace history_order_test {

using namespace rubrica_test;
using namespace rubrica;
using signing::change;
using signing::document_status;
using signing::signer_status;

namespace {

document_id const doc{"doc-1"};

event bare(json const& body, json const& document = {{"key", "doc-1"}}) {
  return parsed({{"event", body}, {"document", document}});
}

event shown(json const& body, std::string const& status, json const& embedded = json::array()) {
  return bare(body, {{"key", "doc-1"}, {"status", status}, {"events", embedded}});
}

std::vector<std::string> words(history const& h) {
  std::vector<std::string> out;
  for (auto const& line : h.timeline()) out.push_back(line.what + (line.signer.empty() ? "" : " " + line.signer.text()));
  return out;
}

std::vector<std::string> line_keys(history const& h) {
  std::vector<std::string> out;
  for (auto const& line : h.timeline()) out.push_back(line.key);
  return out;
}

} // namespace

TEST_CASE("timeline entries of one moment come in the order of causes, whatever order the callbacks had",
          "[signing][history][property]") {
  std::vector<event> story{bare(happened("document_closed", 9)),
                           bare(happened("auto_close", 9)),
                           bare(happened("sign", 9, {"ana"})),
                           bare(happened("signature_started", 9, {"bia"})),
                           bare(happened("liveness_refused", 9, {"ana"})),
                           bare(happened("add_signer", 9, {"ana", "bia"})),
                           bare(happened("upload", 9))};
  history const expected = told(story);
  CHECK(words(expected) == std::vector<std::string>{"upload", "add_signer ana", "add_signer bia", "signature_started bia",
                                                    "liveness_refused ana", "sign ana", "auto_close", "document_closed"});
  std::vector<std::size_t> order{0, 1, 2, 3, 4, 5, 6};
  int orders = 0;
  int equal = 0;
  do {
    history h;
    for (std::size_t i : order) h.apply(story[i]);
    equal += h == expected && (orders % 10 != 0 || line_keys(h) == line_keys(expected));
    ++orders;
  } while (std::next_permutation(order.begin(), order.end()));
  CHECK(orders == 5040);
  CHECK(equal == orders);
}

TEST_CASE("timeline entries of several documents and providers have one order", "[signing][history][property]") {
  std::vector<event> story;
  for (std::string const document : {"doc-2", "doc-1", "doc-3"}) {
    for (std::string const name : {"document_closed", "sign", "upload", "cancel", "add_signer"}) {
      story.push_back(bare(happened(name, 9, {"ana"}), {{"key", document}}));
    }
  }
  json undated = happened("upload", 9);
  undated.erase("occurred_at");
  story.push_back(bare(undated, {{"key", "doc-4"}}));
  auto const expected = line_keys(told(story));
  std::mt19937 random(4);
  int equal = 0;
  for (int round = 0; round < 200; ++round) {
    std::shuffle(story.begin(), story.end(), random);
    equal += line_keys(told(story)) == expected;
  }
  CHECK(equal == 200);
  auto const lines = told(story).timeline();
  CHECK(lines[0].what == "upload");
  CHECK(lines[0].document == doc);
  CHECK(lines.back().document == document_id("doc-4"));
}

TEST_CASE("a moment in two spellings is one fact", "[signing][history]") {
  json other = happened("sign", 6, {"ana"});
  for (std::string const spelling : {"2026-03-02T12:06:00Z", "2026-03-02T12:06:00.000Z", "2026-03-02T14:06:00.000+02:00"}) {
    history h = told({bare(happened("sign", 6, {"ana"}))});
    other["occurred_at"] = spelling;
    CHECK(h.apply(bare(other)).empty());
    CHECK(h.size() == 1);
    CHECK(h.timeline().size() == 1);
    history backwards = told({bare(other), bare(happened("sign", 6, {"ana"}))});
    CHECK(backwards == h);
    CHECK(backwards.document(doc).signers[0].signed_at == h.document(doc).signers[0].signed_at);
  }
}

TEST_CASE("two signatures are told once each", "[signing][history]") {
  history h;
  CHECK(names(h.apply(parsed(callback(happened("sign", 1, {"ana"}), "running", {"ana", "bia"})))) ==
        std::vector<std::string>{"signer_added ana", "signer_added bia", "signer_signed ana"});
  CHECK(names(h.apply(parsed(callback(happened("sign", 2, {"bia"}), "running", {"ana", "bia"})))) ==
        std::vector<std::string>{"signer_signed bia"});
  CHECK_FALSE(h.document(doc).all_signed); // more may be added, as long as it runs
}

TEST_CASE("who was added cannot be told: then the embedded history does not prove that all have signed", "[signing][history]") {
  auto const all_signed_after = [](json const& first) {
    json const events = {first, happened("add_signer", 1, {"bia"}), happened("sign", 2, {"bia"})};
    history h;
    h.apply(parsed(callback(happened("auto_close", 3), "closed", {}, events)));
    return h.documents().at(0).all_signed;
  };
  auto const added = [](json const& data) { return json{{"name", "add_signer"}, {"data", data}, {"occurred_at", at_minute(0)}}; };
  CHECK(all_signed_after(happened("upload", 0)));
  CHECK_FALSE(all_signed_after(happened("add_signer", 0, {"ana"})));
  for (char const* data : {"{}", "null", R"({"signers":[]})", R"({"signers":[{"key":null,"name":null}]})",
                           R"({"signers":[{"key":"0"}]})", R"({"signers":{"0":{"key":"ana"}}})", R"({"signers":["ana"]})"}) {
    INFO(data);
    CHECK_FALSE(all_signed_after(added(json::parse(data))));
  }
  CHECK_FALSE(all_signed_after({{"data", {{"signers", json::array({signer_data("ana")})}}}})); // no name
}

TEST_CASE("a signer who comes back at an unknown time is still a signer", "[signing][history]") {
  json back = happened("add_signer", 2, {"ana"});
  back["occurred_at"] = nullptr;
  history h;
  h.apply(parsed(callback(
      happened("auto_close", 4), "closed", {},
      {happened("add_signer", 0, {"ana", "bia"}), happened("remove_signer", 1, {"ana"}), back, happened("sign", 3, {"bia"})})));
  CHECK_FALSE(h.documents().at(0).all_signed);
}

TEST_CASE("an empty signature is none", "[signing][history]") {
  auto const with = [](json const& signature) {
    json body = callback(happened("auto_close", 3), "closed", {"ana", "bia"});
    body["document"]["signers"][0]["signature"] = signature;
    body["document"]["signers"][1]["signature"] = {{"signed_at", at_minute(2)}};
    history h;
    h.apply(parsed(body));
    return h.documents().at(0).all_signed;
  };
  CHECK(with({{"signed_at", at_minute(1)}}));
  CHECK(with({{"name", "Ana Souza"}}));
  for (char const* none : {"{}", "null", R"({"name":null,"signed_at":null})", R"({"signed_at":""})"})
    CHECK_FALSE(with(json::parse(none)));
}

TEST_CASE("a signer who is removed and added in one moment is still a signer", "[signing][history]") {
  json const embedded = json::array({happened("add_signer", 0, {"ana", "bia"}), happened("remove_signer", 6, {"ana"}),
                                     happened("add_signer", 6, {"ana"}), happened("sign", 7, {"bia"}), happened("close", 8)});
  history h;
  auto const changes = names(h.apply(shown(happened("close", 8), "closed", embedded)));
  CHECK_FALSE(contains(changes, "all_signed"));
  CHECK(contains(changes, "closed"));
  CHECK(h.document(doc).signers[0].status() == signer_status::waiting);
  CHECK(words(h) ==
        std::vector<std::string>{"add_signer ana", "add_signer bia", "remove_signer ana", "add_signer ana", "sign bia", "close"});
  // A signature that was on its way proves it.
  CHECK(names(h.apply(bare(happened("sign", 8, {"ana"})))) == std::vector<std::string>{"all_signed", "signer_signed ana"});
}

TEST_CASE("a signer who acts after a removal was added again", "[signing][history]") {
  history h = told({bare(happened("add_signer", 0, {"ana"})), bare(happened("remove_signer", 6, {"ana"}))});
  CHECK(h.document(doc).signers[0].status() == signer_status::removed);
  h.apply(bare(happened("signature_started", 7, {"ana"})));
  CHECK(h.document(doc).signers[0].status() == signer_status::started);
}

TEST_CASE("a cancellation after the end is told as a conflict", "[signing][history]") {
  history h;
  CHECK(names(h.apply(shown(happened("document_closed", 3), "closed"))) == std::vector<std::string>{"closed", "file_ready"});
  CHECK(h.apply(shown(happened("auto_close", 2), "closed")).empty());
  CHECK(names(h.apply(shown(happened("cancel", 4), "canceled"))) == std::vector<std::string>{"cancelled", "conflict"});
  CHECK(h.document(doc).status() == document_status::conflict);
  CHECK(words(h) == std::vector<std::string>{"auto_close", "document_closed", "cancel"});
}

TEST_CASE("the end is read in any spelling", "[signing][history]") {
  for (std::string const status : {"closed", "CLOSED", "Closed"}) {
    history h;
    CHECK(names(h.apply(shown(happened("deadline", 1), status))) == std::vector<std::string>{"closed", "deadline_reached"});
    CHECK(h.document(doc).status() == document_status::closed);
  }
  for (std::string const status : {"canceled", "cancelled", "CANCELED"}) {
    history h;
    CHECK(names(h.apply(shown(happened("deadline", 1), status))) == std::vector<std::string>{"cancelled", "deadline_reached"});
    CHECK(h.document(doc).status() == document_status::cancelled);
  }
}

TEST_CASE("a late signature completes the one of several lists that it was missing in", "[signing][history]") {
  history h;
  h.apply(parsed(callback(happened("close", 9), "closed", {"ana", "bia", "caio"})));
  h.apply(parsed(callback(happened("document_closed", 10), "closed", {"ana", "bia"})));
  h.apply(bare(happened("sign", 2, {"bia"})));
  CHECK_FALSE(h.document(doc).all_signed);
  auto const changes = h.apply(bare(happened("sign", 1, {"ana"})));
  CHECK(names(changes) == std::vector<std::string>{"all_signed", "signer_signed ana"});
  CHECK(changes.back().when.text() == at_minute(2)); // the last signature
}

TEST_CASE("a copy of a history goes on by itself", "[signing][history]") {
  auto const story = seven_events();
  history a = told({story[0], story[1], story[3]});
  history b = a;
  CHECK(names(b.apply(story[4])) == std::vector<std::string>{"signer_signed bia"});
  CHECK(names(a.apply(story[4])) == std::vector<std::string>{"signer_signed bia"});
  CHECK(a == b);
  history c = std::move(a);
  CHECK(c.apply(story[4]).empty());
  a = c;
  CHECK(names(a.apply(story[5])) == std::vector<std::string>{"all_signed", "closed"});
  CHECK(names(c.merge(a)) == std::vector<std::string>{"all_signed", "closed"});
}

TEST_CASE("a text that is too long for a history is cut, and says so", "[signing][history]") {
  json refusal = happened("refusal", 10, {"ana"});
  refusal["data"]["refusal"]["comment"] = std::string(5000, 'x');
  history h = told({bare(refusal)});
  std::string const note = h.timeline().at(0).note.reveal();
  CHECK(note.size() <= 4096);
  CHECK(note.substr(note.size() - 3) == "\xe2\x80\xa6");
}

} // namespace history_order_test
