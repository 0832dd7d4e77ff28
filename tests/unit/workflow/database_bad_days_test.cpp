#include "support/catch.hpp"
#include "support/clock/wait_until.hpp"
#include "support/process/run_in_threads.hpp"
#include "support/workflow/database_table.hpp"

#include <atomic>
#include <chrono>
#include <string>

namespace database_bad_days_test {

using namespace rubrica;
using namespace rubrica::workflow;
using rubrica_test::database_server;
using rubrica_test::database_table;
using rubrica_test::every_database;
using rubrica_test::every_server_database;
using rubrica_test::fresh_database;
using rubrica_test::run_in_threads;
using rubrica_test::server_kind;

namespace {

store_options impatient() {
  store_options out;
  out.patience = std::chrono::milliseconds(100);
  return out;
}

errc code_of(result<void> const& done) {
  REQUIRE(!done.has_value());
  CHECK(done.error().outcome == outcome::not_sent);
  return done.error().code;
}

/// Restarts the server at the end of the test whatever happens: other tests use it.
struct running_again {
  database_server& server;
  ~running_again() { server.start(); }
};

} // namespace

TEST_CASE("a database whose connections were cut while idle is used on new ones", "[workflow]") {
  for (auto const& on : every_server_database()) {
    INFO(on.name);
    database_table const table(on);
    run_in_threads(4, [&](std::size_t i) { table.put("before " + std::to_string(i)).value(); });
    on.server->cut_connections(on.database);
    table.put("written").value();
    on.server->cut_connections(on.database);
    CHECK(table.get("written").value() == "-");
  }
}

TEST_CASE("a transaction whose connection is cut before its commit is done again", "[workflow]") {
  for (auto const& on : every_server_database()) {
    INFO(on.name);
    database_table const table(on);
    int runs = 0;
    table
        ->write([&](connection& at) -> result<void> {
          database_table::put(at, "first").value();
          if (++runs == 1) on.server->cut_connections(on.database);
          return database_table::put(at, "second");
        })
        .value();
    CHECK(runs == 2);
    CHECK(on.number("SELECT count(*) FROM kept") == 2);
  }
}

TEST_CASE("a transaction whose connection is always cut ends with an error that says nothing was done", "[workflow]") {
  for (auto const& on : every_server_database()) {
    INFO(on.name);
    database_table const table(on);
    auto const done = table->write([&](connection& at) -> result<void> {
      database_table::put(at, "first").value();
      on.server->cut_connections(on.database);
      return database_table::put(at, "second");
    });
    CHECK(code_of(done) == errc::connect);
    CHECK(on.number("SELECT count(*) FROM kept") == 0);
  }
}

TEST_CASE("a commit without an answer may have happened, and says so", "[workflow]") {
  for (auto const& on : every_server_database()) {
    if (on.server->kind() != server_kind::postgresql) continue; // it alone has work that is done in the commit
    database_table const table(on);
    on.raw("CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS "
           "'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'");
    on.raw(
        "CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON kept DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cut()");
    auto const done = table.put("a");
    REQUIRE(!done.has_value());
    CHECK(done.error().code == errc::connect);
    CHECK(done.error().outcome == outcome::ambiguous);
  }
}

TEST_CASE("a database that is down says so, and works again when it is up", "[workflow]") {
  for (auto const& on : every_server_database()) {
    INFO(on.name);
    database_table const table(on);
    table.put("before").value();
    bool in_order = true;
    for (auto const end : {&database_server::stop, &database_server::kill}) {
      {
        running_again const later{*on.server};
        (on.server->*end)();
        CHECK(code_of(table.put("meanwhile")) == errc::connect);
        CHECK(table.get("before").error().code == errc::connect);
        CHECK(open_store(on.address).error().code == errc::connect);
      }
      CHECK(table.get("before").value() == "-");
      table.put(in_order ? "after" : "after it was killed").value();
      in_order = false;
    }
    CHECK(on.number("SELECT count(*) FROM kept") == 3);
  }
}

TEST_CASE("a database restarted during a transaction has it done again or not at all", "[workflow][threads]") {
  for (auto const& on : every_server_database()) {
    INFO(on.name);
    store_options options;
    options.connections = 4;
    database_table const table(on, options);
    std::atomic<int> tried{0};
    std::atomic<bool> stop{false};
    std::vector<std::vector<std::string>> kept(4);
    std::vector<std::vector<std::string>> unknown(4);
    run_in_threads(5, [&](std::size_t i) {
      if (i == 4) {
        for (int round = 0; round < 3; ++round) {
          int const seen = tried;
          rubrica_test::wait_until([&] { return tried > seen + 20; });
          (on.server->*(round % 2 == 0 ? &database_server::kill : &database_server::stop))();
          on.server->start();
        }
        stop = true;
        return;
      }
      for (int number = 0; !stop; ++number) {
        std::string const name = std::to_string(i) + ":" + std::to_string(number);
        auto const done = table.put(name);
        ++tried;
        if (done)
          kept[i].push_back(name);
        else if (done.error().outcome == outcome::ambiguous)
          unknown[i].push_back(name);
      }
    });
    std::size_t sure = 0;
    std::size_t unsure = 0;
    for (auto const& names : kept) {
      sure += names.size();
      for (std::string const& name : names) CHECK(table.get(name).value() == "-");
    }
    for (auto const& names : unknown) unsure += names.size();
    auto const rows = static_cast<std::size_t>(on.number("SELECT count(*) FROM kept"));
    CHECK(rows >= sure);
    CHECK(rows <= sure + unsure);
  }
}

TEST_CASE("a call waits for a row that another one has locked, and no longer than its patience", "[workflow][threads][file]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    database_table const table(on);
    table.put("a").value();
    store const other = open_store(on.address, impatient()).value();
    auto const change = [](connection& at) -> result<void> {
      at.change("UPDATE kept SET value = 'changed' WHERE name = 'a'");
      return {};
    };
    table
        ->write([&](connection& at) -> result<void> {
          change(at).value();
          CHECK(code_of(other.database()->write(change)) == errc::not_ready);
          return {};
        })
        .value();
    CHECK(other.database()->write(change).has_value());
  }
}

