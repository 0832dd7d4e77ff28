#include "support/catch.hpp"
#include "support/process/run_in_threads.hpp"
#include "support/workflow/sending_office.hpp"

#include "workflow/queue/claim.hpp"

#include <atomic>
#include <map>
#include <mutex>
#include <set>

namespace claim_test {

using namespace rubrica;
using namespace rubrica::workflow;
using namespace rubrica_test;
using namespace std::chrono_literals;

namespace {

constexpr lease_times leases{60s, 60s, 60s};

struct queue {
  explicit queue(std::string const& address) : office(address, at), database(*office.options().store.database()) {}

  void add(std::string const& id, std::string const& tenant = "acme", std::string const& state = "waiting") const {
    office.execute("INSERT INTO rubrica_submissions (tenant, id, sending_key, digest, state, due_at, submitted_at, sending) VALUES ('" +
                   tenant + "', '" + id + "', '-', '-', '" + state + "', {now}, {now}, '-')");
  }
  std::optional<claim> next() const { return claim_next(database, *system_clock(), leases).value(); }
  bool end(claim const& one, conclusion const& how = {}) const {
    return database.write([&](connection& open) -> result<bool> { return conclude(open, one, how); }).value();
  }

  sandboxed at;
  sending_office office;
  workflow::database const& database;
};

} // namespace

TEST_CASE("several workers claim each submission exactly once", "[workflow][threads]") {
  constexpr int rows = 60;
  for (auto const& on : every_database()) {
    INFO(on.name);
    queue const line(on.address);
    for (int i = 0; i < rows; ++i) line.add(std::to_string(i), "tenant" + std::to_string(i % 7));
    std::mutex mutex;
    std::multiset<std::string> seen;
    run_in_threads(4, [&](int) {
      for (int idle = 0; idle < 20;) {
        auto const one = line.next();
        idle = one ? 0 : idle + 1;
        if (!one) continue;
        std::lock_guard const lock(mutex);
        seen.insert(one->id);
      }
    });
    CHECK(seen.size() == rows);
    CHECK(std::set<std::string>(seen.begin(), seen.end()).size() == rows);
  }
}

TEST_CASE("a tenant with much to do does not keep the others waiting", "[workflow]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    queue const line(on.address);
    for (int i = 0; i < 60; ++i) line.add(std::to_string(i), "large");
    for (int i = 0; i < 20; ++i) line.add("only", "small" + std::to_string(i));
    std::set<std::string> served;
    for (int i = 0; i < 45; ++i) served.insert(line.next().value().tenant);
    CHECK(served.size() == 21);
  }
}

TEST_CASE("a worker that lost its claim changes nothing", "[workflow]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    queue const line(on.address);
    line.add("OP-1");
    claim const first = line.next().value();
    CHECK_FALSE(line.next().has_value());
    line.office.end_leases();
    claim const second = line.next().value();
    CHECK(second.number == first.number + 1);
    CHECK(line.office.number("SELECT taken_over FROM rubrica_tenants") == 1);

    conclusion failed;
    failed.state = submission_state::failed;
    CHECK_FALSE(line.end(first, failed));
    CHECK(line.office.state_of("OP-1") == "waiting");
    CHECK(line.end(second, failed));
    CHECK_FALSE(line.end(second));
    CHECK(line.office.state_of("OP-1") == "failed");
    CHECK(line.office.number("SELECT due_at FROM rubrica_submissions") == -1);
    CHECK(line.office.number("SELECT count(*) FROM rubrica_changes") == 1);
    CHECK(line.office.number("SELECT many FROM rubrica_counts WHERE state = 'failed'") == 1);
    CHECK_FALSE(line.next().has_value());
  }
}

TEST_CASE("a dead sender's submission is left alone until its requests have died", "[workflow]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    queue const line(on.address);
    line.add("OP-send");
    line.add("OP-look", "acme", "running");
    REQUIRE(line.next().has_value());
    REQUIRE(line.next().has_value());
    CHECK(line.office.number("SELECT due_at - lease_until FROM rubrica_submissions WHERE id = 'OP-send'") == 60'000);
    CHECK(line.office.number("SELECT due_at - lease_until FROM rubrica_submissions WHERE id = 'OP-look'") == 0);
  }
}

TEST_CASE("what happens while a worker is at it is looked at once more", "[workflow]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    queue const line(on.address);
    line.add("OP-1", "acme", "running");
    claim const first = line.next().value();
    line.database.write([&](connection& open) -> result<void> {
      wake(open, "acme", "OP-1");
      return {};
    }).value();
    CHECK_FALSE(line.next().has_value());
    CHECK(line.end(first));
    auto const again = line.next();
    REQUIRE(again.has_value());
    CHECK(line.end(*again));
    CHECK_FALSE(line.next().has_value());
  }
}

TEST_CASE("a row that this version does not know is left to a later one, and the others go on", "[workflow]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    queue const line(on.address);
    line.add("OP-later", "acme", "notarised");
    line.add("OP-1", "beta");
    auto one = line.next();
    if (!one) one = line.next();
    CHECK(one.value().id == "OP-1");
    CHECK(line.office.state_of("OP-later") == "notarised");
    CHECK(line.office.text("SELECT last_error FROM rubrica_submissions WHERE id = 'OP-later'").find("malformed") != std::string::npos);
  }
}

TEST_CASE("a state is told once, by whoever reaches it first", "[workflow]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    queue const line(on.address);
    line.add("OP-1", "acme", "running");
    for (int i = 0; i < 3; ++i) {
      line.database.write([&](connection& open) -> result<void> {
        reach(open, "acme", "OP-1", 1, submission_state::finished);
        reach(open, "acme", "OP-1", 2, submission_state::ended); // another attempt
        return {};
      }).value();
    }
    auto const told = line.office.engine->changes({}).value();
    REQUIRE(told.size() == 1);
    CHECK(told[0].state == submission_state::finished);
    CHECK(told[0].id == "OP-1");
  }
}

} // namespace claim_test
