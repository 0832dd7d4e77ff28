// Each submission is claimed once, in turn, and none is forgotten (src/workflow/queue/claim.hpp).
#include "support/catch.hpp"
#include "support/clock/wait_until.hpp"
#include "support/process/forked.hpp"
#include "support/process/run_in_threads.hpp"
#include "support/workflow/queue_world.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace turns_test {

using namespace rubrica;
using namespace rubrica::workflow;
using namespace rubrica_test;

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

TEST_CASE("a tenant has no more workers at once than it may have, and others are served meanwhile", "[workflow]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    queue_world const world(on);
    for (int i = 0; i < 6; ++i) world.add("S" + std::to_string(i));
    world.add("other", "beta");
    lease_terms few = an_hour;
    few.at_once = 3;
    std::map<std::string, int> claimed;
    std::optional<claim> first;
    for (int i = 0; i < 7; ++i) {
      auto const held = world.next(few);
      if (!held) continue;
      ++claimed[held->tenant];
      if (!first) first = held;
    }
    CHECK(claimed == std::map<std::string, int>{{"acme", 3}, {"beta", 1}});
    world.execute("UPDATE rubrica_tenants SET due_at = 1 WHERE due_at IS NOT NULL"); // as soon after
    CHECK_FALSE(world.next(few));
    REQUIRE(first);
    REQUIRE(world.end(*first));
    world.execute("UPDATE rubrica_tenants SET due_at = 1 WHERE due_at IS NOT NULL");
    CHECK(world.next(few));
    world.execute("UPDATE rubrica_tenants SET due_at = 1 WHERE due_at IS NOT NULL");
    CHECK_FALSE(world.next(few));
    world.execute("UPDATE rubrica_submissions SET lease_until = 1 WHERE lease_until > 0"); // as if their workers had died
    world.execute("UPDATE rubrica_tenants SET due_at = 1 WHERE due_at IS NOT NULL");
    CHECK(world.next(few));
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

TEST_CASE("what a person wants while a worker passes on its turn is due afterwards", "[workflow][threads]") {
  for (auto const& on : every_server_database()) {
    INFO(on.name);
    queue_world const world(on);
    queue_world const other(on);
    world.add("S1");
    CHECK(world.end(*world.next()));
    CHECK_FALSE(world.next());
    world.execute("UPDATE rubrica_tenants SET due_at = 1");
    std::thread person;
    world
        .write([&](connection& worker) -> result<void> {
          long long due = 0;
          worker.sql() << worker.text("SELECT due_at FROM rubrica_tenants WHERE tenant = 'acme' {for_update}"), soci::into(due);
          person = std::thread([&] { other.wake_up("S1"); });
          // Long enough for him to come to the tenant's row; too short only makes the test an easy one.
          std::this_thread::sleep_for(std::chrono::milliseconds(200));
          worker.sql() << "UPDATE rubrica_tenants SET due_at = NULL WHERE tenant = 'acme'"; // nothing was due when it looked
          return {};
        })
        .value();
    person.join();
    auto const held = world.next();
    REQUIRE(held);
    CHECK(held->id == "S1");
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

} // namespace turns_test
