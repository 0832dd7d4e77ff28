#include "support/catch.hpp"

#include "quota_simulation.hpp"

namespace quota_test {

using namespace rubrica;
using namespace rubrica::http;
using namespace rubrica_test;
using namespace std::chrono;

TEST_CASE("a busy program uses the whole limit and is never turned away", "[http][quota]") {
  for (auto skew : {hours(0), hours(1), hours(-1)}) {
    for (auto shift : {milliseconds(0), milliseconds(3700), milliseconds(9990)}) {
      CAPTURE(skew.count(), shift.count());
      quota_simulation world;
      world.skew = skew + shift;
      program one(world, 20);
      world.run(seconds(60 + 10));
      CHECK(world.turned_away() == 0);
      CHECK(used_part(world, 50) >= 0.98);
      CHECK(one.failed() == 0);
    }
  }
}

TEST_CASE("a skew of any size between the clocks is corrected", "[http][quota]") {
  for (int skew = -25'000; skew <= 25'000; skew += 700) {
    CAPTURE(skew);
    quota_simulation world;
    world.skew = milliseconds(skew);
    program one(world, 8);
    world.run(seconds(60));
    CHECK(world.turned_away() == 0);
    CHECK(used_part(world, 50) >= 0.98);
  }
}

TEST_CASE("two programs with one token come to equal shares and every refusal is absorbed", "[http][quota]") {
  for (auto shift : {milliseconds(0), milliseconds(3700)}) {
    quota_simulation world;
    world.skew = shift;
    program one(world, 20);
    program other(world, 20);
    world.run(minutes(10));
    CAPTURE(world.turned_away(), one.succeeded(), other.succeeded(), used_part(world, 50));
    CHECK(world.turned_away() > 0); // otherwise nothing was shown
    CHECK(one.failed() + other.failed() == 0);
    CHECK(used_part(world, 50) >= 0.95);
    CHECK(one.succeeded() > 1200);
    CHECK(other.succeeded() > 1200);
    CHECK(world.turned_away() < 300); // of 3,000
  }
}

TEST_CASE("many programs with one token make way for each other", "[http][quota]") {
  quota_simulation world;
  std::vector<std::unique_ptr<program>> programs;
  for (int i = 0; i < 5; ++i) programs.push_back(std::make_unique<program>(world, 10));
  world.run(minutes(10));
  CAPTURE(world.turned_away(), used_part(world, 50));
  CHECK(used_part(world, 50) >= 0.95);
  CHECK(world.turned_away() < 1500); // of 3,000
  for (auto const& one : programs) {
    CHECK(one->failed() == 0);
    CHECK(one->succeeded() > 300);
  }
}

TEST_CASE("a program that comes later gets its share", "[http][quota]") {
  quota_simulation world;
  program one(world, 20);
  world.run(minutes(1));
  int const alone = one.succeeded();
  CHECK(alone >= 245);
  auto other = std::make_unique<program>(world, 20);
  world.run(minutes(2));
  CHECK(other->succeeded() > 200);
  CHECK(one.succeeded() - alone > 200);
  CHECK(other->failed() + one.failed() == 0);
}

TEST_CASE("the limit of the account is learned from the answers", "[http][quota]") {
  quota_simulation world;
  SECTION("it is lower") {
    world.limit = 20;
    program one(world, 30);
    world.run(minutes(1));
    CHECK(one.failed() == 0);
    CHECK(one.rules.quota->usage(*world.time).limit == 20);
    CHECK(world.turned_away() <= 10); // of the first calls, before the limit was known
    CHECK(used_part(world, 20) >= 0.98);
  }
  SECTION("it is higher") {
    world.limit = 200;
    world.slowest = milliseconds(100);
    program one(world, 30);
    world.run(minutes(1));
    CHECK(one.rules.quota->usage(*world.time).limit == 200);
    CHECK(world.turned_away() == 0);
    CHECK(used_part(world, 200) >= 0.98);
  }
}

TEST_CASE("bulk calls let interactive ones pass, and get one place of five", "[http][quota]") {
  quota_simulation world;
  program one(world, 60);
  int const before = static_cast<int>(one.callers.size());
  one.add(world, 25, priority::bulk);
  world.run(minutes(2));
  int interactive = 0;
  int bulk = 0;
  for (int i = 0; i < static_cast<int>(one.callers.size()); ++i)
    (i < before ? interactive : bulk) += one.callers[static_cast<std::size_t>(i)]->succeeded;
  CAPTURE(interactive, bulk);
  CHECK(world.turned_away() == 0);
  CHECK(interactive > 3 * bulk);
  CHECK(bulk > 80); // of 600
}

TEST_CASE("a person's calls that follow one another wait for one window at most, beside bulk calls that use all of them",
          "[http][quota]") {
  for (int begin = 60'000; begin < 70'000; begin += 700) {
    CAPTURE(begin);
    quota_simulation world;
    program bulk(world, 0);
    bulk.add(world, 20, priority::bulk);
    world.run(milliseconds(begin));
    program person(world, 0, bulk.rules.quota);
    person.add(world, 1, priority::interactive);
    auto const started = world.time->now();
    while (person.succeeded() < 10) world.run(milliseconds(10));
    auto const took = world.time->now() - started;
    CHECK(took < seconds(10) + 10 * world.slowest + seconds(1)); // when a window begins is known to a second
    person.callers.front()->stop();
    world.run(seconds(60));
    CHECK(used_part(world, 50) >= 0.98);
    CHECK(world.turned_away() == 0);
  }
}

TEST_CASE("bulk calls alone have the whole limit", "[http][quota]") {
  quota_simulation world;
  program one(world, 0);
  one.add(world, 20, priority::bulk);
  world.run(minutes(1));
  CHECK(used_part(world, 50) >= 0.98);
}

TEST_CASE("what one answer's header says shuts an account no longer than a service of this kind means it",
          "[http][quota][clock]") {
  struct row {
    headers fields;
    seconds longest; ///< until there is a place again
    seconds shortest;
  };
  row const rows[] = {
      {{{"Retry-After", "100000000000"}}, seconds(10), seconds(0)},
      {{{"Retry-After", "9223372036854775807"}}, seconds(10), seconds(0)},
      {{{"Retry-After", "86400"}}, seconds(10), seconds(0)},
      {{{"Retry-After", "301"}}, seconds(10), seconds(0)},
      {{{"Retry-After", "300"}}, seconds(300), seconds(300)},
      {{{"Retry-After", "30"}}, seconds(30), seconds(30)},
      {{{"Retry-After", "-30"}}, seconds(10), seconds(0)},
      {{{"Retry-After", "NaN"}}, seconds(10), seconds(0)},
      {{{"Retry-After", "NaN"}, {"Retry-After", "30"}}, seconds(30), seconds(30)},
      {{{"Retry-After", "100000000000"}, {"Retry-After", "30"}}, seconds(30), seconds(30)},
      {{{"Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT"}}, seconds(10), seconds(0)},
      {{{"Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT"}}, seconds(10), seconds(0)},
      {{{"Retry-After", "0"}, {"X-Rate-Limit-Reset", "9223372036854775807"}}, seconds(10), seconds(0)},
      {{{"X-Rate-Limit-Reset", "9223372036854775807"}}, seconds(10), seconds(0)},
      {{{"X-Rate-Limit", "-1"}, {"X-Rate-Limit-Remaining", "-9223372036854775808"}}, seconds(10), seconds(0)},
      {{{"X-Rate-Limit", "NaN"}, {"X-Rate-Limit-Remaining", "NaN"}, {"X-Rate-Limit-Reset", "NaN"}}, seconds(10), seconds(0)},
  };
  for (row const& one : rows) {
    INFO(one.fields.front().value);
    auto const time = std::make_shared<manual_clock>();
    auto const account = std::make_shared<quota>(50);
    call_request const request;
    {
      quota_slot turn(account, request, priority::interactive);
      REQUIRE(turn.ask(*time).granted);
      turn.ended(*time, response{429, one.fields, {}});
    }
    quota_slot next(account, request, priority::interactive);
    auto const open = next.look(*time).earliest - time->now();
    CHECK(open <= one.longest);
    CHECK(open >= one.shortest);
    CHECK(account->usage(*time).limit == 50);
  }
}

TEST_CASE("a limit that is no number is no proof that there is none", "[http][quota][clock]") {
  for (const char* limit : {"NaN", "-1", "", "1e3", "99999999999", "99999999999999999999999"}) {
    INFO(limit);
    auto const time = std::make_shared<manual_clock>();
    auto const account = std::make_shared<quota>(50);
    call_request const request;
    quota_slot turn(account, request, priority::interactive);
    REQUIRE(turn.ask(*time).granted);
    turn.ended(*time, response{200, {{"X-Rate-Limit", limit}, {"X-Rate-Limit-Remaining", "99999999999"}}, {}});
    CHECK(account->usage(*time).limit == 50);
  }
}

TEST_CASE("a proxy's web page is no proof that the account has no limit", "[http][quota][clock]") {
  auto const limit_after = [](headers fields) {
    auto const time = std::make_shared<manual_clock>();
    auto const account = std::make_shared<quota>(50);
    call_request const request;
    quota_slot turn(account, request, priority::interactive);
    REQUIRE(turn.ask(*time).granted);
    turn.ended(*time, response{200, std::move(fields), {}});
    return account->usage(*time).limit;
  };
  CHECK(limit_after({{"Content-Type", "text/html; charset=utf-8"}}) == 50);
  CHECK(limit_after({{"Content-Type", "application/vnd.api+json"}}) == 0);
}

} // namespace quota_test
