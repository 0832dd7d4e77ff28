#pragma once

#include "http/quota/window_counts.hpp"
#include "http/quota/window_share.hpp"
#include "http/time/retry_after.hpp"
#include "http/time/server_clock.hpp"

#include <cstdint>
#include <optional>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// How much of the server's current window is used, and by whom. It knows neither threads nor a queue.
class rate_window {
public:
  using local_time = server_clock::local_time;

  explicit rate_window(int limit, std::optional<window_share> share = {}) : limit_(limit), share_(share) {}

  /// A request that was sent, and the first and last window that may count it.
  struct sent_request {
    std::int64_t window = 0;
    std::int64_t last_window = 0;
    local_time at{};
  };

  /// Advances to the window of this time. `calendar` is used until an answer gives the server's time.
  void advance(local_time now, std::chrono::system_clock::time_point calendar);

  [[nodiscard]] bool limited() const { return limit_ > 0; }
  [[nodiscard]] int limit() const { return limit_; }
  [[nodiscard]] int used() const;
  /// How many of them are this process's own.
  [[nodiscard]] int used_by_us() const { return ours_.most() + in_flight_; }
  /// Number of requests that may be sent now.
  [[nodiscard]] int room() const;
  /// Whether there may be room again before the window ends.
  [[nodiscard]] bool may_find_room() const { return !full_ && !closed_ && !share_ && earlier_ > 0; }
  /// When the window `ahead` windows after the current one begins.
  [[nodiscard]] local_time begin_of_next(std::int64_t ahead) const;

  [[nodiscard]] std::int64_t number() const { return window_; }
  /// What all processes together may send in a window.
  [[nodiscard]] int to_share() const;
  /// What this process may send of it; null: it knows of no others.
  [[nodiscard]] window_share* share() { return share_ ? &*share_ : nullptr; }
  [[nodiscard]] bool is_open() const { return !full_ && !closed_; }

  sent_request send(local_time now);
  /// The request has ended without an answer; `arrived`: perhaps after the server saw it.
  void lost(sent_request const& request, bool arrived);
  void answered(sent_request const& request, local_time received, response const& answer,
                std::chrono::system_clock::time_point now);

private:
  void enter(local_time now);
  [[nodiscard]] int expect_others() const;
  void settle(sent_request const& request);
  /// Whether it shows that a clock was wrong.
  bool learn_time(sent_request const& request, local_time received, std::optional<std::int64_t> date, std::int64_t window);
  void turned_away(local_time received, response const& answer, rate_headers const& said,
                   std::chrono::system_clock::time_point now);

  server_clock server_;
  int limit_;
  std::optional<window_share> share_;
  std::int64_t window_ = 0; // the server's time divided by the length of a window
  window_counts ours_;      // our requests that have ended
  int in_flight_ = 0;       // our requests without an answer: they may be counted in this window
  int earlier_ = 0;         // of these, sent in an earlier window
  int others_ = 0;          // requests of other programs that it must have counted, at least
  int expected_others_ = 0; // number of requests left to them
  bool full_ = false;       // the server said so
  bool closed_ = false;     // it asked for a longer pause than that
  local_time closed_until_{(local_time::min)()};
};

} // namespace http
RUBRICA_END_NAMESPACE
