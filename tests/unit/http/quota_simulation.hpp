#pragma once

#include "http/retry/retry_machine.hpp"
#include "support/clock/manual_clock.hpp"

#include <functional>
#include <map>
#include <memory>
#include <numeric>
#include <random>
#include <vector>

namespace rubrica_test {

/// Seconds since 1970 as a header field writes them.
inline std::string http_date(std::int64_t seconds) {
  std::time_t const when = seconds;
  std::tm parts{};
  gmtime_r(&when, &parts);
  char text[64];
  std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return text;
}

/// A server with ClickSign's rate limit, and programs that call it, all in virtual time, as a simulation of events.
class quota_simulation {
public:
  using duration = std::chrono::steady_clock::duration;

  int limit = 50;
  std::chrono::milliseconds skew{0}; ///< how far the server's clock is ahead of the programs'
  std::chrono::milliseconds fastest{20};
  std::chrono::milliseconds slowest{300}; ///< round trip of a call
  std::shared_ptr<manual_clock> time = std::make_shared<manual_clock>();

  struct tally {
    int accepted = 0;
    int turned_away = 0;
  };
  std::map<std::int64_t, tally> windows; ///< by the number of the server's window

  void at(duration delay, std::function<void()> task) { events_.emplace(time->now() + delay, std::move(task)); }

  void run(duration how_long) {
    auto const end = time->now() + how_long;
    while (!events_.empty() && events_.begin()->first <= end) {
      auto const event = events_.extract(events_.begin());
      advance_to(event.key());
      event.mapped()();
    }
    advance_to(end);
  }

  /// A request arrives at the server.
  rubrica::http::response answer() {
    auto const shown = std::chrono::duration_cast<std::chrono::milliseconds>(time->calendar().time_since_epoch()) + skew;
    std::int64_t const seconds = shown.count() / 1000;
    std::int64_t const window = seconds / 10;
    tally& now = windows[window];
    bool const accepted = now.accepted < limit;
    ++(accepted ? now.accepted : now.turned_away);
    return {accepted ? 200 : 429,
            {{"Date", http_date(seconds)},
             {"X-Rate-Limit", std::to_string(limit)},
             {"X-Rate-Limit-Remaining", std::to_string(limit - now.accepted)},
             {"X-Rate-Limit-Reset", std::to_string((window + 1) * 10)}},
            {}};
  }

  int turned_away() const {
    int sum = 0;
    for (auto const& one : windows) sum += one.second.turned_away;
    return sum;
  }

  /// How long the next message takes in one direction.
  std::chrono::microseconds travel() {
    std::uniform_int_distribution<std::int64_t> half(fastest.count() * 500, slowest.count() * 500);
    return std::chrono::microseconds(half(random_));
  }

private:
  void advance_to(std::chrono::steady_clock::time_point moment) {
    if (moment > time->now()) time->advance(moment - time->now());
  }

  std::multimap<std::chrono::steady_clock::time_point, std::function<void()>> events_;
  std::minstd_rand random_{7};
};

/// A thread of a program that makes one call after the other until the simulation ends.
class busy_caller {
public:
  busy_caller(quota_simulation& world, rubrica::http::call_policy rules,
              rubrica::http::priority priority = rubrica::http::priority::interactive)
      : world_(world), rules_(std::move(rules)) {
    limits_.priority = priority;
    rules_.clock = world.time;
    begin();
  }

  /// Makes no call after this one.
  void stop() { stopped_ = true; }

  int succeeded = 0;
  int failed = 0;

private:
  void begin() {
    if (stopped_) return;
    limits_.deadline = world_.time->now() + std::chrono::minutes(5);
    call_ = std::make_unique<rubrica::http::retry_machine>(request_, limits_, rules_);
    world_.at({}, [this] { go_on(); });
  }

  void go_on() {
    using rubrica::http::retry_machine;
    auto step = call_->next();
    if (auto const* pause = std::get_if<retry_machine::wait>(&step)) {
      world_.at(pause->until - world_.time->now(), [this] { go_on(); });
    } else if (auto const* done = std::get_if<rubrica::result<rubrica::http::call_response>>(&step)) {
      ++(*done && (**done).status == 200 ? succeeded : failed);
      begin();
    } else {
      world_.at(world_.travel(), [this] {
        auto answer = world_.answer();
        world_.at(world_.travel(), [this, answer] {
          call_->answered(answer);
          go_on();
        });
      });
    }
  }

  quota_simulation& world_;
  rubrica::http::call_policy rules_;
  rubrica::http::call_request request_;
  rubrica::http::context limits_;
  bool stopped_ = false;
  std::unique_ptr<rubrica::http::retry_machine> call_;
};

/// A program with some threads, and a quota of its own.
struct program {
  program(quota_simulation& world, int threads, int start_limit = 50)
      : program(world, threads, std::make_shared<rubrica::http::quota>(start_limit)) {}
  program(quota_simulation& world, int threads, std::shared_ptr<rubrica::http::quota> quota) {
    rules.clock = world.time;
    rules.quota = std::move(quota);
    add(world, threads, rubrica::http::priority::interactive);
  }
  void add(quota_simulation& world, int threads, rubrica::http::priority where) {
    for (int i = 0; i < threads; ++i) callers.push_back(std::make_unique<busy_caller>(world, rules, where));
  }
  int succeeded() const {
    return std::accumulate(callers.begin(), callers.end(), 0, [](int sum, auto const& one) { return sum + one->succeeded; });
  }
  int failed() const {
    return std::accumulate(callers.begin(), callers.end(), 0, [](int sum, auto const& one) { return sum + one->failed; });
  }

  rubrica::http::call_policy rules;
  std::vector<std::unique_ptr<busy_caller>> callers;
};

/// The part of the limit that was used in those windows that were observed as a whole.
inline double used_part(quota_simulation const& world, int limit) {
  int used = 0;
  int windows = 0;
  for (auto at = std::next(world.windows.begin()); at != std::prev(world.windows.end()); ++at) {
    used += at->second.accepted;
    ++windows;
  }
  return static_cast<double>(used) / (windows * limit);
}

} // namespace rubrica_test
