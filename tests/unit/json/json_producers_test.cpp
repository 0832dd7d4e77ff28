// Both producers of JSON events accept the same texts and make the same events of them.

#include "support/catch.hpp"
#include "support/files/data.hpp"
#include "support/json/json_agreement.hpp"
#include "support/json/mutations.hpp"

#include <random>
#include <string>
#include <vector>

namespace json_producers_test {

using namespace rubrica_test;

namespace {

/// Empty when both agree, else what they did.
std::string disagreement(std::string const& text) {
  return compare_producers(text, strict_limits()).difference;
}

} // namespace

#ifdef RUBRICA_HAVE_SIMDJSON
TEST_CASE("a build that found simdjson has two producers of JSON events to compare", "[json]") {
  CHECK(rubrica::detail::has_simdjson());
}
#endif

TEST_CASE("both producers agree on all fixtures", "[json]") {
  auto const texts = all_json_files();
  REQUIRE(texts.size() > 25);
  for (std::string const& text : texts) CHECK(disagreement(text).empty());
}

TEST_CASE("both producers agree on 60,000 mutations", "[json][property]") {
  auto const texts = all_json_files();
  std::mt19937 random(4711);
  int accepted = 0;
  for (int i = 0; i < 60'000; ++i) {
    std::string const& original = texts[random() % texts.size()];
    std::string const text = mutated(i % 2 == 0 ? original : without_layout(original), random);
    agreement const both = compare_producers(text, varied_limits(i));
    if (!both.difference.empty()) FAIL(both.difference << "\n" << text);
    accepted += both.accepted;
  }
  CHECK(accepted > 5'000); // otherwise the mutations would say little about accepted texts
}

TEST_CASE("both producers agree on small texts of JSON's characters", "[json][property]") {
  constexpr std::string_view letters = "{}[],:\"\\ue1023-+.tn \x01\xC3\xA9";
  std::mt19937 random(12);
  for (int i = 0; i < 60'000; ++i) {
    std::string text;
    for (std::size_t length = random() % 12; length > 0; --length) text += letters[random() % letters.size()];
    std::string const difference = disagreement(text);
    if (!difference.empty()) FAIL(difference << "\n" << text);
  }
}

TEST_CASE("both producers agree on the corners of JSON", "[json]") {
  std::vector<std::string> texts = {"",
                                    " ",
                                    "0",
                                    "-",
                                    "-0",
                                    "[-0]",
                                    "[1e400]",
                                    "[-1e400]",
                                    "[1e-400]",
                                    "[0e999999999]",
                                    "1",
                                    "\"a\"",
                                    "\"a\"\"b\"",
                                    "1\"a\"",
                                    "[1 2]",
                                    "[1,]",
                                    "[,1]",
                                    "{\"a\"}",
                                    "{\"a\":}",
                                    "{\"a\":1,}",
                                    "{,}",
                                    "{1:2}",
                                    "{\"a\" 1}",
                                    "{\"a\"::1}",
                                    "[}",
                                    "{]",
                                    "]",
                                    "}",
                                    "[1]]",
                                    "[1] x",
                                    "tru",
                                    "truee",
                                    "true false",
                                    "[true,false,null]",
                                    "nullx",
                                    "\"\\u0000\"",
                                    "\"\x7f\"",
                                    "\"\n\"",
                                    "'a'",
                                    "[\"\\ud83d\\ude00\"]",
                                    "[\"\\ud83d\"]",
                                    "[\"\\ude00\"]",
                                    "[\"\\ud83d\\u0041\"]",
                                    "[\"\\uD83D\\uDE00\"]",
                                    "[\"\\u00E9\"]",
                                    "[\"\\u00g0\"]",
                                    "[\"\\u-123\"]",
                                    "[\"\\\"]",
                                    "[\"\\\\\"]"};
  for (std::string const token : stumbling_blocks) {
    texts.push_back(token);
    texts.push_back("[" + token + "]");
    texts.push_back("[\"" + token + "\"]");
    texts.push_back("{\"a\":" + token + "}");
  }
  texts.push_back("[" + std::string(64, '1') + "]");
  texts.push_back("[" + std::string(65, '1') + "]");
  texts.push_back("[" + std::string(400, '1') + "]");
  texts.push_back("[1." + std::string(62, '1') + "]");
  texts.push_back("[1." + std::string(63, '1') + "]");
  texts.push_back("[1e" + std::string(63, '1') + "]");
  texts.push_back(std::string("1\0", 2));
  texts.push_back(std::string("1\0 2", 4));
  texts.push_back(std::string("[1,\0]", 5));
  texts.push_back(std::string("\0", 1));
  for (int depth : {63, 64, 65, 66, 300}) {
    texts.push_back(std::string(static_cast<std::size_t>(depth), '[') + std::string(static_cast<std::size_t>(depth), ']'));
    std::string nested = "1";
    for (int i = 0; i < depth; ++i) nested = "{\"a\":" + nested + "}";
    texts.push_back(nested);
  }
  texts.push_back("[" + std::string(100, '{') + "\"");
  std::string wide = "[";
  for (int i = 0; i < 100; ++i) wide += "[],";
  texts.push_back(wide + "1]"); // many brackets at once, but flat
  for (std::string const& text : texts) {
    INFO(text);
    CHECK(disagreement(text) == "");
  }
}

} // namespace json_producers_test
