// Who works on a submission, until when, and how that ends (src/workflow/queue/claim.hpp).
#include "support/catch.hpp"
#include "support/workflow/queue_world.hpp"

#include <string>
#include <vector>

namespace leases_test {

using namespace rubrica;
using namespace rubrica::workflow;
using namespace rubrica_test;
using std::chrono::milliseconds;

namespace {

conclusion due_after(milliseconds pause) {
  conclusion out;
  out.due_in = pause;
  return out;
}

} // namespace

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

} // namespace leases_test
