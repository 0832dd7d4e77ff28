// A full disk, a callback larger than a statement may be, a limit that is too low.
#include "support/catch.hpp"
#include "support/files/small_disk.hpp"
#include "support/process/forked.hpp"
#include "support/workflow/inbox_world.hpp"
#include "support/workflow/queue_world.hpp"
#include "support/workflow/sending_world.hpp"
#include "workflow/inbox/delivery_text.hpp"

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/version.h>

#include <csignal>
#include <sys/resource.h>

namespace bad_days_test {

using namespace rubrica;
using namespace rubrica::workflow;
using namespace rubrica_test;

namespace {

engine_options on_store(store const& of) {
  engine_options out;
  out.store = of;
  return out;
}

/// Submits until the database has no space left; how it says so. Nothing when it never does.
std::optional<error_info> submit_until_full(engine& by, int& stored) {
  constexpr int enough = 5'000;
  for (; stored < enough; ++stored) {
    auto one = submission_of("S" + std::to_string(stored));
    one.request.message = std::string(2'000, 'x');
    auto const done = by.submit(one);
    if (!done) return done.error();
  }
  return std::nullopt;
}

bool is_named(std::optional<error_info> const& why) {
  bool const is_full = why && (why->code == errc::file_error || why->code == errc::connect || why->code == errc::not_ready);
  return is_full && why->outcome != outcome::done;
}

/// In a process whose files may not grow beyond a limit. Its exit code says what went wrong: 0 is nothing.
int fill_file(std::string const& address) {
  std::signal(SIGXFSZ, SIG_IGN); // else the limit ends the process
  engine by(on_store(open_store(address).value()));
  rlimit limit{};
  ::getrlimit(RLIMIT_FSIZE, &limit);
  rlimit const before = limit;
  limit.rlim_cur = 1u << 20;
  ::setrlimit(RLIMIT_FSIZE, &limit);
  int stored = 0;
  auto const why = submit_until_full(by, stored);
  if (!why) return 1;
  // SQLite writes its log as it commits, so the last one may be there.
  if (why->code != errc::file_error || why->outcome == outcome::done) return 2;
  ::setrlimit(RLIMIT_FSIZE, &before);
  if (!by.submit(submission_of("afterwards")).has_value()) return 3;
  for (int i = 0; i < stored; ++i) {
    if (!by.find("acme", "S" + std::to_string(i))) return 4;
  }
  return by.submit(submission_of("S" + std::to_string(stored + 1))).has_value() ? 0 : 5;
}

/// A callback of so many bytes, half of which need a backslash in a statement, and letters of two bytes.
std::string large_body(std::size_t bytes) {
  std::string note;
  while (note.size() < bytes) note += "ç\\\"n";
  return R"({"event":{"name":"refusal","data":{"signer":{"key":"s1"},"note":")" + note +
         R"("},"occurred_at":"2026-03-02T10:00:00.000-03:00"},)" + R"("document":{"key":"doc-1","status":"running"}})";
}

struct lower_limit {
  explicit lower_limit(fresh_database const& on, long bytes) : on_(on) { set(bytes); }
  ~lower_limit() { set(16L << 20); }
  void set(long bytes) const { on_.raw("SET GLOBAL max_allowed_packet = " + std::to_string(bytes)); }
  fresh_database const& on_;
};

/// What the connections to PostgreSQL were made with.
std::string said_to_libpq(std::string const& address, std::string const& word) {
  auto const opened = open_store(address).value();
  return opened.database()
      ->read([&](connection& at) -> result<std::string> {
        auto const* const backend = static_cast<soci::postgresql_session_backend const*>(at.sql().get_backend());
        std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)> const all(PQconninfo(backend->conn_), PQconninfoFree);
        for (auto const* one = all.get(); one->keyword != nullptr; ++one) {
          if (one->keyword == word) return std::string(one->val == nullptr ? "" : one->val);
        }
        return std::string();
      })
      .value();
}

/// libpq's words as a URL.
std::string as_url(std::string const& address) {
  auto const value = [&](std::string const& word) {
    auto const begin = address.find(word + "=") + word.size() + 1;
    return address.substr(begin, address.find(' ', begin) - begin);
  };
  return "postgresql://" + value("user") + "@/" + value("dbname") + "?host=" + value("host");
}

} // namespace

TEST_CASE("connections to PostgreSQL have time-outs, by words and by a URL, unless the address says others", "[workflow]") {
  for (auto const& on : every_server_database()) {
    if (on.server->kind() != server_kind::postgresql) continue;
    for (std::string const& address : {on.address, as_url(on.address)}) {
      CHECK(said_to_libpq(address, "connect_timeout") == "5");
      std::string const user_timeout = said_to_libpq(address, "tcp_user_timeout");
      // SOCI since 4.1 may take it out of the words, to set it itself, which it does for TCP only; the test's server has none.
      bool const is_set_by_soci = SOCI_VERSION >= 400100 && address == on.address && user_timeout.empty();
      CHECK((user_timeout == "50000" || is_set_by_soci));
      CHECK(said_to_libpq(address, "keepalives_idle") == "25");
    }
    CHECK(said_to_libpq(on.address + " connect_timeout=7", "connect_timeout") == "7");
    CHECK(said_to_libpq(as_url(on.address) + "&connect_timeout=7", "connect_timeout") == "7");
  }
}

