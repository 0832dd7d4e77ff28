#include "support/catch.hpp"

#include "http/time/server_clock.hpp"

#include <random>

namespace server_clock_test {

using rubrica::http::server_clock;
using namespace std::chrono;

namespace {

constexpr server_clock::local_time start{hours(5)};
constexpr microseconds server_start{seconds(1'795'352'400)};

/// Exchanges with a server whose clock was `server_start` at `start`: its date is cut to the second.
void exchange(server_clock& learner, microseconds after, microseconds there, microseconds back, microseconds jump = {}) {
  auto const shown = floor<seconds>(server_start + after + there + jump);
  learner.learn(start + after, start + after + there + back, shown, shown + seconds(1));
}

} // namespace

TEST_CASE("the machine's calendar counts until the first answer comes", "[http][time]") {
  server_clock one;
  CHECK_FALSE(one.is_set());
  one.assume(start, system_clock::time_point(seconds(100)));
  CHECK(one.is_set());
  CHECK(one.earliest(start + seconds(7)) == seconds(107));
  CHECK(one.when(seconds(107)) == start + seconds(7));
}

TEST_CASE("the estimate of the server's clock is never ahead of it and comes close to it", "[http][time][property]") {
  std::minstd_rand random(3);
  std::uniform_int_distribution<int> travel(5'000, 150'000);
  server_clock one;
  one.assume(start, system_clock::time_point(hours(1)));
  microseconds after{0};
  for (int i = 0; i < 500; ++i) {
    after += microseconds(travel(random) * 10);
    exchange(one, after, microseconds(travel(random)), microseconds(travel(random)));
    auto const behind = server_start + after + seconds(1) - one.earliest(start + after + seconds(1));
    CHECK(behind >= microseconds(0));
    if (i > 100) CHECK(behind < milliseconds(150));
  }
}

TEST_CASE("a server's clock that is set is followed", "[http][time]") {
  server_clock one;
  for (int i = 0; i < 50; ++i) exchange(one, milliseconds(130 * i), milliseconds(10), milliseconds(10));
  for (auto jump : {hours(1), hours(-1)}) {
    exchange(one, seconds(20), milliseconds(10), milliseconds(10), jump);
    auto const behind = server_start + seconds(20) + jump - one.earliest(start + seconds(20));
    CHECK(behind >= microseconds(0));
    CHECK(behind < milliseconds(1100));
  }
}

TEST_CASE("clocks that drift apart are followed", "[http][time]") {
  server_clock one;
  for (int second = 0; second < 7 * 86'400; second += 61) {
    microseconds const drift(second * 50); // fifty parts in a million
    exchange(one, seconds(second) + milliseconds(second % 1000), milliseconds(10), milliseconds(10), drift);
    auto const at = seconds(second + 1);
    auto const behind = server_start + at + drift - one.earliest(start + at);
    REQUIRE(behind > milliseconds(-20));
    REQUIRE(behind < milliseconds(1100));
  }
}

} // namespace server_clock_test
