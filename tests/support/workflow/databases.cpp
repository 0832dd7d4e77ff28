#include "support/workflow/databases.hpp"

#include "support/catch.hpp"
#include "support/files/temporary_folder.hpp"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

namespace rubrica_test {

void fresh_database::raw(std::string const& statement) const {
  if (server != nullptr) return server->administer(statement, database);
  soci::session session(soci::sqlite3, database);
  session << "PRAGMA busy_timeout = 10000";
  session << statement;
}

std::int64_t fresh_database::number(std::string const& query) const {
  if (server != nullptr) return server->number(query, database);
  soci::session session(soci::sqlite3, database);
  session << "PRAGMA busy_timeout = 10000";
  long long out = 0;
  session << query, soci::into(out);
  return out;
}

fresh_database sqlite_database() {
  auto folder = std::make_shared<temporary_folder>();
  fresh_database out;
  out.name = "SQLite";
  out.database = folder->path("crm.db");
  out.address = "sqlite3://" + out.database;
  out.keeper = std::move(folder);
  return out;
}

std::vector<fresh_database> every_server_database(disk how) {
  std::vector<fresh_database> out;
  for (server_kind const kind : {server_kind::postgresql, server_kind::mariadb}) {
    std::string const name = kind == server_kind::postgresql ? "PostgreSQL" : "MariaDB";
    database_server* const server = database_server::get(kind, how);
    if (server == nullptr) {
      WARN(name << " is not on this machine: not tried with it");
      continue;
    }
    fresh_database one;
    one.name = name;
    one.server = server;
    one.database = server->make_database();
    one.address = server->address_of(one.database);
    one.keeper = std::shared_ptr<void>(nullptr, [server, database = one.database](void*) { server->drop_database(database); });
    out.push_back(std::move(one));
  }
  return out;
}

std::vector<fresh_database> every_database(disk how) {
  auto out = every_server_database(how);
  out.insert(out.begin(), sqlite_database());
  return out;
}

} // namespace rubrica_test
