#pragma once

#include "support/workflow/database_server.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace rubrica_test {

/// A database of one test, empty at first and gone afterwards.
struct fresh_database {
  std::string name{};                ///< of the engine: `SQLite`, `PostgreSQL`, `MariaDB`
  std::string address{};             ///< for `open_store`
  database_server* server = nullptr; ///< null: SQLite
  std::string database{};            ///< its name on the server; the file of SQLite
  std::shared_ptr<void> keeper{};    ///< removes it

  /// Beside the store, as the administrator of the server.
  void raw(std::string const& statement) const;
  [[nodiscard]] std::int64_t number(std::string const& query) const;
};

/// One of each engine that is on this machine, to run a test on all of them; a warning names those that are not.
///
///     for (auto const& on : every_database()) {
///       INFO(on.name);
///       auto store = open_store(on.address).value();
std::vector<fresh_database> every_database(disk how = disk::fast);

/// One of SQLite's.
fresh_database sqlite_database();
/// One on a server; nothing when its programs are not on this machine.
std::optional<fresh_database> server_database(server_kind kind, disk how = disk::fast);
/// `sqlite`, `postgresql` or `mariadb`: for programs that are told which.
std::optional<fresh_database> database_named(std::string const& engine, disk how = disk::fast);
/// Those of the engines that are servers.
std::vector<fresh_database> every_server_database(disk how = disk::fast);

} // namespace rubrica_test
