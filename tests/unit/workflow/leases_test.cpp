// Who works on what: leases, their ends, turns of tenants (src/workflow/queue/claim.hpp).
#include "workflow/queue/claim.hpp"

#include "support/catch.hpp"
#include "support/clock/manual_clock.hpp"
#include "support/clock/wait_until.hpp"
#include "support/process/forked.hpp"
#include "support/process/run_in_threads.hpp"
#include "support/workflow/databases.hpp"
#include "support/workflow/tables.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace leases_test {

using namespace rubrica;
using namespace rubrica::workflow;
using namespace rubrica_test;
using std::chrono::milliseconds;

namespace {

constexpr lease_times an_hour{milliseconds(3'600'000), milliseconds(1'800'000), milliseconds(600'000)};

/// The tables, and rows in them that nobody need understand.
struct queue_world : workflow_tables {
  explicit queue_world(fresh_database const& on) : workflow_tables(on.address) {}

  void add(std::string const& id, std::string const& tenant = "acme", std::string const& how_far = "waiting") const {
    write([&](connection& at) -> result<void> {
      insert(at, id, tenant, how_far);
      return {};
    }).value();
  }
  static void insert(connection const& at, std::string const& id, std::string const& tenant,
                     std::string const& how_far = "waiting") {
    at.change("INSERT INTO rubrica_submissions (tenant, id, sending_key, digest, state, due_at, submitted_at, sending) VALUES "
              "(:tenant, :id, '-', '-', :how_far, {now}, {now}, 'what to send')",
              soci::use(tenant, "tenant"), soci::use(id, "id"), soci::use(how_far, "how_far"));
  }

  std::optional<claim> next(lease_times const& times = an_hour) const { return claim_next(database(), time, times).value(); }
  bool end(claim const& held, conclusion const& how = {}) const {
    return write([&](connection& at) -> result<bool> { return conclude(at, held, how); }).value();
  }
  void wake_up(std::string const& id) const {
    write([&](connection& at) -> result<void> {
      wake(at, "acme", id);
      return {};
    }).value();
  }
  bool holds(claim const& held) const {
    return write([&](connection& at) -> result<bool> { return is_held(at, held); }).value();
  }
  void arrive(std::string const& id, submission_state state, int attempt = 1) const {
    write([&](connection& at) -> result<void> {
      reach(at, "acme", id, attempt, state);
      return {};
    }).value();
  }
  /// As if so much time had gone by that every lease is over.
  void end_leases() const {
    execute("UPDATE rubrica_submissions SET lease_until = 1, due_at = 1 WHERE lease_until > 0");
    execute("UPDATE rubrica_tenants SET due_at = 1");
  }
  std::string column(std::string const& name, std::string const& id) const {
    return text("SELECT " + name + " FROM rubrica_submissions WHERE " + name + " IS NOT NULL AND id = '" + id + "'");
  }

  manual_clock time;
};

conclusion due_after(milliseconds pause) {
  conclusion out;
  out.due_in = pause;
  return out;
}

} // namespace

TEST_CASE("each of many submissions is claimed once by many workers", "[workflow][threads]") {
  constexpr int rows = 240;
  for (auto const& on : every_database()) {
    INFO(on.name);
    queue_world const world(on);
    for (int i = 0; i < rows; ++i) world.add("S" + std::to_string(i), "tenant-" + std::to_string(i % 7));
    std::mutex mutex;
    std::map<std::string, int> claimed;
    int lost = 0;
    run_in_threads(4, [&](std::size_t) {
      queue_world const own(on); // connections of its own
      wait_until([&] {
        auto const held = own.next();
        bool const ended = !held || own.end(*held);
        std::lock_guard const lock(mutex);
        if (held) ++claimed[held->id];
        lost += ended ? 0 : 1;
        return claimed.size() == rows;
      });
    });
    CHECK(claimed.size() == rows);
    CHECK(lost == 0);
    CHECK(std::all_of(claimed.begin(), claimed.end(), [](auto const& one) { return one.second == 1; }));
    CHECK_FALSE(world.next());
    CHECK(world.count("rubrica_submissions WHERE due_at IS NOT NULL OR lease_until > 0") == 0);
    CHECK(world.number("SELECT sum(taken_over) FROM rubrica_tenants") == 0);
  }
}

TEST_CASE("tenants with one submission each do not wait for one with thousands", "[workflow]") {
  constexpr int many = 10'000;
  constexpr int others = 99;
  for (auto const& on : every_database()) {
    INFO(on.name);
    queue_world const world(on);
    world
        .write([&](connection& at) -> result<void> {
          for (int i = 0; i < many; ++i) queue_world::insert(at, "B" + std::to_string(i), "big");
          return {};
        })
        .value();
    for (int i = 0; i < others; ++i) world.add("one", "small-" + std::to_string(i));
    int served = 0;
    int claims = 0;
    for (; served < others && claims < 300; ++claims) {
      auto const held = world.next();
      REQUIRE(held);
      served += held->tenant == "big" ? 0 : 1;
      REQUIRE(world.end(*held));
    }
    CHECK(served == others);
    CHECK(claims <= 210);
  }
}

TEST_CASE("a row that was served before it was noticed, or has no moment, stops nobody", "[workflow]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    queue_world const world(on);
    world.add("S1");
    world.execute("UPDATE rubrica_submissions SET due_at = 1");
    world.execute("INSERT INTO rubrica_tenants (tenant, due_at) VALUES ('acme', 1)"); // other work of the tenant's was due
    for (int i = 0; i < 120; ++i) world.add("S1" + std::to_string(1000 + i));         // more than are noticed at once
    world.execute("UPDATE rubrica_submissions SET due_at = 0 WHERE id = 'S11119'");   // noticed last, and due first
    std::vector<std::string> claimed;
    while (auto const held = world.next()) {
      claimed.push_back(held->id);
      REQUIRE(world.end(*held));
    }
    CHECK(claimed.size() == 121);
    CHECK(world.count("rubrica_submissions WHERE noticed = 0") == 0);
    world.add("late");
    world.execute("UPDATE rubrica_submissions SET due_at = NULL WHERE id = 'late'"); // as a CRM that leaves the column out
    world.add("other", "beta");
    std::vector<std::string> others;
    while (auto const held = world.next()) {
      others.push_back(held->id);
      REQUIRE(world.end(*held));
    }
    std::sort(others.begin(), others.end());
    CHECK(others == std::vector<std::string>{"late", "other"});
  }
}

TEST_CASE("a claim says what is known, and until when no request may leave", "[workflow]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    queue_world const world(on);
    CHECK_FALSE(world.next());
    world.add("S1");
    world.execute("UPDATE rubrica_submissions SET attempt = 3, failures = 2, wanted = 'withdraw', sent = 'what was sent'");
    auto const held = world.next();
    REQUIRE(held);
    CHECK(held->tenant == "acme");
    CHECK(held->id == "S1");
    CHECK(held->attempt == 3);
    CHECK(held->failures == 2);
    CHECK(held->state == submission_state::waiting);
    CHECK(held->wanted == action::withdraw);
    CHECK(held->number == 1);
    CHECK(held->sending == "what to send");
    CHECK(held->sent == "what was sent");
    CHECK(held->until == world.time.now() + an_hour.to_send);
    CHECK(world.holds(*held));
    CHECK_FALSE(world.next());
    CHECK(world.end(*held));
    world.add("S2", "acme", "running");
    auto const asking = world.next();
    REQUIRE(asking);
    CHECK(asking->until == world.time.now() + an_hour.to_ask);
    CHECK_FALSE(asking->wanted);
  }
}

