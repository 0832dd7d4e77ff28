#include "support/catch.hpp"

#include <rubrica/http/headers.hpp>
#include <rubrica/http/request.hpp>

#include <string>

namespace headers_test {

namespace http = rubrica::http;

TEST_CASE("a header field is found whatever the case of its name, the first one first", "[http][headers]") {
  http::headers const fields{{"Content-Type", "a"}, {"X-Request-Id", "1"}, {"x-request-id", "2"}};
  REQUIRE(http::find(fields, "x-REQUEST-id") != nullptr);
  CHECK(*http::find(fields, "x-REQUEST-id") == "1");
  CHECK(http::find(fields, "X-Request") == nullptr);
  CHECK(http::find({}, "a") == nullptr);
}

TEST_CASE("each control character is refused in the value of a header field, and nothing else", "[http][headers]") {
  for (int byte = 0; byte < 256; ++byte) {
    std::string value = "a";
    value += static_cast<char>(byte);
    CHECK(http::is_valid_header_value(value) == (byte >= 0x20 && byte != 0x7f));
  }
  CHECK(http::is_valid_header_value(""));
}

TEST_CASE("the name of a header field must be a token", "[http][headers]") {
  CHECK(http::is_valid_header_name("X-Rate-Limit_1"));
  for (std::string const name : {"", "a b", "a:", "a\r\nb", "a\x7f", "\xc3\xa7", "(a)"}) {
    CHECK_FALSE(http::is_valid_header_name(name));
  }
  CHECK_FALSE(http::is_valid_header_name(std::string(1, '\0')));
}

TEST_CASE("HTTP methods have their names, and only POST is not idempotent", "[http][headers]") {
  using http::method;
  CHECK(http::to_string(method::get) == "GET");
  CHECK(http::to_string(method::post) == "POST");
  CHECK(http::to_string(method::put) == "PUT");
  CHECK(http::to_string(method::patch) == "PATCH");
  CHECK(http::to_string(method::del) == "DELETE");
  for (method verb : {method::get, method::put, method::patch, method::del}) CHECK(http::is_idempotent(verb));
  CHECK_FALSE(http::is_idempotent(method::post));
}

} // namespace headers_test
