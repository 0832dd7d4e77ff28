#pragma once

#include <rubrica/core/export.hpp>
#include <rubrica/core/result.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// How a database is connected to.
struct store_options {
  /// Connections at the same time; a call that needs one more waits. One for each thread that calls the engine is enough.
  int connections = 8;
  /// How long a call waits for a connection, for a lock of the database or for an answer, before it ends with `not_ready`.
  std::chrono::milliseconds patience{5'000};
};

class database;

/// The tables of the workflow in the CRM's own database (docs/workflow/schema.md). Their names begin with `rubrica_`.
///
/// Cheap to copy; copies share the connections. May be used from several threads at once.
class RUBRICA_EXPORT store {
public:
  store() = default; ///< of nothing: every call ends with `invalid_argument`
  /// For `open_store`.
  explicit store(std::shared_ptr<workflow::database> opened) : database_(std::move(opened)) {}

  /// Makes the tables, or brings those of an older version up to date; does nothing when they are. Several processes may call it at
  /// once. `invalid_argument`: the tables are of a later version of rubrica, which this one cannot work with.
  result<void> migrate() const;

  /// For rubrica only.
  [[nodiscard]] std::shared_ptr<workflow::database> const& database() const noexcept { return database_; }

private:
  std::shared_ptr<workflow::database> database_;
};

/// Connects to a database, and migrates it.
///
/// - `sqlite3://FILE`: embedded, for one machine. WAL, with every commit on the disk. Not for a file on a network: SQLite's locks do
///   not hold there, and the file is refused with `invalid_argument` where the machine tells that it is one;
/// - `postgresql://host=… dbname=…` (libpq's words) or `postgresql://USER:PASSWORD@HOST/NAME`: PostgreSQL 12 or newer;
/// - `mysql://host=… db=… user=…`: MariaDB 10.6 or MySQL 8.0, or newer.
///
/// Errors name neither the address nor the password. `connect`: no database answers; `invalid_argument`: another scheme, a schema
/// that is too new, a file on a network; `forbidden`: the user may not do this; `file_error`: the file cannot be opened or written.
RUBRICA_EXPORT result<store> open_store(std::string const& address, store_options const& options = {});

} // namespace workflow
RUBRICA_END_NAMESPACE
