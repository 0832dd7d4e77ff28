#include "support/catch.hpp"
#include "support/json/json_agreement.hpp"
#include "support/json/refusals.hpp"
#include "support/process/small_stack.hpp"

#include <algorithm>
#include <string>

namespace json_limits_test {

using namespace rubrica_test;
using rubrica::errc;
using rubrica::error_info;
using rubrica::detail::json_limits;
using rubrica::detail::null_handler;

namespace {

bool accepts(std::string_view text, json_limits const& limits = strict_limits()) {
  null_handler nobody;
  return rubrica::detail::parse_json(text, nobody, limits).has_value();
}

error_info refusal(std::string_view text, json_limits const& limits = strict_limits()) {
  null_handler nobody;
  return rubrica::detail::parse_json(text, nobody, limits).error();
}

std::string nested(std::size_t depth) {
  return std::string(depth, '[') + std::string(depth, ']');
}

} // namespace

TEST_CASE("a JSON text over a limit is refused with the name of that limit", "[json]") {
  json_limits limits = strict_limits();
  limits.bytes = 8;
  CHECK(accepts("[1,2,34]", limits));
  check_limit(refusal("[1,2,345]", limits), "size");

  limits = strict_limits();
  CHECK(accepts(nested(64)));
  check_limit(refusal(nested(65), limits), "depth");
  limits.depth = 1000; // the receivers' stacks end at 64
  check_limit(refusal(nested(65), limits), "depth");
  limits.depth = 2;
  CHECK(accepts(R"({"a":[]})", limits));
  check_limit(refusal(R"({"a":[{}]})", limits), "depth");

  limits = strict_limits();
  limits.string_bytes = 3;
  CHECK(accepts(R"({"abc":"d\u00e9"})", limits));
  check_limit(refusal(R"({"abc":"defg"})", limits), "string");
  check_limit(refusal(R"({"abcd":"d"})", limits), "string");

  CHECK(accepts(std::string(64, '1')));
  check_limit(refusal(std::string(65, '1')), "number");
  limits = strict_limits();
  limits.number_characters = 3;
  CHECK(accepts("[123,-12,1.5]", limits));
  check_limit(refusal("[1234]", limits), "number");
  check_limit(refusal("[1.25]", limits), "number");
}

TEST_CASE("ten million brackets are refused at the sixty-fifth, on a small stack", "[json]") {
  struct counting final : null_handler {
    void begin_array() override { ++opened; }
    int opened = 0;
  };
  std::string const text(10'000'000, '[');
  counting seen;
  bool accepted = true;
  on_stack_of(256u << 10, [&] { accepted = rubrica::detail::parse_json(text, seen, strict_limits()).has_value(); });
  CHECK_FALSE(accepted);
  CHECK(seen.opened <= 64); // the rest of the text is never looked at
  check_limit(refusal(text), "depth");
}

TEST_CASE("a member named twice is refused at any depth", "[json]") {
  CHECK(refusal(R"({"a":1,"a":2})").code == errc::malformed);
  CHECK_FALSE(accepts(R"({"a":{"b":1,"b":1}})"));
  CHECK_FALSE(accepts(R"([[{"x":0},{"a":{"b":[{"c":1,"d":2,"c":3}]}}]])"));
  CHECK_FALSE(accepts(R"({"a":{"b":1},"c":2,"a":{}})"));
  CHECK_FALSE(accepts(R"({"":1,"":2})"));
  CHECK_FALSE(accepts(R"({"caf\u00e9":1,"café":2})")); // the same name in another spelling
  CHECK(accepts(R"({"a":{"a":{"a":1}},"b":{"a":2}})"));
  CHECK(accepts(R"([{"a":1},{"a":1}])"));
  json_limits lenient;
  CHECK(accepts(R"({"a":1,"a":2})", lenient));
}

TEST_CASE("a member named twice is pointed at where it stands the second time", "[json]") {
  auto const place = [](std::string_view text) {
    auto const error = refusal(text);
    CHECK(error.code == errc::malformed);
    CHECK(error.message.find("named twice") != std::string::npos);
    return std::pair(error.line, error.column);
  };
  CHECK(place(R"({"a":1,"a":2})") == std::pair(1, 8));
  CHECK(place("{\n  \"a\": [{\"b\": 1},\n {\"b\": \"b\", \"a\": {}, \"b\": 3}]}") == std::pair(3, 22));
  CHECK(place("{\"caf\\u00e9\": \"\\\"caf\",\r\n\"caf\u00e9\": 2}") == std::pair(2, 1));
  CHECK(place(R"({"":1, "":2})") == std::pair(1, 8));
  CHECK(place(R"({"a":1, "a" what comes is not read)") == std::pair(1, 9));
}

TEST_CASE("a member named twice is found among many", "[json]") {
  std::string many;
  for (int i = 0; i < 5000; ++i) many += "\"member number " + std::to_string(i) + "\":1,";
  CHECK(accepts("{" + many + "\"last\":1}"));
  CHECK_FALSE(accepts("{" + many + "\"member number 7\":1}"));
  CHECK_FALSE(accepts("{\"first\":0," + many + "\"first\":1}"));
  auto const error = refusal("{\"first\":0," + many + "\n \"first\":1}");
  CHECK(error.line == 2);
  CHECK(error.column == 2);
}

TEST_CASE("a JSON text that is not UTF-8 is refused", "[json]") {
  CHECK(accepts("\"\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80\""));
  for (char const* bytes :
       {"\x80", "\xC3", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80", "\xFF"}) {
    std::string const text = std::string("[\"a") + bytes + "b\"]";
    CHECK(refusal(text).code == errc::malformed);
    CHECK(refusal(text).line == 1);
  }
}

TEST_CASE("a JSON text with an incomplete escape is refused", "[json]") {
  CHECK(accepts(R"("\ud83d\ude00 \u0000 \" \\ \/ \b\f\n\r\t")"));
  for (char const* text : {R"("\ud83d")", R"("\ude00")", R"("\ud83d\ud83d")", R"("\ude00\ud83d")", R"("\ud83dx")", R"("\u12")",
                           R"("\x41")", R"("\")", "\"\t\"", "\"\x01\""}) {
    INFO(text);
    CHECK_FALSE(accepts(text));
  }
}

TEST_CASE("a JSON text with more than white space around its value is refused", "[json]") {
  CHECK(accepts(" \t\r\n{} \n"));
  CHECK_FALSE(accepts("{} {}"));
  CHECK_FALSE(accepts("{},"));
  CHECK_FALSE(accepts("\xEF\xBB\xBF{}"));
  CHECK_FALSE(accepts(std::string_view("{}\0", 3)));
  CHECK_FALSE(accepts(std::string_view("{}\0{}", 5)));
  CHECK_FALSE(accepts(std::string_view("\0{}", 3)));
  CHECK_FALSE(accepts(std::string_view("{\"a\0b\":1}", 9)));
  auto const error = refusal(std::string_view("{\n}\n \0", 6));
  CHECK(error.line == 3);
  CHECK(error.column == 2);
}

} // namespace json_limits_test
