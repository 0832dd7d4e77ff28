#include "support/catch.hpp"
#include "support/clock/wait_until.hpp"
#include "support/process/run_in_threads.hpp"
#include "support/workflow/database_table.hpp"

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>
#include <vector>

namespace database_test {

using namespace rubrica;
using namespace rubrica::workflow;
using rubrica_test::database_table;
using rubrica_test::every_database;
using rubrica_test::every_server_database;
using rubrica_test::run_in_threads;

namespace {

/// Texts that a careless statement would change or be changed by.
std::vector<std::string> difficult_texts() {
  std::string long_one;
  while (long_one.size() < 4096) long_one += "Contrato de locação nº 7 — 👩🏽‍⚖️ ";
  return {"",
          " ",
          "it's \"quoted\" `so`",
          "back\\slash \\' \\\" \\n \\0 \\",
          ":name :value ::text 10:30:00",
          "$1 ? %s {now} {least}",
          "'; DROP TABLE kept; --",
          "line\r\nline\ttab\x01",
          "😀𝒳𐍈",
          long_one};
}

} // namespace

TEST_CASE("a database gives texts back as they were", "[workflow][file]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    database_table const table(on);
    int number = 0;
    for (std::string const& text : difficult_texts()) {
      std::string const name = "text " + std::to_string(++number);
      INFO(text);
      table.put(name, text).value();
      CHECK(table.get(name).value() == text);
      if (!text.empty() && text.size() <= 100) {
        table.put("k" + text, text).value();
        CHECK(table.get("k" + text).value() == text);
      }
    }
  }
}

TEST_CASE("a database refuses a text with a NUL byte, which it would cut off", "[workflow][file]") {
  using namespace std::string_literals;
  for (auto const& on : every_database()) {
    INFO(on.name);
    database_table const table(on);
    CHECK(table.put("a", "cut\0off"s).error().code == errc::invalid_argument);
    CHECK(table.put("a\0b"s).error().code == errc::invalid_argument);
    CHECK(on.number("SELECT count(*) FROM kept") == 0);
    table.put("a").value();
  }
}

TEST_CASE("a database tells keys apart by their bytes", "[workflow][file]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    database_table const table(on);
    std::vector<std::string> const keys{"acme",
                                        "Acme",
                                        "acme ",
                                        " acme",
                                        "ácme",
                                        "a\xCC\x81"
                                        "cme",
                                        std::string(100, 'x')};
    for (std::string const& key : keys) table.put(key, "of " + key).value();
    for (std::string const& key : keys) CHECK(table.get(key).value() == "of " + key);
    CHECK(table.get("ACME").value().empty());
  }
}

TEST_CASE("a database counts the rows that a statement found, changed or not", "[workflow][file]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    database_table const table(on);
    table.put("a").value();
    table.put("b").value();
    auto const count = [&](std::string const& statement) {
      return table->write([&](connection& at) -> result<std::int64_t> { return at.change(statement); }).value();
    };
    CHECK(count("UPDATE kept SET value = '-'") == 2);
    CHECK(count("UPDATE kept SET value = 'new' WHERE name = 'a'") == 1);
    CHECK(count("UPDATE kept SET value = 'new' WHERE name = 'c'") == 0);
    CHECK(count("{insert_new} kept (name, value) VALUES ('a', 'other') {if_absent}") == 0);
    CHECK(count("{insert_new} kept (name, value) VALUES ('c', 'other') {if_absent}") == 1);
    CHECK(table.get("a").value() == "new");
  }
}

TEST_CASE("a row that is inserted unless it is there is refused, and not cut off, when its key is too long", "[workflow]") {
  for (auto const& on : every_server_database()) {
    INFO(on.name);
    database_table const table(on);
    std::string const longest(100, 'a');
    auto const insert = [&](std::string const& name) {
      return table->write([&](connection& at) -> result<std::int64_t> {
        return at.change("{insert_new} kept (name, value) VALUES (:name, '-') {if_absent}", soci::use(name, "name"));
      });
    };
    CHECK(insert(longest).value() == 1);
    CHECK(insert(longest).value() == 0);
    CHECK(insert(longest + "b").error().code == errc::protocol);
  }
}

