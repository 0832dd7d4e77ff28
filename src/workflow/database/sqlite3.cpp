#include "workflow/database/dialect.hpp"

#include <soci/sqlite3/soci-sqlite3.h>

#include <sqlite3.h>

#ifdef __linux__
#include <sys/vfs.h>
#endif

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

void open(soci::session& session, std::string const& address, store_options const& options) {
  session.open(soci::sqlite3, address);
  session << "PRAGMA busy_timeout = " + std::to_string(options.patience.count());
  session << "PRAGMA journal_mode = WAL";
  session << "PRAGMA synchronous = FULL";
  // A commit touches a page of each index, and among many rows hardly any of them twice. A longer log writes each of them to the
  // file once in 40 MB instead of once in 4, and they are found in memory (KiB, for each connection that has read so much).
  session << "PRAGMA wal_autocheckpoint = 10000";
  session << "PRAGMA cache_size = -16000";
}

#ifdef __linux__
/// File systems of other machines, by their numbers in statfs(2).
bool is_on_network(std::string const& file) {
  constexpr unsigned long nfs = 0x6969;
  constexpr unsigned long smb = 0x517B;
  constexpr unsigned long smb2 = 0xFE534D42;
  constexpr unsigned long cifs = 0xFF534D42;
  constexpr unsigned long ceph = 0x00C36400;
  constexpr unsigned long afs = 0x5346414F;
  constexpr unsigned long v9fs = 0x01021997;
  auto const slash = file.rfind('/');
  std::string const folder = slash == std::string::npos ? "." : file.substr(0, slash + 1);
  struct statfs about {};
  if (::statfs(folder.c_str(), &about) != 0) return false; // opening it says why
  auto const kind = static_cast<unsigned long>(static_cast<unsigned int>(about.f_type));
  return kind == nfs || kind == smb || kind == smb2 || kind == cifs || kind == ceph || kind == afs || kind == v9fs;
}
#else
bool is_on_network(std::string const&) {
  return false;
}
#endif

result<void> check(std::string const& address) {
  if (address.empty()) return make_error(errc::invalid_argument, "the store's address names no file", outcome::not_sent);
  if (address.find_first_of(" =\"'") != std::string::npos)
    return make_error(errc::invalid_argument, "the path of an SQLite file must not have blanks, quotes or '='",
                      outcome::not_sent);
  if (is_on_network(address))
    return make_error(errc::invalid_argument, "SQLite cannot be used on a network file system", outcome::not_sent);
  return {};
}

fault fault_of(soci::soci_error const& error) {
  auto const* const known = dynamic_cast<soci::sqlite3_soci_error const*>(&error);
  if (known == nullptr) return fault::other;
  switch (known->result() & 0xFF) {
  case SQLITE_BUSY:
  case SQLITE_LOCKED: return fault::busy;
  case SQLITE_FULL: return fault::full;
  case SQLITE_READONLY: return fault::read_only;
  case SQLITE_PERM:
  case SQLITE_AUTH: return fault::denied;
  case SQLITE_CANTOPEN:
  case SQLITE_IOERR:
  case SQLITE_NOTADB:
  case SQLITE_CORRUPT: return fault::bad_file;
  default: break;
  }
  std::string const said = known->get_error_message();
  bool const lacks = said.find("no such table") != std::string::npos || said.find("no such column") != std::string::npos;
  return lacks ? fault::missing : fault::other;
}

} // namespace

dialect const sqlite_dialect = {
    "sqlite3",
    false,
    "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)",
    "BEGIN IMMEDIATE", // one writer at a time: nothing needs to be locked afterwards
    "",
    "",
    "INSERT INTO",
    "ON CONFLICT DO NOTHING",
    "TEXT",
    "TEXT",
    "TEXT",
    "CREATE INDEX IF NOT EXISTS",
    "INTEGER PRIMARY KEY AUTOINCREMENT",
    "",
    "",
    "",
    open,
    check,
    fault_of,
    nullptr,
    nullptr,
    true,
};

} // namespace workflow
RUBRICA_END_NAMESPACE
