#include "support/catch.hpp"
#include "support/workflow/databases.hpp"

#include <rubrica/workflow/store.hpp>

namespace store_test {

using namespace rubrica;
using namespace rubrica::workflow;
using rubrica_test::every_database;

TEST_CASE("a store opens on an empty database, and again on its own tables", "[workflow][file]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    REQUIRE(open_store(on.address).has_value());
    CHECK(open_store(on.address).has_value());
    CHECK(on.number("SELECT version FROM rubrica_schema") == 1);
  }
}

TEST_CASE("a store says what is wrong with an address", "[workflow]") {
  for (std::string const address : {"", "oracle://host", "sqlite3://", "sqlite3:///tmp/a b.db", "sqlite3"}) {
    INFO(address);
    CHECK(open_store(address).error().code == errc::invalid_argument);
  }
  CHECK(store().migrate().error().code == errc::invalid_argument);
}

} // namespace store_test
