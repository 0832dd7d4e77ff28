#include "support/catch.hpp"

#include <rubrica/core/id.hpp>

#include <string>
#include <type_traits>

namespace id_test {

using namespace rubrica;

TEST_CASE("ids of different kinds do not mix, and odd ones are noticed", "[core]") {
  STATIC_REQUIRE_FALSE(std::is_convertible_v<envelope_id, document_id>);
  STATIC_REQUIRE_FALSE(std::is_convertible_v<std::string, envelope_id>);
  STATIC_REQUIRE_FALSE(std::is_constructible_v<envelope_id, document_id>);
  CHECK(is_valid_id("6f3200ae-a89d-4c86-81bf-685ccb71a8d2"));
  CHECK(is_valid_id("56a9dd19-xxxx_g"));
  for (char const* bad : {"", "a/b", "..", "a b", "a%2f", "a?x", "a#x", "a\r\nb", "\xC3\xA9"}) CHECK_FALSE(is_valid_id(bad));
  CHECK_FALSE(is_valid_id(std::string(65, 'a')));
  CHECK_FALSE(is_valid_id(std::string_view("a\0b", 3)));
  CHECK(std::hash<envelope_id>()(envelope_id("a")) == std::hash<envelope_id>()(envelope_id("a")));
}

} // namespace id_test
