// Databases as released versions left them, one for each engine, in tests/data/workflow/version_N: they are never changed.
#include "support/catch.hpp"
#include "support/workflow/inbox_world.hpp"
#include "support/workflow/pages_world.hpp"
#include "workflow/database/schema.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <regex>

namespace frozen_schema_test {

using namespace rubrica;
using namespace rubrica::workflow;
using rubrica_test::every_database;
using rubrica_test::fresh_database;
using rubrica_test::inbox_world;
using rubrica_test::pages_world;
using state = submission_state;

namespace {

std::string engine_of(fresh_database const& on) {
  std::string out = on.name;
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

std::string in_a_month() {
  auto const then = std::chrono::system_clock::now() + std::chrono::hours(24 * 30);
  return timestamp(std::chrono::time_point_cast<instant::duration>(then)).text();
}

/// Puts the tables and rows of that version into the empty database. Deadlines are moved on: what is to be sent could not be sent else.
void restore(fresh_database const& on, int version) {
  std::string const file =
      std::string(RUBRICA_TEST_DATA) + "/workflow/version_" + std::to_string(version) + "/" + engine_of(on) + ".sql";
  std::ifstream in(file, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(in), {});
  REQUIRE_FALSE(text.empty());
  static std::regex const deadline("(deadline\\\\?\":\\\\?\")[0-9][-0-9T:.]+");
  text = std::regex_replace(text, deadline, "$01" + in_a_month());
  auto const at = database::open(on.address, {}).value();
  at->write([&](connection& open) -> result<void> {
      constexpr std::string_view ends = ";\n";
      for (std::size_t begin = 0, end = 0; (end = text.find(ends, begin)) != std::string::npos; begin = end + ends.size())
        open.sql() << text.substr(begin, end - begin);
      return {};
    }).value();
}

/// Tables and indexes by their names.
std::string parts_of(fresh_database const& on) {
  auto const at = database::open(on.address, {}).value();
  std::string const query =
      on.server == nullptr ? "SELECT name FROM sqlite_master WHERE name LIKE 'rubrica%' ORDER BY name"
      : on.server->kind() == rubrica_test::server_kind::postgresql
          ? "SELECT CAST(relname AS TEXT) FROM pg_class WHERE relkind IN ('r', 'i') AND relname LIKE 'rubrica%' ORDER BY relname"
          : "SELECT CONCAT(table_name, ' ', index_name, ' ', column_name) FROM information_schema.statistics WHERE table_schema = "
            "DATABASE() ORDER BY table_name, index_name, seq_in_index";
  return at
      ->read([&](connection& open) -> result<std::string> {
        std::string out;
        soci::rowset<std::string> const rows = (open.sql().prepare << query);
        for (std::string const& one : rows) out += one + "\n";
        return out;
      })
      .value();
}

} // namespace

TEST_CASE("a database of version 1 becomes one of today's, and nothing in it is lost", "[workflow][file][socket]") {
  auto const fresh = every_database();
  std::size_t number = 0;
  for (auto const& on : every_database()) {
    INFO(on.name);
    restore(on, 1);
    CHECK(on.number("SELECT version FROM rubrica_schema") == 1);
    pages_world world(on);
    CHECK(world.number("SELECT version FROM rubrica_schema WHERE name = 'rubrica'") == schema_version);
    open_store(fresh[number].address).value();
    CHECK(parts_of(on) == parts_of(fresh[number]));
    ++number;

    auto const signed_one = world.view("signed");
    CHECK(signed_one.state == state::finished);
    CHECK(signed_one.documents.at(0).file == file_state::kept);
    CHECK(signed_one.documents.at(0).verdict == "intact");
    CHECK(signed_one.timeline.size() > 3);
    CHECK(signed_one.signers.at(0).name == "Ana Souza");
    CHECK(world.view("running").state == state::running);
    CHECK(world.view("cancelled").state == state::cancelled);
    CHECK(world.view("waiting").state == state::waiting);
    auto const told = world.changes();
    CHECK(told.size() == 24);
    for (std::size_t i = 1; i < told.size(); ++i) CHECK(told[i].position == told[i - 1].position + 1);
  }
}

TEST_CASE("today's library goes on with what version 1 began", "[workflow][file][socket]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    restore(on, 1);
    pages_world world(on);
    inbox_world inbox(on.address);
    auto const document = world.view("running").documents.at(0).id.text();
    inbox.clicksign(rubrica_test::callback_text(rubrica_test::happened("refusal", 5, {"bia"}), "running", document));
    auto const notes = inbox.understand();
    REQUIRE(notes.size() == 1);
    CHECK(notes[0].id == "running");
    world.execute("UPDATE rubrica_submissions SET due_at = NULL WHERE state = 'running'"); // they are at another simulator
    world.work();
    CHECK(world.view("waiting").state == state::running);
    CHECK_FALSE(world.view("waiting").envelope.empty());
    CHECK(world.act(action::send_again, "cancelled").attempt == 2);
    CHECK(world.view("cancelled").state == state::running);
    CHECK(world.box.server.activations().by_key.size() == 2);
    CHECK(world.box.server.activations().drafts == 0);
    world.engine.forget("acme", "signed").value();
    CHECK(world.view("signed").signers.empty());
  }
}

} // namespace frozen_schema_test
