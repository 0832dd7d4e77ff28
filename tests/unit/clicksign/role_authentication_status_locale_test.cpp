#include "support/catch.hpp"

#include <rubrica/clicksign/authentication.hpp>
#include <rubrica/clicksign/channel.hpp>
#include <rubrica/clicksign/locale.hpp>
#include <rubrica/clicksign/role.hpp>
#include <rubrica/clicksign/status.hpp>

#include <iterator>
#include <set>
#include <string_view>

namespace role_authentication_status_locale_test {

using namespace rubrica;
using clicksign::role;

TEST_CASE("the sets hold all of ClickSign's values", "[clicksign][open_enum]") {
  CHECK(std::size(role::all) == 79);
  CHECK(std::size(clicksign::authentication::all) == 17);
  CHECK(std::size(clicksign::status::all) == 4);
  CHECK(std::size(clicksign::channel::all) == 4);
  CHECK(clicksign::locale(clicksign::locale::pt_br).text() == "pt-BR");
  std::set<std::string_view> names;
  for (auto const& one : role::all) CHECK(names.insert(one.text).second);
}

} // namespace role_authentication_status_locale_test
