#include "workflow/database/schema.hpp"

#include <fmt/format.h>

#include <iterator>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

using soci::into;
using soci::use;

// Numbers named _at, _until and due are milliseconds since 1970 by the database's clock.
constexpr std::string_view version_1[] = {
    R"(CREATE TABLE IF NOT EXISTS rubrica_submissions (
  tenant {key_of_100} NOT NULL,
  id {key_of_250} NOT NULL,
  attempt INTEGER DEFAULT 1 NOT NULL,
  sending_key {key_of_100} NOT NULL,
  digest {key_of_100} NOT NULL,
  state {key_of_100} NOT NULL,
  noticed INTEGER DEFAULT 0 NOT NULL,
  due_at BIGINT,
  wake INTEGER DEFAULT 0 NOT NULL,
  lease_number BIGINT DEFAULT 0 NOT NULL,
  lease_until BIGINT DEFAULT 0 NOT NULL,
  failures INTEGER DEFAULT 0 NOT NULL,
  wanted {key_of_100},
  submitted_at BIGINT NOT NULL,
  ended_at BIGINT,
  forgotten_at BIGINT,
  sending {long_text} NOT NULL,
  sent {long_text},
  last_error {long_text},
  PRIMARY KEY (tenant, id)
) {table_ends})",
    "{create_index} rubrica_submissions_due ON rubrica_submissions (tenant, due_at)",
    "{create_index} rubrica_submissions_noticed ON rubrica_submissions (noticed)",
    "{create_index} rubrica_submissions_key ON rubrica_submissions (tenant, sending_key)",
    "{create_index} rubrica_submissions_state ON rubrica_submissions (state, submitted_at)",
    "{create_index} rubrica_submissions_ended ON rubrica_submissions (forgotten_at, ended_at)",
    R"(CREATE TABLE IF NOT EXISTS rubrica_contents (
  tenant {key_of_100} NOT NULL,
  id {key_of_250} NOT NULL,
  number INTEGER NOT NULL,
  part INTEGER NOT NULL,
  content {long_text} NOT NULL,
  PRIMARY KEY (tenant, id, number, part)
) {table_ends})",
    R"(CREATE TABLE IF NOT EXISTS rubrica_documents (
  tenant {key_of_100} NOT NULL,
  document {key_of_100} NOT NULL,
  id {key_of_250} NOT NULL,
  attempt INTEGER NOT NULL,
  number INTEGER NOT NULL,
  envelope {key_of_100},
  file_state {key_of_100} NOT NULL,
  reference {long_text},
  sha256 {key_of_100},
  verdict {key_of_100},
  file_error {long_text},
  PRIMARY KEY (tenant, document)
) {table_ends})",
    "{create_index} rubrica_documents_submission ON rubrica_documents (tenant, id, attempt)",
    "{create_index} rubrica_documents_envelope ON rubrica_documents (tenant, envelope)",
    R"(CREATE TABLE IF NOT EXISTS rubrica_tenants (
  tenant {key_of_100} NOT NULL,
  due_at BIGINT,
  last_callback_at BIGINT,
  taken_over BIGINT DEFAULT 0 NOT NULL,
  PRIMARY KEY (tenant)
) {table_ends})",
    "{create_index} rubrica_tenants_due ON rubrica_tenants (due_at)",
    R"(CREATE TABLE IF NOT EXISTS rubrica_deliveries (
  number {counted_key},
  tenant {key_of_100} NOT NULL,
  delivery_key {key_of_100} NOT NULL,
  state {key_of_100} NOT NULL,
  received_at BIGINT NOT NULL,
  id {key_of_250} NOT NULL,
  subject {key_of_250} NOT NULL,
  delivery {long_text} NOT NULL,
  UNIQUE (tenant, delivery_key)
) {table_ends})",
    "{create_index} rubrica_deliveries_state ON rubrica_deliveries (state, number)",
    "{create_index} rubrica_deliveries_id ON rubrica_deliveries (tenant, id)",
    "{create_index} rubrica_deliveries_subject ON rubrica_deliveries (tenant, subject)",
    R"(CREATE TABLE IF NOT EXISTS rubrica_histories (
  tenant {key_of_100} NOT NULL,
  subject {key_of_250} NOT NULL,
  heard_at BIGINT NOT NULL,
  history {long_text} NOT NULL,
  PRIMARY KEY (tenant, subject)
) {table_ends})",
    R"(CREATE TABLE IF NOT EXISTS rubrica_changes (
  number {counted_key},
  position BIGINT,
  tenant {key_of_100} NOT NULL,
  change_key {key_of_100} NOT NULL,
  id {key_of_250} NOT NULL,
  recorded_at BIGINT NOT NULL,
  told {long_text} NOT NULL,
  UNIQUE (tenant, change_key)
) {table_ends})",
    "{create_index} rubrica_changes_position ON rubrica_changes (position, number)",
    "{create_index} rubrica_changes_tenant ON rubrica_changes (tenant, position)",
    "{create_index} rubrica_changes_id ON rubrica_changes (tenant, id)",
    R"(CREATE TABLE IF NOT EXISTS rubrica_positions (
  name {key_of_100} NOT NULL,
  last_position BIGINT NOT NULL,
  PRIMARY KEY (name)
) {table_ends})",
    "{insert_new} rubrica_positions (name, last_position) VALUES ('changes', 0) {if_absent}",
    R"(CREATE TABLE IF NOT EXISTS rubrica_permits (
  account {key_of_100} NOT NULL,
  window_number BIGINT NOT NULL,
  used INTEGER NOT NULL,
  PRIMARY KEY (account, window_number)
) {table_ends})",
    R"(CREATE TABLE IF NOT EXISTS rubrica_counts (
  tenant {key_of_100} NOT NULL,
  state {key_of_100} NOT NULL,
  many BIGINT NOT NULL,
  PRIMARY KEY (tenant, state)
) {table_ends})",
};

