// Both producers of JSON events accept the same texts and make the same events of them.

#include "detail/json_parse.hpp"
#include "support/catch.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

using rubrica::result;
using rubrica::detail::json_limits;

namespace {

/// Writes down what it hears.
struct recorder final : rubrica::detail::json_handler {
  std::string heard;

  void null() override { heard += "null;"; }
  void boolean(bool value) override { heard += value ? "true;" : "false;"; }
  void number(std::string_view text) override { note('#', text); }
  void string(std::string_view text) override { note('"', text); }
  void begin_object() override { heard += "{"; }
  void key(std::string_view text) override { note(':', text); }
  void end_object() override { heard += "}"; }
  void begin_array() override { heard += "["; }
  void end_array() override { heard += "]"; }

private:
  void note(char kind, std::string_view text) {
    heard += kind;
    heard += std::to_string(text.size());
    heard += '=';
    heard += text;
    heard += ';';
  }
};

/// Empty when both agree, else what they did.
std::string disagreement(std::string const& text, json_limits const& limits) {
  recorder slow;
  recorder fast;
  auto const by_nlohmann = rubrica::detail::parse_with_nlohmann(text, slow, limits);
  auto const by_simdjson = rubrica::detail::parse_with_simdjson(text, fast, limits);
  if (by_nlohmann.has_value() != by_simdjson.has_value()) return by_nlohmann ? "only simdjson refuses" : "only nlohmann refuses";
  if (!by_nlohmann) return to_string(by_nlohmann.error()) == to_string(by_simdjson.error()) ? "" : "other errors";
  return slow.heard == fast.heard ? "" : slow.heard + " / " + fast.heard;
}

json_limits strict() {
  json_limits limits;
  limits.duplicate_keys = false;
  return limits;
}

std::vector<std::string> fixtures() {
  std::vector<std::string> texts;
  for (auto const& entry : std::filesystem::recursive_directory_iterator(RUBRICA_TEST_DATA)) {
    if (entry.path().extension() != ".json") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return texts;
}

std::string without_layout(std::string const& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\n') {
      while (at + 1 < text.size() && text[at + 1] == ' ') ++at;
    } else {
      out += text[at];
    }
  }
  return out;
}

char const* const interesting[] = {"\"",
                                   "\\",
                                   "{",
                                   "}",
                                   "[",
                                   "]",
                                   ",",
                                   ":",
                                   "\\u0000",
                                   "\\ud83d\\ude00",
                                   "\\ud800",
                                   "\\udc00",
                                   "\\u00e9",
                                   "1e999",
                                   "1e-999",
                                   "-0",
                                   "-0.0",
                                   "00",
                                   "1.",
                                   ".5",
                                   "0.1e+5",
                                   "true",
                                   "nul",
                                   "NaN",
                                   "\t",
                                   "\n",
                                   "\x0c",
                                   "\x1a",
                                   "\x7f",
                                   "\xC3",
                                   "\xED\xA0\x80",
                                   "\xF0\x9F\x98\x80",
                                   "\xC0\x80",
                                   "\xEF\xBB\xBF",
                                   "\"k\":1,",
                                   "\"k\":2,",
                                   "18446744073709551616",
                                   "-9223372036854775809",
                                   "\"\"",
                                   "/**/",
                                   "[[[[",
                                   "\\/",
                                   "\\x",
                                   "\\u12"};

std::string mutated(std::string text, std::mt19937& random) {
  auto const place = [&] { return text.empty() ? 0 : random() % text.size(); };
  for (unsigned changes = 1 + random() % 3; changes > 0; --changes) {
    switch (random() % 6) {
    case 0:
      if (!text.empty()) text[place()] = static_cast<char>(random() % 256);
      break;
    case 1:
      if (!text.empty()) text[place()] ^= static_cast<char>(1 << random() % 8);
      break;
    case 2: text.erase(place(), 1 + random() % 5); break;
    case 3: text.insert(place(), interesting[random() % std::size(interesting)]); break;
    case 4: text.resize(place()); break;
    default: text.insert(place(), text.substr(place(), random() % 40)); break;
    }
  }
  return text;
}

} // namespace

TEST_CASE("both producers agree on all fixtures") {
  if (!rubrica::detail::has_simdjson()) WARN("built without simdjson: one producer is compared with itself");
  auto const texts = fixtures();
  REQUIRE(texts.size() > 25);
  for (std::string const& text : texts) CHECK(disagreement(text, strict()).empty());
}

TEST_CASE("both producers agree on 60,000 mutations") {
  auto const texts = fixtures();
  std::mt19937 random(4711);
  int accepted = 0;
  for (int i = 0; i < 60'000; ++i) {
    std::string const& original = texts[random() % texts.size()];
    std::string const text = mutated(i % 2 == 0 ? original : without_layout(original), random);
    json_limits limits = strict();
    limits.duplicate_keys = i % 5 == 0;
    limits.depth = i % 7 == 0 ? 4 : 64;
    std::string const difference = disagreement(text, limits);
    if (!difference.empty()) FAIL(difference << "\n" << text);
    recorder ignored;
    if (rubrica::detail::parse_json(text, ignored, limits)) ++accepted;
  }
  CHECK(accepted > 5'000); // else the mutations would say little about what is accepted
}

TEST_CASE("both producers agree on small texts of JSON's characters") {
  constexpr std::string_view letters = "{}[],:\"\\ue1023-+.tn \x01\xC3\xA9";
  std::mt19937 random(12);
  for (int i = 0; i < 60'000; ++i) {
    std::string text;
    for (std::size_t length = random() % 12; length > 0; --length) text += letters[random() % letters.size()];
    std::string const difference = disagreement(text, strict());
    if (!difference.empty()) FAIL(difference << "\n" << text);
  }
}

TEST_CASE("both producers agree on the corners of JSON") {
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
  for (std::string const token : interesting) {
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
    CHECK(disagreement(text, strict()) == "");
  }
}
