#include "support/catch.hpp"
#include "support/workflow/databases.hpp"

#include <utility>

namespace rubrica_test {

std::vector<fresh_database> every_server_database(disk how) {
  std::vector<fresh_database> out;
  for (server_kind const kind : {server_kind::postgresql, server_kind::mariadb}) {
    if (auto one = server_database(kind, how))
      out.push_back(*std::move(one));
    else
      WARN((kind == server_kind::postgresql ? "PostgreSQL" : "MariaDB") << " is not on this machine: not tried with it");
  }
  return out;
}

std::vector<fresh_database> every_database(disk how) {
  auto out = every_server_database(how);
  out.insert(out.begin(), sqlite_database());
  return out;
}

} // namespace rubrica_test
