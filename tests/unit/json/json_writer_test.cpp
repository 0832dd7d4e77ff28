#include "support/catch.hpp"

#include "json/json_writer.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace json_writer_test {

using namespace rubrica::detail;

namespace {

std::string written(std::string const& text) {
  std::string out;
  json_writer(out).string(text);
  return out;
}

bool accepted(std::string const& text) {
  std::string out;
  json_writer writer(out);
  writer.string(text);
  return writer.valid();
}

} // namespace

TEST_CASE("each ASCII character, in each place of a text, is read back from what was written", "[json]") {
  for (int c = 0; c < 0x80; ++c) {
    for (std::size_t length = 1; length < 20; ++length) {
      std::string text(length, 'a');
      text[length / 2] = static_cast<char>(c);
      text.back() = static_cast<char>(c);
      std::string const out = written(text);
      if (nlohmann::json::parse(out) != text) FAIL("character " << c << " in " << out);
    }
  }
  CHECK(written("Um \"t\xC3\xADtulo\"\n\\ \x1f") == "\"Um \\\"t\xC3\xADtulo\\\"\\n\\\\ \\u001f\"");
}

TEST_CASE("the writer puts commas between values, and a text that is no JSON spoils the whole", "[json]") {
  std::string out;
  json_writer writer(out);
  writer.begin_object();
  writer.member("n", std::int64_t{-9'223'372'036'854'775'807 - 1});
  writer.member("yes", true);
  writer.key("list");
  writer.begin_array();
  writer.null();
  writer.boolean(false);
  writer.json("{\"a\":[1]}");
  writer.end_array();
  writer.end_object();
  CHECK(writer.valid());
  CHECK(out == R"({"n":-9223372036854775808,"yes":true,"list":[null,false,{"a":[1]}]})");
  writer.json("{");
  CHECK_FALSE(writer.valid());
}

TEST_CASE("the writer accepts only UTF-8, wherever in a text the fault is", "[json]") {
  for (std::size_t before = 0; before < 18; ++before) {
    std::string const run(before, 'x');
    for (char const* good : {"\xC3\xA9", "\xE2\x82\xAC", "\xED\x9F\xBF", "\xF0\x9F\x93\x84", "\xF4\x8F\xBF\xBF"}) {
      CHECK(accepted(run + good + "yyyyyyyyy"));
      CHECK(accepted(run + good));
    }
    for (char const* bad : {"\x80", "\xC3", "\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF8", "\xFF"}) {
      CHECK_FALSE(accepted(run + bad + "yyyyyyyyy"));
      CHECK_FALSE(accepted(run + bad));
    }
  }
}

} // namespace json_writer_test