TEST_CASE("a database's clock does not depend on the time zone of the session", "[workflow]") {
  for (auto const& on : every_server_database()) {
    INFO(on.name);
    database_table const table(on);
    table
        ->write([&](connection& at) -> result<void> {
          std::string const zone = at.words().scheme == "mysql" ? "SET time_zone = " : "SET TIME ZONE ";
          auto const before = at.now();
          for (char const* offset : {"'-03:00'", "'+05:45'", "'+00:00'"}) {
            at.sql() << zone + offset;
            auto const now = at.now();
            CHECK(now >= before);
            CHECK(now < before + 60'000);
          }
          return {};
        })
        .value();
  }
}

TEST_CASE("a database's clock is near that of its machine, and goes forward", "[workflow][file]") {
  using std::chrono::duration_cast;
  using std::chrono::milliseconds;
  for (auto const& on : every_database()) {
    INFO(on.name);
    database_table const table(on);
    auto const machine = [] { return duration_cast<milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count(); };
    auto const before = machine();
    table
        ->write([&](connection& at) -> result<void> {
          auto const first = at.now();
          std::int64_t last = first;
          CHECK(first >= before - 5);
          while (last < first + 20) { // within one transaction, too
            auto const next = at.now();
            CHECK(next >= last);
            last = next;
          }
          CHECK(last <= machine() + 5);
          return {};
        })
        .value();
  }
}

TEST_CASE("a database keeps nothing of work that ended with an error or an exception", "[workflow][file]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    database_table const table(on);
    auto const refused = table->write([](connection& at) -> result<void> {
      database_table::put(at, "a").value();
      return make_error(errc::conflict, "of the work");
    });
    CHECK(refused.error().code == errc::conflict);
    CHECK_THROWS_AS(table->write([](connection& at) -> result<void> {
      database_table::put(at, "b").value();
      throw std::runtime_error("of the work");
    }),
                    std::runtime_error);
    auto const twice = table->write([](connection& at) -> result<void> {
      database_table::put(at, "c").value();
      return database_table::put(at, "c");
    });
    CHECK(twice.error().code == errc::protocol);
    table.put("d").value();
    CHECK(on.number("SELECT count(*) FROM kept") == 1);
  }
}

TEST_CASE("a database's errors name no value of a statement", "[workflow][file][secrets]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    database_table const table(on);
    std::string const secret = "52998224725";
    table.put(secret, secret).value();
    auto const value_in = [&](std::string const& statement) {
      auto const failed = table->write([&](connection& at) -> result<void> {
        at.sql() << at.text(statement), soci::use(secret, "one"), soci::use(secret, "two");
        return {};
      });
      REQUIRE(!failed.has_value());
      return to_string(failed.error()).find(secret) != std::string::npos;
    };
    CHECK_FALSE(value_in("INSERT INTO kept (name, value) VALUES (:one, :two)"));
    CHECK_FALSE(value_in("INSERT INTO absent (name, value) VALUES (:one, :two)"));
    CHECK_FALSE(value_in("INSERT INTO kept (absent, value) VALUES (:one, :two)"));
    CHECK_FALSE(value_in("INSERT INTO kept VALUES (:one, :two"));
    CHECK(open_store(on.address.substr(0, on.address.find(':')) + "://host=/absent/" + secret + " password=" + secret)
              .error()
              .message.find(secret) == std::string::npos);
  }
}

TEST_CASE("a transaction that lost against another one is done again", "[workflow][threads]") {
  for (auto const& on : every_server_database()) {
    INFO(on.name);
    database_table const table(on);
    table.put("a", "0").value();
    table.put("b", "0").value();
    std::atomic<int> first_steps{0};
    std::atomic<int> runs{0};
    // Each locks what the other one needs next; the database ends one of them.
    run_in_threads(2, [&](std::size_t i) {
      std::vector<std::string> const order = i == 0 ? std::vector<std::string>{"a", "b"} : std::vector<std::string>{"b", "a"};
      bool is_first_run = true;
      table
          ->write([&](connection& at) -> result<void> {
            ++runs;
            for (std::string const& name : order) {
              at.change("UPDATE kept SET value = CONCAT(value, '1') WHERE name = :name", soci::use(name, "name"));
              if (!is_first_run) continue;
              is_first_run = false;
              ++first_steps;
              rubrica_test::wait_until([&] { return first_steps == 2; });
            }
            return {};
          })
          .value();
    });
    CHECK(runs == 3);
    CHECK(table.get("a").value() == "011");
    CHECK(table.get("b").value() == "011");
  }
}

TEST_CASE("transactions at once each take effect once", "[workflow][threads][file]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    store_options options;
    options.connections = 16;
    options.patience = std::chrono::seconds(60);
    database_table const table(on, options);
    table.run("CREATE TABLE total (value INTEGER NOT NULL) {table_ends}").value();
    table.run("INSERT INTO total (value) VALUES (0)").value();
    constexpr std::size_t count = 160;
    std::atomic<int> refused{0};
    std::atomic<int> thrown{0};
    run_in_threads(16, count, [&](std::size_t i) {
      std::string const name = std::to_string(i);
      auto const work = [&](connection& at) -> result<void> {
        database_table::put(at, name).value();
        at.change("UPDATE total SET value = value + 1");
        if (i % 4 == 1) return make_error(errc::conflict, "of the work");
        if (i % 4 == 2) throw std::runtime_error("of the work");
        if (i % 4 == 3) return database_table::put(at, name); // the same key again
        return {};
      };
      try {
        auto const done = table->write(work);
        if (!done) ++refused;
        // Committed when it returns: another connection sees it.
        if (done && table.get(name).value() != "-") throw std::logic_error("not committed");
      } catch (std::runtime_error const&) {
        ++thrown;
      }
    });
    CHECK(refused == count / 2);
    CHECK(thrown == count / 4);
    CHECK(on.number("SELECT count(*) FROM kept") == count / 4);
    CHECK(on.number("SELECT value FROM total") == count / 4);
  }
}

} // namespace database_test
