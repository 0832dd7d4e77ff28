#include "database.hpp"

#include <soci/sqlite3/soci-sqlite3.h>

namespace crm {
namespace {

constexpr char const* schema[] = {
    "CREATE TABLE IF NOT EXISTS crm_tenants (id TEXT PRIMARY KEY, name TEXT NOT NULL, company_token TEXT NOT NULL UNIQUE, "
    "version INTEGER NOT NULL DEFAULT 1)",
    "CREATE TABLE IF NOT EXISTS crm_sessions (id TEXT PRIMARY KEY, tenant TEXT NOT NULL, csrf TEXT NOT NULL, notice TEXT NOT NULL "
    "DEFAULT '', ends_at INTEGER NOT NULL)",
    "CREATE TABLE IF NOT EXISTS crm_integrations (tenant TEXT NOT NULL, type TEXT NOT NULL, token TEXT NOT NULL, secret TEXT NOT "
    "NULL DEFAULT '', PRIMARY KEY (tenant, type))",
    "CREATE TABLE IF NOT EXISTS crm_records (number INTEGER PRIMARY KEY AUTOINCREMENT, tenant TEXT NOT NULL, kind TEXT NOT NULL, "
    "title TEXT NOT NULL, category TEXT NOT NULL DEFAULT '', email TEXT NOT NULL DEFAULT '', mobile TEXT NOT NULL DEFAULT '')",
    "CREATE INDEX IF NOT EXISTS crm_records_of ON crm_records (tenant, kind, title)",
    "CREATE TABLE IF NOT EXISTS crm_links (tenant TEXT NOT NULL, record INTEGER NOT NULL, contact INTEGER NOT NULL, PRIMARY KEY "
    "(tenant, record, contact))",
    "CREATE TABLE IF NOT EXISTS crm_documents (number INTEGER PRIMARY KEY AUTOINCREMENT, tenant TEXT NOT NULL, record INTEGER NOT "
    "NULL, name TEXT NOT NULL, type TEXT NOT NULL, description TEXT NOT NULL, file TEXT NOT NULL, stored TEXT NOT NULL, added_at BIGINT "
    "NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0)",
    "CREATE INDEX IF NOT EXISTS crm_documents_of ON crm_documents (tenant, record)",
    "CREATE TABLE IF NOT EXISTS crm_sendings (tenant TEXT NOT NULL, document INTEGER NOT NULL, number INTEGER NOT NULL, summary "
    "TEXT NOT NULL DEFAULT '', is_removed INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (tenant, document, number))",
    "CREATE TABLE IF NOT EXISTS crm_inbox (number INTEGER PRIMARY KEY AUTOINCREMENT, tenant TEXT NOT NULL, delivery TEXT NOT NULL, "
    "at BIGINT NOT NULL, UNIQUE (tenant, delivery))",
    "CREATE TABLE IF NOT EXISTS crm_cursor (one INTEGER PRIMARY KEY CHECK (one = 1), position INTEGER NOT NULL)",
    "INSERT OR IGNORE INTO crm_cursor (one, position) VALUES (1, 0)",
};

} // namespace

database::database(std::string const& file) {
  for (std::size_t i = 0; i < connections; ++i) {
    soci::session& session = pool_.at(i);
    session.open(soci::sqlite3, file);
    session << "PRAGMA busy_timeout = 5000";
    session << "PRAGMA journal_mode = WAL";
    session << "PRAGMA synchronous = FULL";
  }
  write([](soci::session& at) {
    for (char const* statement : schema) at << statement;
  });
}

database::transaction::~transaction() {
  if (!is_open_) return;
  try {
    on_ << "ROLLBACK";
  } catch (soci::soci_error const&) {
    // SQLite has rolled it back itself, as when the disk is full.
  }
}

void database::transaction::commit() {
  on_ << "COMMIT";
  is_open_ = false;
}

} // namespace crm
