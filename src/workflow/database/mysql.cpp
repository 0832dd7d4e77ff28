#include "workflow/database/dialect.hpp"

#include <soci/mysql/soci-mysql.h>

#include <algorithm>
#include <cstdint>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

constexpr int lock_seconds = 20; // as in `lock_schema` below
// SYSDATE is the moment at which a row is reached, also after a wait for its lock, and local time only: an hour of it comes twice a
// year. What it is away from UTC is known at the statement's begin.
constexpr char now[] =
    "TIMESTAMPDIFF(MICROSECOND, '1970-01-01', SYSDATE(3) + INTERVAL TIMESTAMPDIFF(SECOND, NOW(), UTC_TIMESTAMP()) "
    "SECOND) DIV 1000";

/// In the words of SOCI; those that the caller said himself count.
void say(std::string& address, std::string const& word, std::string const& value) {
  if (address.find(word + '=') == std::string::npos) address += ' ' + word + '=' + value;
}

void open(soci::session& session, std::string const& address, store_options const& options) {
  auto const seconds = std::max<std::int64_t>(1, options.patience.count() / 1000);
  std::string full = address;
  say(full, "connect_timeout", std::to_string(seconds));
  // A server that stands still says nothing at all.
  auto const silence = std::to_string(std::max<std::int64_t>(lock_seconds + 10, 10 * seconds));
  say(full, "read_timeout", silence);
  say(full, "write_timeout", silence);
  session.open(soci::mysql, full);
  session << "SET NAMES utf8mb4"; // whatever the address says
  session << "SET SESSION innodb_lock_wait_timeout = " + std::to_string(seconds);
  session << "SET SESSION sql_mode = 'STRICT_ALL_TABLES,ANSI_QUOTES,NO_ENGINE_SUBSTITUTION'";
  // Else a row that another transaction inserted meanwhile is not seen by the one that looks for it.
  session << "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED";
}

result<void> check(std::string const&) {
  return {};
}

/// By the server's and the client library's error numbers.
fault fault_of(soci::soci_error const& error) {
  auto const* const known = dynamic_cast<soci::mysql_soci_error const*>(&error);
  if (known == nullptr) return fault::other;
  switch (known->err_num_) {
  case 1205:                     // lock wait timeout
  case 1213:                     // deadlock
  case 3572: return fault::busy; // NOWAIT
  case 1021:                     // disk full
  case 1114: return fault::full; // table full
  case 1290:                     // --read-only
  case 1792:                     // read-only transaction
  case 1836: return fault::read_only;
  case 1044: // access denied
  case 1045:
  case 1142:
  case 1143: return fault::denied;
  case 1146: // no such table
  case 1054: return fault::missing;
  case 1061:                        // duplicate key name
  case 1062: return fault::present; // duplicate entry
  case 1040:                        // too many connections
  case 1053:                        // server shutdown
  case 1927:                        // connection was killed
  case 2002:                        // and the rest: no server, connection lost
  case 2003:
  case 2006:
  case 2013:
  case 2055: return fault::away;
  default: return fault::other;
  }
}

/// With another one letters become question marks, or two letters each, without an error.
bool keeps_letters(soci::session& session) {
  std::string client, connection;
  session << "SELECT @@character_set_client, @@character_set_connection", soci::into(client), soci::into(connection);
  return client == "utf8mb4" && connection == "utf8mb4";
}

/// A server that gets more closes the connection, as if it had died.
std::size_t longest(soci::session& session) {
  long long out = 0;
  session << "SELECT @@max_allowed_packet", soci::into(out);
  return static_cast<std::size_t>(out);
}

} // namespace

dialect const mysql_dialect = {
    "mysql",
    false,
    now,
    "START TRANSACTION",
    "FOR UPDATE SKIP LOCKED",
    "FOR UPDATE",
    "INSERT INTO", // IGNORE would cut texts off, too
    "",
    // Bytes: its collations take letters of either case, and blanks at the end, for the same key.
    "VARBINARY(100)",
    "VARBINARY(250)",
    "LONGTEXT",
    "CREATE INDEX", // MySQL cannot pass over one that is there
    "BIGINT AUTO_INCREMENT PRIMARY KEY",
    "ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
    "SELECT GET_LOCK('rubrica_schema', 20)",
    "SELECT RELEASE_LOCK('rubrica_schema')",
    open,
    check,
    fault_of,
    keeps_letters,
    longest,
    false,
};

} // namespace workflow
RUBRICA_END_NAMESPACE
