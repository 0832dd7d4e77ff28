#pragma once

#include <rubrica/core/result.hpp>
#include <rubrica/workflow/store.hpp>

#include <soci/soci.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// Why a statement failed, as far as it matters what to do then.
enum class fault {
  away,      ///< the connection is gone, or was never there
  bad_file,  ///< the file of an embedded one cannot be opened, read or written
  busy,      ///< a lock was not to be had, or the transaction lost against another one: it may be done again
  full,      ///< no space
  read_only, ///< or no right to write
  denied,    ///< no right at all
  missing,   ///< a table or column does not exist
  present,   ///< an index, or the row of an `insert_new`, exists already
  other
};

inline constexpr std::size_t no_limit = static_cast<std::size_t>(-1);

/// All that differs between the databases. Statements are written once, in standard SQL, with these pieces.
struct dialect {
  std::string_view scheme;      ///< of addresses, and SOCI's name of it: `sqlite3`
  bool reads_urls;              ///< its client library does: `postgresql://USER@HOST/NAME`
  std::string_view now;         ///< expression: the database's clock in milliseconds since 1970, at this moment
  std::string_view begin;       ///< begins a transaction that writes
  std::string_view skip_locked; ///< ends a SELECT: lock what it finds, and pass over what others have locked
  std::string_view for_update;  ///< ends a SELECT: lock what it finds
  std::string_view insert_new;  ///< begins an INSERT that leaves a row alone which is there
  std::string_view if_absent;   ///< ends it; empty: it fails with `fault::present`
  // types
  std::string_view key_of_100;
  std::string_view key_of_250;
  std::string_view long_text;
  std::string_view create_index; ///< begins the making of an index, if possible unless it is there
  std::string_view counted_key;  ///< of a table whose rows are numbered by the database
  std::string_view table_ends;   ///< after the closing bracket of CREATE TABLE
  // so that one process at a time changes the tables; empty: the transaction does it
  std::string_view lock_schema;
  std::string_view unlock_schema;

  /// Connects. Throws `soci::soci_error`.
  void (*open)(soci::session& session, std::string const& address, store_options const& options);
  /// Before the first connection: whether the address can be used at all.
  result<void> (*check)(std::string const& address);
  fault (*fault_of)(soci::soci_error const& error);

  /// Whether texts arrive unchanged over a session that somebody else opened; null: over each.
  bool (*keeps_letters)(soci::session& session);

  /// How many bytes the server takes as one statement; null: any.
  std::size_t (*longest)(soci::session& session);

  bool has_one_writer; ///< then callers at once share its transactions
};

/// The dialect of an address, without its scheme then; null for another scheme.
dialect const* dialect_of(std::string_view& address);
/// The dialect of a session of the caller's, by SOCI's name of its backend; null for another one.
dialect const* dialect_of_backend(std::string_view name);

/// `sqlite3:// or mysql://`: those that this library was built with.
std::string known_schemes();

// One file for each, where the library was built with it.
extern dialect const sqlite_dialect;
extern dialect const postgresql_dialect;
extern dialect const mysql_dialect;

} // namespace workflow
RUBRICA_END_NAMESPACE
