#include "support/callbacks/event_sequences.hpp"
#include "support/catch.hpp"

#include <random>

namespace json_test {

using namespace rubrica_test;
using rubrica::errc;

namespace {

rubrica::errc refused_as(std::string const& text) {
  auto const read = history::from_json(text);
  REQUIRE_FALSE(read);
  return read.error().code;
}

std::string saved_with(std::string const& facts) {
  return R"({"format":"rubrica.history","version":1,"facts":)" + facts + "}";
}

} // namespace

TEST_CASE("a history comes back from JSON as it was", "[signing][history]") {
  for (auto const& story : {seven_events(), twelve_events(), std::vector<event>{}}) {
    history h = told(story);
    h.expect(rubrica::envelope_id("env-1"), {rubrica::document_id("doc-1")}, {rubrica::signer_id("ana")});
    auto read = history::from_json(h.to_json());
    REQUIRE(read);
    CHECK(*read == h);
    CHECK(read->to_json() == h.to_json());
    CHECK(read->timeline().size() == h.timeline().size());
    for (auto const& each : story) CHECK(read->apply(each).empty()); // nothing is reported twice, even after a restart
  }
}

TEST_CASE("a saved history keeps texts of any form", "[signing][history]") {
  event odd;
  odd.name = rubrica::clicksign::webhook::event_name(std::string_view("novo \"evento\"\n\x01"));
  odd.occurred_at = rubrica::timestamp("never");
  odd.document.emplace().key = rubrica::document_id("d\xff\xfe");
  odd.document->signers.emplace_back().name = std::string(5000, 'x') + "\xc3\xa7";
  history h;
  h.apply(odd);
  auto const read = history::from_json(h.to_json());
  REQUIRE(read);
  CHECK(*read == h);
}

TEST_CASE("names are part of a history, but not of what a fact is", "[signing][history]") {
  history a;
  history b;
  json body = happened("sign", 6, {"ana"});
  a.apply(parsed(callback(body, "running", {})));
  body["data"]["signer"]["name"] = "Ana Maria";
  b.apply(parsed(callback(body, "running", {})));
  CHECK(a != b);
  CHECK(b.merge(a).empty());
  CHECK(a.merge(b).empty());
  CHECK(a == b);
}

TEST_CASE("members that this version does not know are ignored in a saved history", "[signing][history]") {
  auto const read = history::from_json(
      R"({"later":[1,{}],"format":"rubrica.history","version":1,"facts":[{"source":"clicksign","name":"sign","document":"d","signer":"s","score":7}]})");
  REQUIRE(read);
  CHECK(read->document(rubrica::document_id("d")).anybody_signed());
}

TEST_CASE("a JSON text that is no history is refused", "[signing][history]") {
  CHECK(refused_as("") == errc::malformed);
  CHECK(refused_as("{}") == errc::malformed);
  CHECK(refused_as("[]") == errc::malformed);
  CHECK(refused_as("null") == errc::malformed);
  CHECK(refused_as(R"({"format":"rubrica.history"})") == errc::malformed);
  CHECK(refused_as(R"({"format":"rubrica.history","version":2,"facts":[]})") == errc::malformed);
  CHECK(refused_as(R"({"format":"rubrica.history","version":-1,"facts":[]})") == errc::malformed);
  CHECK(refused_as(R"({"format":"other","version":1,"facts":[]})") == errc::malformed);
  CHECK(refused_as(R"({"format":"rubrica.history","version":1,"version":1,"facts":[]})") == errc::malformed);
  CHECK(refused_as(saved_with("[]") + "x") == errc::malformed);
  auto const later = history::from_json("{\"format\":\"rubrica.history\",\n\"version\": 2}").error();
  CHECK(later.line == 2);
  CHECK(later.column == 12);
  CHECK(refused_as(saved_with("[{\"name\":\"\xff\"}]")) == errc::malformed);
  CHECK(refused_as(saved_with(std::string(100, '['))) == errc::limit_exceeded);
  CHECK(refused_as(saved_with("[\"" + std::string(9u << 20, 'x') + "\"]")) == errc::limit_exceeded);
}

TEST_CASE("a saved history with facts of wrong types is read without harm", "[signing][history]") {
  for (std::string const facts : {"null", "7", "{}", "[null,1,\"x\",[],{}]", R"([{"source":7,"name":[],"at":{},"signer":null}])",
                                  R"([{"source":"clicksign.document","name":"roster","document":"d","detail":"\n\n"}])",
                                  R"([{"source":"clicksign.document","name":"roster","document":"d","detail":""}])"}) {
    auto const read = history::from_json(saved_with(facts));
    REQUIRE(read);
    auto const again = history::from_json(read->to_json());
    REQUIRE(again);
    CHECK(*again == *read);
    for (auto const& one : read->documents()) CHECK_FALSE(one.all_signed);
  }
}

TEST_CASE("a saved history that was cut or changed never makes the reader throw", "[signing][history][property][rule2]") {
  std::string const good = told(twelve_events()).to_json();
  std::mt19937 random(5);
  int read = 0;
  for (std::size_t end = 0; end < good.size(); end += 7) read += history::from_json(good.substr(0, end)).has_value();
  CHECK(read == 0);
  for (int round = 0; round < 2000; ++round) {
    std::string changed = good;
    changed[random() % changed.size()] = static_cast<char>(random() % 256);
    auto const h = history::from_json(changed);
    if (h)
      read += *history::from_json(h->to_json()) == *h;
    else
      ++read;
  }
  CHECK(read == 2000);
}

} // namespace json_test
