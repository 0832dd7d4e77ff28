#include "support/catch.hpp"

#include <rubrica/clicksign/role.hpp>
#include <rubrica/core/open_enum.hpp>

#include <string>

namespace open_enum_test {

using namespace rubrica;
using clicksign::role;

TEST_CASE("an open_enum knows its constants and keeps what it does not know", "[core][rule4]") {
  role r = role::witness;
  CHECK(r == role::witness);
  CHECK(role::witness == r);
  CHECK(r != role::sign);
  CHECK(r.is_known());
  CHECK(r.text() == "witness");

  role const read{"witness"};
  CHECK(read == r);
  role const copy = read;
  CHECK(copy.is_known());

  role const future{std::string("time_traveller_of_a_later_version")};
  CHECK_FALSE(future.is_known());
  CHECK(future.text() == "time_traveller_of_a_later_version");
  CHECK_FALSE(future == role::witness);

  CHECK(role().empty());
  CHECK_FALSE(role().is_known());
}

} // namespace open_enum_test
