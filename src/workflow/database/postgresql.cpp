#include "workflow/database/dialect.hpp"

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

/// What the caller said himself counts.
void say(std::string& address, std::string const& word, std::string const& value) {
  if (address.find(word + '=') != std::string::npos) return;
  bool const is_url = address.find("://") != std::string::npos;
  char const before = !is_url ? ' ' : address.find('?') == std::string::npos ? '?' : '&';
  address += before + word + '=' + value;
}

/// A server that cannot be reached, and one whose machine died: its connections would stay open for hours.
std::string with_timeouts(std::string address, store_options const& options) {
  auto const seconds = std::max<std::int64_t>(2, options.patience.count() / 1000); // libpq takes no less
  say(address, "connect_timeout", std::to_string(seconds));
  say(address, "tcp_user_timeout", std::to_string(10 * 1000 * seconds));
  say(address, "keepalives_idle", std::to_string(5 * seconds));
  say(address, "keepalives_interval", std::to_string(seconds));
  return address;
}

void be_silent(void*, char const*) {}

void open(soci::session& session, std::string const& address, store_options const& options) {
  session.open(soci::postgresql, with_timeouts(address, options));
  // Else libpq writes the server's notices to this program's stderr.
  PQsetNoticeProcessor(static_cast<soci::postgresql_session_backend*>(session.get_backend())->conn_, be_silent, nullptr);
  auto const patience = std::to_string(options.patience.count());
  session << "SET client_min_messages = error";
  // Else PGCLIENTENCODING of whoever started the program decides how its letters are taken.
  session << "SELECT set_config('client_encoding', current_setting('server_encoding'), false)";
  session << "SET lock_timeout = " + patience;
  session << "SET statement_timeout = " + std::to_string(10 * options.patience.count());
  session << "SET idle_in_transaction_session_timeout = " + std::to_string(10 * options.patience.count());
}

result<void> check(std::string const&) {
  return {};
}

/// By SQLSTATE, PostgreSQL's appendix A.
fault fault_of(soci::soci_error const& error) {
  auto const* const known = dynamic_cast<soci::postgresql_soci_error const*>(&error);
  std::string const state = known == nullptr ? std::string() : known->sqlstate();
  std::string_view const kind = std::string_view(state).substr(0, 2);
  if (state == "40001" || state == "40P01" || state == "55P03" || state == "57014") return fault::busy;
  if (kind == "53") return state == "53100" ? fault::full : fault::away; // too many connections, out of memory
  if (state == "25006") return fault::read_only;
  if (state == "42501" || kind == "28") return fault::denied;
  if (state == "42P01" || state == "42703") return fault::missing;
  if (kind == "08" || kind == "57" || kind == "58" || state == "25P03" || state == "25P02") return fault::away;
  // A lost connection has no SQLSTATE.
  bool const has_none = state.find_first_not_of(' ') == std::string::npos;
  return has_none || error.get_error_category() == soci::soci_error::connection_error ? fault::away : fault::other;
}

/// With another encoding than the server's letters are converted, and ours are UTF-8.
bool keeps_letters(soci::session& session) {
  std::string client, server;
  session << "SELECT current_setting('client_encoding'), current_setting('server_encoding')", soci::into(client),
      soci::into(server);
  return client == server || client == "SQL_ASCII" || (client == "UTF8" && server == "SQL_ASCII");
}

} // namespace

dialect const postgresql_dialect = {
    "postgresql",
    true,
    "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)",
    "BEGIN",
    "FOR UPDATE SKIP LOCKED",
    "FOR UPDATE",
    "INSERT INTO",
    "ON CONFLICT DO NOTHING",
    "VARCHAR(100) COLLATE \"C\"",
    "VARCHAR(250) COLLATE \"C\"",
    "TEXT",
    "CREATE INDEX IF NOT EXISTS",
    "BIGSERIAL PRIMARY KEY",
    "",
    "SELECT count(*) FROM (SELECT pg_advisory_xact_lock(7257181)) AS held",
    "",
    open,
    check,
    fault_of,
    keeps_letters,
    nullptr,
    false,
};

} // namespace workflow
RUBRICA_END_NAMESPACE
