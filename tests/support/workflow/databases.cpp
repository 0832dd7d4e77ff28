#include "support/workflow/databases.hpp"

#include "support/files/temporary_folder.hpp"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <utility>

namespace rubrica_test {
namespace {

std::string name_of(server_kind kind) {
  return kind == server_kind::postgresql ? "PostgreSQL" : "MariaDB";
}

} // namespace

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

std::optional<fresh_database> server_database(server_kind kind, disk how) {
  database_server* const server = database_server::get(kind, how);
  if (server == nullptr) return std::nullopt;
  fresh_database one;
  one.name = name_of(kind);
  one.server = server;
  one.database = server->make_database();
  one.address = server->address_of(one.database);
  one.keeper = std::shared_ptr<void>(nullptr, [server, database = one.database](void*) { server->drop_database(database); });
  return one;
}

std::optional<fresh_database> database_named(std::string const& engine, disk how) {
  if (engine == "sqlite") return sqlite_database();
  if (engine == "postgresql") return server_database(server_kind::postgresql, how);
  if (engine == "mariadb") return server_database(server_kind::mariadb, how);
  return std::nullopt;
}

} // namespace rubrica_test