TEST_CASE("a lease that is over is taken over, and its former holder changes nothing any more", "[workflow]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    queue_world const world(on);
    world.add("S1");
    auto const first = world.next();
    REQUIRE(first);
    world.end_leases();
    CHECK(world.holds(*first)); // nobody else has it yet
    auto const second = world.next();
    REQUIRE(second);
    CHECK(second->number > first->number);
    CHECK(world.number("SELECT taken_over FROM rubrica_tenants") == 1);
    CHECK_FALSE(world.holds(*first));
    conclusion how;
    how.state = submission_state::failed;
    how.last_error = make_error(errc::invalid);
    how.sending = "another";
    how.sent = "another";
    how.ends_action = true;
    CHECK_FALSE(world.end(*first, how));
    CHECK(world.column("state", "S1") == "waiting");
    CHECK(world.column("sending", "S1") == "what to send");
    CHECK(world.column("sent", "S1").empty());
    CHECK(world.column("last_error", "S1").empty());
    CHECK(world.count("rubrica_changes") == 0);
    CHECK(world.count("rubrica_counts") == 0);
    CHECK(world.holds(*second));
    CHECK(world.end(*second, how));
    CHECK(world.column("state", "S1") == "failed");
    CHECK_FALSE(world.end(*second, how)); // nor twice
    CHECK_FALSE(world.end(*first, how));
    CHECK(world.count("rubrica_changes") == 1);
  }
}

