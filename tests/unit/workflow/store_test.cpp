#include "support/catch.hpp"
#include "support/process/forked.hpp"
#include "support/workflow/databases.hpp"
#include "workflow/database/database.hpp"
#include "workflow/database/schema.hpp"

#include <rubrica/workflow/store.hpp>

#include <fstream>
#include <set>

#include <vector>

namespace store_test {

using namespace rubrica;
using namespace rubrica::workflow;
using rubrica_test::every_database;
using rubrica_test::exit_code_of;
using rubrica_test::fork_child;
using rubrica_test::fresh_database;

namespace {

std::vector<std::string_view> all_steps() {
  std::vector<std::string_view> out;
  for (int version = 1; version <= schema_version; ++version) {
    auto const steps = steps_to(version);
    out.insert(out.end(), steps.begin(), steps.end());
  }
  return out;
}

/// As a process would leave it that died after so many statements of the migration.
void migrate_in_part(fresh_database const& on, std::size_t steps) {
  auto const bare = database::open(on.address, {}).value();
  bare->write([&](connection& at) -> result<void> {
        for (std::string_view step : all_steps()) {
          if (steps-- == 0) break;
          at.sql() << at.text(step);
        }
        return {};
      })
      .value();
}

std::int64_t tables_of(fresh_database const& on) {
  if (on.server == nullptr)
    return on.number("SELECT count(*) FROM sqlite_master WHERE type IN ('table', 'index') AND name LIKE 'rubrica%'");
  if (on.server->kind() == rubrica_test::server_kind::postgresql)
    return on.number("SELECT count(*) FROM pg_class WHERE relkind IN ('r', 'i') AND relname LIKE 'rubrica%'");
  return on.number("SELECT (SELECT count(*) FROM information_schema.tables WHERE table_schema = '" + on.database +
                   "') + (SELECT count(*) FROM information_schema.statistics WHERE table_schema = '" + on.database + "')");
}

} // namespace

TEST_CASE("a store opens on an empty database, and again on its own tables", "[workflow][file]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    REQUIRE(open_store(on.address).has_value());
    auto const again = open_store(on.address);
    REQUIRE(again.has_value());
    CHECK(again->migrate().has_value());
    CHECK(on.number("SELECT version FROM rubrica_schema WHERE name = 'rubrica'") == schema_version);
  }
}

TEST_CASE("a store says what is wrong with an address", "[workflow]") {
  for (std::string const address : {"", "oracle://host", "sqlite3://", "sqlite3:///tmp/a b.db", "sqlite3"}) {
    INFO(address);
    CHECK(open_store(address).error().code == errc::invalid_argument);
  }
  CHECK(open_store("sqlite3:///absent/folder/crm.db").error().code == errc::file_error);
  CHECK(store().migrate().error().code == errc::invalid_argument);
}

TEST_CASE("processes that migrate a store at once all succeed", "[workflow][file][process]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    std::vector<pid_t> children;
    for (int i = 0; i < 8; ++i) {
      children.push_back(fork_child([&] {
        store_options patient;
        patient.patience = std::chrono::seconds(60);
        return open_store(on.address, patient).has_value() ? 0 : 1;
      }));
    }
    for (pid_t const child : children) CHECK(exit_code_of(child) == 0);
    CHECK(on.number("SELECT count(*) FROM rubrica_schema") == 2);
    CHECK(on.number("SELECT last_position FROM rubrica_positions") == 0);
  }
}

TEST_CASE("a store refuses the tables of a later version, and leaves them alone", "[workflow][file]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    open_store(on.address).value();
    auto const later = std::to_string(schema_version + 1);
    on.raw("UPDATE rubrica_schema SET version = " + later + " WHERE name = 'rubrica'");
    on.raw("UPDATE rubrica_schema SET version = " + later + " WHERE name = 'oldest'");
    auto const refused = open_store(on.address);
    CHECK(refused.error().code == errc::invalid_argument);
    CHECK(refused.error().message.find("version") != std::string::npos);
    CHECK(on.number("SELECT version FROM rubrica_schema WHERE name = 'rubrica'") == schema_version + 1);
    on.raw("DELETE FROM rubrica_schema WHERE name = 'oldest'"); // as if it were not known
    CHECK(open_store(on.address).error().code == errc::invalid_argument);
  }
}

TEST_CASE("a store works on the tables of a later version that says that it may", "[workflow][file]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    open_store(on.address).value();
    on.raw("UPDATE rubrica_schema SET version = " + std::to_string(schema_version + 1) + " WHERE name = 'rubrica'");
    on.raw("UPDATE rubrica_schema SET version = " + std::to_string(schema_version) + " WHERE name = 'oldest'");
    CHECK(open_store(on.address).has_value());
    CHECK(on.number("SELECT version FROM rubrica_schema WHERE name = 'rubrica'") == schema_version + 1);
  }
}

TEST_CASE("a migration that was interrupted anywhere is completed by the next one", "[workflow][file]") {
  std::int64_t whole[3] = {};
  int number = 0;
  for (auto const& on : every_database()) {
    open_store(on.address).value();
    whole[number++] = tables_of(on);
  }
  // Each prefix with SQLite, which is quick; the servers take those around each kind of statement.
  for (std::size_t steps = 0; steps <= all_steps().size(); ++steps) {
    auto const on = rubrica_test::sqlite_database();
    INFO(on.name << " after " << steps);
    migrate_in_part(on, steps);
    CHECK(open_store(on.address).has_value());
    CHECK(tables_of(on) == whole[0]);
  }
  for (std::size_t const steps : {std::size_t{1}, std::size_t{4}, steps_to(1).size(), all_steps().size() - 1}) {
    number = 1;
    for (auto const& on : rubrica_test::every_server_database()) {
      INFO(on.name << " after " << steps);
      migrate_in_part(on, steps);
      CHECK(open_store(on.address).has_value());
      CHECK(tables_of(on) == whole[number++]);
    }
  }
}

TEST_CASE("the page about the schema names each table and each column", "[workflow][file]") {
  std::ifstream page(std::string(RUBRICA_TEST_DATA) + "/../../docs/workflow/schema.md");
  std::set<std::string> written;
  std::string table;
  for (std::string line; std::getline(page, line);) {
    if (line.rfind("## ", 0) == 0) table = line.substr(3);
    if (line.rfind("| `", 0) == 0) written.insert(table + "." + line.substr(3, line.find('`', 3) - 3));
  }
  auto const on = rubrica_test::sqlite_database();
  auto const store = open_store(on.address).value();
  auto const real = store.database()->read([](connection& at) -> result<std::set<std::string>> {
    soci::rowset<soci::row> const rows =
        (at.sql().prepare << "SELECT m.name, p.name FROM sqlite_master m JOIN "
                             "pragma_table_info(m.name) p WHERE m.type = 'table' AND m.name LIKE 'rubrica%'");
    std::set<std::string> out;
    for (soci::row const& row : rows) out.insert(row.get<std::string>(0) + "." + row.get<std::string>(1));
    return out;
  });
  CHECK(real.value() == written);
}

} // namespace store_test