constexpr std::string_view version_2[] = {
    // Who looks for what is old, or for what a tenant's workers hold, reads no more than that.
    "{create_index} rubrica_submissions_leased ON rubrica_submissions (tenant, lease_until)",
    "{create_index} rubrica_deliveries_old ON rubrica_deliveries (id, received_at)",
    "{create_index} rubrica_changes_old ON rubrica_changes (id, recorded_at)",
    "{create_index} rubrica_histories_old ON rubrica_histories (subject, heard_at)",
    R"(CREATE TABLE IF NOT EXISTS rubrica_delivery_parts (
  tenant {key_of_100} NOT NULL,
  delivery_key {key_of_100} NOT NULL,
  part INTEGER NOT NULL,
  content {long_text} NOT NULL,
  PRIMARY KEY (tenant, delivery_key, part)
) {table_ends})",
};

constexpr std::string_view schema_table = R"(CREATE TABLE IF NOT EXISTS rubrica_schema (
  name {key_of_100} NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (name)
) {table_ends})";

/// An index or row that is there already was made by a migration that was interrupted: MariaDB and MySQL commit each step by itself.
void carry_out(connection const& at, std::string_view statement) {
  try {
    at.sql() << at.text(statement);
  } catch (soci::soci_error const& error) {
    if (at.words().fault_of(error) != fault::present) throw;
  }
}

/// 0: no such row.
int version_of(connection const& at, std::string const& name) {
  int version = 0;
  at.sql() << at.text("SELECT version FROM rubrica_schema WHERE name = :name {for_update}"), use(name, "name"), into(version);
  return at.sql().got_data() ? version : 0;
}

void set_version(connection const& at, std::string const& name, int version) {
  at.change("DELETE FROM rubrica_schema WHERE name = :name", use(name, "name"));
  at.change("INSERT INTO rubrica_schema (name, version) VALUES (:name, :version)", use(name, "name"), use(version, "version"));
}

// Rows of rubrica_schema. The second is the least version of the library that may work on these tables: what is added only does not
// raise it, so that old and new workers share them while a CRM is deployed.
constexpr char version_name[] = "rubrica";
constexpr char oldest_name[] = "oldest";

result<void> bring_up_to_date(connection const& at) {
  at.sql() << at.text(schema_table);
  int const found = version_of(at, version_name);
  int const oldest = version_of(at, oldest_name);
  bool const is_too_new = found > schema_version && (oldest == 0 || oldest > schema_version);
  if (is_too_new) {
    return make_error(
        errc::invalid_argument,
        fmt::format("the database has version {} of rubrica's tables, and this rubrica knows {} only", found, schema_version),
        outcome::not_sent);
  }
  for (int version = found + 1; version <= schema_version; ++version) {
    for (std::string_view statement : steps_to(version)) carry_out(at, statement);
    set_version(at, version_name, version);
    set_version(at, oldest_name, oldest_for_schema);
  }
  return {};
}

/// MariaDB's and MySQL's lock is the connection's, which outlives the transaction.
class schema_lock {
public:
  explicit schema_lock(connection const& at) : at_(at) {
    is_held_ = at.words().lock_schema.empty() || ask(at.words().lock_schema);
  }
  ~schema_lock() {
    try {
      if (is_held_ && !at_.words().unlock_schema.empty()) ask(at_.words().unlock_schema);
    } catch (...) { // it went with the connection
    }
  }
  schema_lock(schema_lock const&) = delete;
  schema_lock& operator=(schema_lock const&) = delete;
  [[nodiscard]] bool is_held() const { return is_held_; }

private:
  bool ask(std::string_view statement) const {
    int answer = 0;
    soci::indicator known = soci::i_ok;
    at_.sql() << std::string(statement), into(answer, known);
    return known == soci::i_ok && answer == 1;
  }

  connection const& at_;
  bool is_held_ = false;
};

} // namespace

std::vector<std::string_view> steps_to(int version) {
  if (version == 1) return {std::begin(version_1), std::end(version_1)};
  if (version == 2) return {std::begin(version_2), std::end(version_2)};
  return {};
}

result<void> migrate_schema(database const& at) {
  return at.write([](connection& one) -> result<void> {
    schema_lock const lock(one);
    if (!lock.is_held()) return make_error(errc::not_ready, "another process migrates the database", outcome::not_sent);
    return bring_up_to_date(one);
  });
}

} // namespace workflow
RUBRICA_END_NAMESPACE