TEST_CASE("a submission to be sent rests after the lease until the requests of its worker have died", "[workflow]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    queue_world const world(on);
    world.add("S1");
    world.add("S2", "acme", "running");
    REQUIRE(world.next());
    REQUIRE(world.next());
    CHECK(world.number("SELECT due_at - lease_until FROM rubrica_submissions WHERE id = 'S1'") == an_hour.to_quiet.count());
    CHECK(world.number("SELECT due_at - lease_until FROM rubrica_submissions WHERE id = 'S2'") == 0);
    CHECK(world.number("SELECT lease_until - {now} FROM rubrica_submissions WHERE id = 'S1'") > 3'000'000);
    CHECK(world.number("SELECT lease_until - {now} FROM rubrica_submissions WHERE id = 'S2'") <= 1'800'000);
    CHECK_FALSE(world.next());
  }
}

TEST_CASE("what is due later is left alone until then", "[workflow]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    queue_world const world(on);
    world.add("S1");
    conclusion later = due_after(std::chrono::hours(1));
    later.failed = true;
    later.last_error = make_error(errc::connect);
    REQUIRE(world.end(*world.next(), later));
    CHECK_FALSE(world.next());
    auto const due = world.number("SELECT due_at - {now} FROM rubrica_submissions");
    CHECK(due > 3'500'000);
    CHECK(due <= 3'600'000);
    CHECK(world.number("SELECT failures FROM rubrica_submissions") == 1);
    CHECK(world.column("last_error", "S1").find("connect") != std::string::npos);
    world.execute("UPDATE rubrica_submissions SET due_at = {now} - 1");
    world.execute("UPDATE rubrica_tenants SET due_at = {now} - 1");
    auto const again = world.next();
    REQUIRE(again);
    CHECK(again->failures == 1);
    REQUIRE(world.end(*again, due_after(milliseconds(0))));
    CHECK(world.number("SELECT failures FROM rubrica_submissions") == 0);
    CHECK(world.column("last_error", "S1").empty());
    auto const at_once = world.next();
    REQUIRE(at_once);
    CHECK(world.end(*at_once));
    CHECK(world.column("due_at", "S1").empty());
  }
}

TEST_CASE("who is woken under a lease is due once more after it", "[workflow]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    queue_world const world(on);
    world.add("S1", "acme", "running");
    auto const held = world.next();
    REQUIRE(held);
    world.wake_up("S1");
    CHECK_FALSE(world.next());
    REQUIRE(world.end(*held, due_after(std::chrono::hours(6))));
    auto const woken = world.next();
    REQUIRE(woken);
    REQUIRE(world.end(*woken));
    CHECK_FALSE(world.next());
    world.wake_up("S1"); // nobody is at it
    auto const again = world.next();
    REQUIRE(again);
    REQUIRE(world.end(*again));
    CHECK_FALSE(world.next());
    world.wake_up("S9"); // there is no such submission
    CHECK_FALSE(world.next());
  }
}

TEST_CASE("who is woken under a lease whose worker died is due at its end", "[workflow]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    queue_world const world(on);
    world.add("S1", "acme", "running");
    REQUIRE(world.next());
    world.wake_up("S1");
    CHECK_FALSE(world.next());
    world.end_leases();
    auto const over = world.next();
    REQUIRE(over);
    REQUIRE(world.end(*over));
    if (auto const more = world.next()) REQUIRE(world.end(*more)); // it may, for nothing
    CHECK_FALSE(world.next());
  }
}

