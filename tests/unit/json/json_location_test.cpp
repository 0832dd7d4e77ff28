#include "support/catch.hpp"
#include "json/json_location.hpp"

namespace json_location_test {

using rubrica::detail::offset_of;

TEST_CASE("a value is found by its path, else the last one on the way", "[json]") {
  std::string_view const json = R"( {"a":"}{\"b\":","b":[{"c":1}],"d" : {"b":{"c":2},"\u0063":[3]},"e":4} )";
  auto const at = [&](std::initializer_list<std::string_view> path) { return json.substr(offset_of(json, path)); };
  CHECK(offset_of(json) == 1);
  CHECK(at({"a"}).substr(0, 4) == R"("}{\)");
  CHECK(at({"b"}).substr(0, 2) == "[{");
  CHECK(at({"b", "c"}).substr(0, 2) == "[{"); // an array has no names of its own
  CHECK(at({"d", "c"}).substr(0, 3) == "[3]");
  CHECK(at({"d", "b", "c"}).substr(0, 1) == "2");
  CHECK(at({"d", "e"}).substr(0, 4) == R"({"b")");
  CHECK(at({"e"}).substr(0, 1) == "4");
  CHECK(at({"c"}).substr(0, 4) == R"({"a")");
  CHECK(at({"a", "b"}).substr(0, 4) == R"("}{\)"); // nor has a text
  CHECK(offset_of("", {"a"}) == 0);
  CHECK(offset_of(" 7", {"a"}) == 1);
}

TEST_CASE("the line and the column of a JSON error count from one", "[json]") {
  auto const place = [](std::string_view text, std::size_t offset) {
    auto const error = rubrica::detail::malformed_at(text, offset, "why");
    CHECK(error.code == rubrica::errc::malformed);
    CHECK(error.message.find("why") != std::string::npos);
    return std::pair(error.line, error.column);
  };
  CHECK(place("", 0) == std::pair(1, 1));
  CHECK(place("ab\ncd", 1) == std::pair(1, 2));
  CHECK(place("ab\ncd", 2) == std::pair(1, 3));
  CHECK(place("ab\ncd", 3) == std::pair(2, 1));
  CHECK(place("ab\n\ncd", 99) == std::pair(3, 3));
}

} // namespace json_location_test
