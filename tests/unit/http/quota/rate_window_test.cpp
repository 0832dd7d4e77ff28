#include "support/catch.hpp"

#include "http/quota/rate_window.hpp"
#include "unit/http/quota_simulation.hpp"

#include <map>
#include <queue>
#include <random>
#include <string>

namespace rate_window_test {

using namespace rubrica;
using namespace std::chrono;
using rubrica::http::rate_window;

namespace {

constexpr int limit = 10;
constexpr rate_window::local_time start{hours(5)};
constexpr system_clock::time_point server_start{seconds(1'795'352'400)}; // a window begins

/// The server's time at this moment.
system_clock::time_point server_time(rate_window::local_time at) {
  return server_start + duration_cast<system_clock::duration>(at - start);
}

std::int64_t window_of(rate_window::local_time at) {
  return server_time(at).time_since_epoch() / seconds(10);
}

/// What a server says that got a request at `at`.
http::response answer(rate_window::local_time at, int remaining) {
  auto const shown = duration_cast<seconds>(server_time(at).time_since_epoch()).count();
  return {200,
          {{"Date", rubrica_test::http_date(shown)},
           {"X-Rate-Limit", std::to_string(limit)},
           {"X-Rate-Limit-Remaining", std::to_string(remaining)},
           {"X-Rate-Limit-Reset", std::to_string((shown / 10 + 1) * 10)}},
          {}};
}

} // namespace

TEST_CASE("an answer that comes late does not make requests be forgotten", "[http][quota]") {
  rate_window window(limit);
  auto const at = start + seconds(14);
  window.advance(at, server_time(at));
  auto const late = window.send(at);
  auto const next = start + seconds(21);
  window.advance(next, server_time(next));
  for (int i = 0; i < limit - 1; ++i) window.lost(window.send(next), true);
  CHECK(window.room() == 0); // the late one may be counted here too

  auto const received = start + seconds(27);
  window.answered(late, received, answer(at, limit - 1), server_time(received));
  window.advance(received, server_time(received));
  CHECK(window.room() == 1);
}

TEST_CASE("never more than the limit leaves in a window, whatever comes late or not at all", "[http][quota][property]") {
  struct flight {
    rate_window::local_time received;
    rate_window::local_time sent;
    rate_window::sent_request request;
    int remaining;
    int kind; // 0: lost; 1: a gateway's page; else an answer
    bool operator>(flight const& other) const { return received > other.received; }
  };
  for (unsigned seed = 0; seed < 400; ++seed) {
    CAPTURE(seed);
    std::minstd_rand random(seed + 1);
    auto const any = [&random](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); };
    rate_window window(limit);
    std::priority_queue<flight, std::vector<flight>, std::greater<>> out;
    std::map<std::int64_t, int> left;
    auto now = start + milliseconds(any(20'000));
    for (int step = 0; step < 300; ++step) {
      now += milliseconds(any(step % 50 == 0 ? 9'000 : 400));
      while (!out.empty() && out.top().received <= now) {
        flight const one = out.top();
        out.pop();
        if (one.kind == 0) {
          window.lost(one.request, true);
        } else if (one.kind == 1) {
          window.answered(one.request, one.received, {500, {}, {}}, server_time(one.received));
        } else {
          window.answered(one.request, one.received, answer(one.sent, one.remaining), server_time(one.received));
        }
      }
      window.advance(now, server_time(now));
      for (int wanted = any(6); wanted > 0 && window.room() > 0; --wanted) {
        int const count = ++left[window_of(now)];
        REQUIRE(count <= limit);
        auto const travels = milliseconds(any(4) == 0 ? any(25'000) : any(300));
        out.push({now + travels, now, window.send(now), limit - count, any(6)});
      }
    }
  }
}

} // namespace rate_window_test
