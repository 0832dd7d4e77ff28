#include "support/catch.hpp"

#include <rubrica/core/secret.hpp>

#include <string>
#include <type_traits>
#include <utility>

namespace secret_test {

using namespace rubrica;

TEST_CASE("a secret cannot be printed, and survives copies and moves", "[core][secrets][rule8]") {
  secret a{"s3cr3t"};
  secret b = a;
  CHECK(b.reveal() == "s3cr3t");
  secret c = std::move(a);
  CHECK(c.reveal() == "s3cr3t");
  b = secret("other");
  CHECK(b.reveal() == "other");
  CHECK(secret(static_cast<char const*>(nullptr)).empty());
  CHECK(secret("").empty());
  STATIC_REQUIRE_FALSE(std::is_convertible_v<secret, std::string>);
  // From a text it is not converted either, but the compiler says what to write: ctest header_secret_named.
}

TEST_CASE("constant_time_equal compares texts by value", "[core]") {
  CHECK(constant_time_equal("abc", "abc"));
  CHECK_FALSE(constant_time_equal("abc", "abd"));
  CHECK_FALSE(constant_time_equal("abc", "ab"));
  CHECK(constant_time_equal("", ""));
}

} // namespace secret_test