TEST_CASE("an SQLite file that may not grow fails a submission by name, and keeps all that was stored",
          "[workflow][file][process]") {
  auto const on = sqlite_database();
  CHECK(exit_code_of(fork_child([&] { return fill_file(on.address); })) == 0);
}

TEST_CASE("a full disk fails submissions by name, loses none that was stored, and takes more when there is space",
          "[workflow][file]") {
  small_disk const disk(64);
  if (!disk.is_there()) {
    WARN("this user can have no disk of his own: not tried with a full one");
    return;
  }
  engine by(on_store(open_store("sqlite3://" + disk.path() + "/crm.db").value()));
  by.submit(submission_of("before")).value();
  disk.fill();
  int stored = 0;
  auto const why = submit_until_full(by, stored);
  REQUIRE(why);
  CHECK(why->code == errc::file_error);
  CHECK(why->outcome == outcome::not_sent);
  CHECK(by.find("acme", "before").has_value());
  disk.make_space();
  CHECK(by.submit(submission_of("afterwards")).value().is_new);
  for (int i = 0; i < stored; ++i) CHECK(by.find("acme", "S" + std::to_string(i)).has_value());
}

TEST_CASE("a server whose disk is full fails submissions by name, and goes on when there is space", "[workflow][file][process]") {
  for (auto const& on : every_server_database(disk::small)) {
    INFO(on.name);
    store_options how;
    how.patience = std::chrono::seconds(2);
    engine by(on_store(open_store(on.address, how).value()));
    by.submit(submission_of("before")).value();
    on.server->own_disk().fill();
    int stored = 0;
    auto const why = submit_until_full(by, stored);
    on.server->own_disk().make_space();
    REQUIRE(why);
    INFO(to_string(*why));
    CHECK(is_named(why));
    // PostgreSQL ends itself when it cannot write its log, and whoever runs it starts it again.
    on.server->kill();
    on.server->start();
    CHECK(by.find("acme", "before").has_value());
    for (int i = 0; i < stored; ++i) CHECK(by.find("acme", "S" + std::to_string(i)).has_value());
    CHECK(by.submit(submission_of("afterwards")).value().is_new);
  }
}

TEST_CASE("a callback that is larger than a statement may be is kept in parts, understood and erased whole", "[workflow]") {
  std::string const body = large_body(10u << 20);
  for (auto const& on : every_database()) {
    INFO(on.name);
    inbox_world world(on.address);
    world.add_submission("OP-1", "key-1", "running", "doc-1");
    CHECK(world.clicksign(body).status == 200);
    CHECK(world.clicksign(body).status == 200);
    auto const parts = world.count("rubrica_delivery_parts");
    CHECK(parts > 20);
    auto const notes = world.understand();
    REQUIRE(notes.size() == 1);
    CHECK(notes[0].state == "done");
    CHECK(notes[0].id == "OP-1");
    auto const key = world.text("SELECT delivery_key FROM rubrica_deliveries");
    auto const kept = world.engine.delivery("acme", key).value();
    CHECK(kept.raw() == body);
    world.execute("UPDATE rubrica_submissions SET state = 'ended', ended_at = 1");
    world.engine.forget("acme", "OP-1").value();
    CHECK(world.count("rubrica_delivery_parts") == 0);
  }
}

TEST_CASE("the text of a callback is cut between letters only", "[workflow]") {
  CHECK(in_parts("") == std::vector<std::string>{""});
  CHECK(in_parts("short") == std::vector<std::string>{"short"});
  std::string text(delivery_part_bytes - 1, 'x');
  text += "ção";
  auto const parts = in_parts(text);
  REQUIRE(parts.size() == 2);
  CHECK(parts[0] == std::string(delivery_part_bytes - 1, 'x'));
  CHECK(parts[1] == "ção");
}

TEST_CASE("a server that takes too little at once is refused, with what to raise", "[workflow]") {
  for (auto const& on : every_server_database()) {
    if (on.server->kind() != server_kind::mariadb) continue;
    lower_limit const low(on, 1L << 20);
    auto const refused = open_store(on.address);
    CHECK(refused.error().code == errc::invalid_argument);
    CHECK(refused.error().message.find("max_allowed_packet") != std::string::npos);
    low.set(4L << 20);
    CHECK(open_store(on.address).has_value());
  }
}

} // namespace bad_days_test