TEST_CASE("a state is told once, by whoever reaches it first", "[workflow]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    queue_world const world(on);
    world.add("S1", "acme", "running");
    world.arrive("S1", submission_state::finished, 2); // another attempt's
    CHECK(world.column("state", "S1") == "running");
    CHECK(world.count("rubrica_changes") == 0);
    auto const held = world.next();
    REQUIRE(held);
    world.arrive("S1", submission_state::finished);
    world.arrive("S1", submission_state::finished);
    CHECK(world.column("state", "S1") == "finished");
    CHECK_FALSE(world.column("ended_at", "S1").empty());
    CHECK(world.count("rubrica_changes") == 1);
    conclusion how;
    how.state = submission_state::finished; // the worker has found it, too
    REQUIRE(world.end(*held, how));
    CHECK(world.count("rubrica_changes") == 1);
    CHECK(world.number("SELECT many FROM rubrica_counts WHERE tenant = 'acme' AND state = 'finished'") == 1);
    CHECK_FALSE(world.next());
  }
}

TEST_CASE("a row that this version does not understand waits for a later one, and the others go on", "[workflow]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    queue_world const world(on);
    world.add("S1", "acme", "teleported");
    world.add("S2");
    world.execute("UPDATE rubrica_submissions SET wanted = 'frame_it' WHERE id = 'S2'");
    world.add("S3");
    std::vector<std::string> claimed;
    for (int i = 0; i < 5; ++i) {
      if (auto const held = world.next()) claimed.push_back(held->id);
    }
    CHECK(claimed == std::vector<std::string>{"S3"});
    for (char const* id : {"S1", "S2"}) {
      CHECK(world.column("last_error", id).find("malformed") != std::string::npos);
      CHECK(world.number("SELECT due_at - {now} FROM rubrica_submissions WHERE id = '" + std::string(id) + "'") > 3'500'000);
    }
    CHECK(world.column("state", "S1") == "teleported");
  }
}

TEST_CASE("a submission that is committed late is found then", "[workflow]") {
  for (auto const& on : every_database()) {
    if (on.server == nullptr) continue; // one transaction at a time: none can be late
    INFO(on.name);
    queue_world const world(on);
    queue_world const other(on);
    world
        .write([&](connection& late) -> result<void> {
          queue_world::insert(late, "late", "acme");
          other.add("early");
          auto const held = other.next();
          REQUIRE(held);
          CHECK(held->id == "early");
          CHECK(other.end(*held));
          CHECK_FALSE(other.next());
          return {};
        })
        .value();
    auto const held = other.next();
    REQUIRE(held);
    CHECK(held->id == "late");
  }
}

TEST_CASE("a submission whose insertion is rolled back was never there", "[workflow]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    queue_world const world(on);
    auto const undone = world.write([&](connection& at) -> result<void> {
      queue_world::insert(at, "S1", "acme");
      return make_error(errc::cancelled);
    });
    CHECK_FALSE(undone);
    CHECK_FALSE(world.next());
    CHECK(world.count("rubrica_tenants") == 0);
  }
}

TEST_CASE("a worker that dies within the transaction of its claim leaves the submission to the next", "[workflow][process]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    { queue_world(on).add("S1"); }
    pid_t const child = fork_child([&] {
      queue_world const world(on);
      static_cast<void>(world.write([&](connection& at) -> result<void> {
        at.change("UPDATE rubrica_submissions SET lease_number = 7, lease_until = {now} + 1000000, due_at = {now} + 1000000");
        at.change("UPDATE rubrica_tenants SET due_at = {now} + 1000000");
        _exit(7);
      }));
      return 0;
    });
    CHECK(exit_code_of(child) == 7);
    queue_world const world(on);
    std::optional<claim> held;
    CHECK(wait_until([&] { // until the database has noticed that the connection is gone
      held = world.next();
      return held.has_value();
    }));
    REQUIRE(held);
    CHECK(held->number == 1);
  }
}

} // namespace leases_test
