#include "support/catch.hpp"

#include <rubrica/core/field.hpp>

#include <string>

namespace field_test {

using namespace rubrica;

TEST_CASE("a field is absent, null or a value", "[core]") {
  field<int> f;
  CHECK(f.is_absent());
  CHECK(f.value() == nullptr);
  f = null;
  CHECK(f.is_null());
  CHECK_FALSE(f.is_absent());
  f = 3;
  REQUIRE(f.value() != nullptr);
  CHECK(*f.value() == 3);
  field<std::string> text = "x";
  CHECK(*text.value() == "x");
}

} // namespace field_test
