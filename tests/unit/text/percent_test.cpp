#include "support/catch.hpp"

#include "text/percent.hpp"

namespace percent_test {

using rubrica::detail::percent_encoded;

TEST_CASE("percent-encoding encodes all but the unreserved characters, byte by byte", "[text]") {
  CHECK(percent_encoded("AZaz09-_.~") == "AZaz09-_.~");
  CHECK(percent_encoded("a b/c?d=e&f#g%[x]") == "a%20b%2Fc%3Fd%3De%26f%23g%25%5Bx%5D");
  CHECK(percent_encoded(std::string_view("\0\x7f\xC3\xA9", 4)) == "%00%7F%C3%A9");
  CHECK(percent_encoded("").empty());
}

} // namespace percent_test