TEST_CASE("a database has no more connections than allowed, and a call that gets none says so", "[workflow][threads][file]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    store_options few = impatient();
    few.connections = 2;
    database_table const table(on, few);
    std::atomic<int> inside{0};
    std::atomic<int> refused{0};
    std::atomic<int> most{0};
    run_in_threads(6, [&](std::size_t) {
      auto const done = table->read([&](connection& at) -> result<void> {
        int const now = ++inside;
        for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
        }
        static_cast<void>(at.now());
        rubrica_test::wait_until([&] { return refused >= 4; });
        --inside;
        return {};
      });
      if (done) return;
      CHECK_NOTHROW(done.error());
      ++refused;
    });
    CHECK(most == 2);
    CHECK(refused == 4);
    CHECK(table.put("afterwards").has_value());
  }
}

TEST_CASE("a database that is read-only says so, and works again when it is not", "[workflow][file]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    store_options one;
    one.connections = 1;
    database_table const table(on, one);
    table.put("before").value();
    auto const make = [&](bool read_only) {
      if (on.server == nullptr) {
        std::string const on_or_off = read_only ? "ON" : "OFF";
        table
            ->read([&](connection& at) -> result<void> {
              at.sql() << "PRAGMA query_only = " + on_or_off;
              return {};
            })
            .value();
      } else if (on.server->kind() == server_kind::postgresql) {
        on.server->administer("ALTER DATABASE " + on.database +
                              " SET default_transaction_read_only = " + (read_only ? "on" : "off"));
        on.server->cut_connections(on.database);
      } else {
        on.raw(read_only ? "SET GLOBAL read_only = 1" : "SET GLOBAL read_only = 0");
      }
    };
    make(true);
    CHECK(code_of(table.put("meanwhile")) == errc::forbidden);
    CHECK(table.get("before").value() == "-");
    make(false);
    table.put("after").value();
  }
}

TEST_CASE("an SQLite file that cannot grow says so, and works again when it can", "[workflow][file]") {
  auto const on = rubrica_test::sqlite_database();
  store_options one;
  one.connections = 1;
  database_table const table(on, one);
  auto const allow = [&](std::string const& pages) {
    table
        ->read([&](connection& at) -> result<void> {
          at.sql() << "PRAGMA max_page_count = " + pages;
          return {};
        })
        .value();
  };
  allow("1"); // as many as there are
  CHECK(code_of(table.put("large", std::string(1 << 20, 'x'))) == errc::file_error);
  CHECK(table.get("large").value().empty());
  allow("1000000");
  table.put("large", std::string(1 << 20, 'x')).value();
}

TEST_CASE("a full SQLite file fails those of a shared commit that need space, each for itself", "[workflow][file][threads]") {
  auto const on = rubrica_test::sqlite_database();
  store_options one;
  one.connections = 1;
  one.patience = std::chrono::seconds(60);
  database_table const table(on, one);
  table.put("count", "0").value();
  std::atomic<int> full{0};
  std::atomic<int> done{0};
  run_in_threads(8, 64, [&](std::size_t i) {
    auto const one_done = table->write([&](connection& at) -> result<void> {
      at.sql() << "PRAGMA max_page_count = 1"; // as many as there are
      if (i % 2 == 0) return database_table::put(at, std::to_string(i), std::string(1 << 18, 'x'));
      at.change("UPDATE kept SET value = value + 1 WHERE name = 'count'");
      return {};
    });
    if (one_done)
      ++done;
    else if (one_done.error().code == errc::file_error)
      ++full;
  });
  CHECK(full == 32);
  CHECK(done == 32);
  CHECK(on.number("SELECT value FROM kept WHERE name = 'count'") == 32);
  CHECK(on.number("SELECT count(*) FROM kept") == 1);
}

TEST_CASE("a database without the tables, or without the right to them, says which it is", "[workflow][file]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    database_table const table(on);
    CHECK(code_of(table.run("INSERT INTO absent (name) VALUES ('a')")) == errc::invalid_argument);
    CHECK(code_of(table.run("UPDATE kept SET absent = 1")) == errc::invalid_argument);
    if (on.server == nullptr) continue;
    bool const is_postgresql = on.server->kind() == server_kind::postgresql;
    if (is_postgresql) on.raw("CREATE TABLE others (name INTEGER)");
    CHECK(code_of(table.run(is_postgresql ? "INSERT INTO others (name) VALUES (1)"
                                          : "INSERT INTO mysql.servers (Server_name) VALUES ('a')")) == errc::forbidden);
  }
}

TEST_CASE("a text of 20 megabytes is kept, or refused with a reason, and the next one is kept", "[workflow][file]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    database_table const table(on);
    std::string const large(20u << 20, 'x');
    auto const done = table.put("large", large);
    bool const has_limit = on.server != nullptr && on.server->kind() == server_kind::mariadb; // max_allowed_packet, 16 MB
    CHECK(done.has_value() == !has_limit);
    if (has_limit)
      CHECK(code_of(done) == errc::invalid_argument);
    else
      CHECK(table.get("large").value() == large);
    table.put("small").value();
    table.put("of one part", std::string(1u << 20, 'x')).value();
  }
}

} // namespace database_bad_days_test
