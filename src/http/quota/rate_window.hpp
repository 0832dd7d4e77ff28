#pragma once

#include "http/time/retry_after.hpp"
#include "http/time/server_clock.hpp"

#include <cstdint>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// How much of the server's present window is used, and by whom. Knows no threads and no queue.
class rate_window {
public:
  using local_time = server_clock::local_time;

  explicit rate_window(int limit) : limit_(limit) {}

  /// A request that went out: in which window it was sent.
  struct sent_request {
    std::int64_t window = 0;
    local_time at{};
  };

  /// Goes on to the window that the time is in. `calendar` is believed until an answer tells better.
  void advance(local_time now, std::chrono::system_clock::time_point calendar);

  [[nodiscard]] bool limited() const { return limit_ > 0; }
  [[nodiscard]] int limit() const { return limit_; }
  [[nodiscard]] int used() const;
  /// Requests that may go out now.
  [[nodiscard]] int room() const;
  /// Whether room may still appear before the window ends.
  [[nodiscard]] bool may_find_room() const { return !full_ && !closed_ && earlier_ > 0; }
  /// When the window so many after the present one begins.
  [[nodiscard]] local_time begin_of_next(std::int64_t ahead) const;

  sent_request send(local_time now);
  /// The request has ended without an answer; `arrived`: perhaps after the server saw it.
  void lost(sent_request const& request, bool arrived);
  void answered(sent_request const& request, local_time received, response const& answer,
                std::chrono::system_clock::time_point now);

private:
  void enter(server_clock::unix_time shown);
  [[nodiscard]] int expect_others() const;
  void settle(sent_request const& request);
  void learn_time(sent_request const& request, local_time received, std::optional<std::int64_t> date, std::int64_t window);
  void turned_away(local_time received, response const& answer, rate_headers const& said,
                   std::chrono::system_clock::time_point now);

  server_clock server_;
  int limit_;
  std::int64_t window_ = 0; // the server's time divided by the window's length
  int counted_ = 0;         // our requests that the server has counted in it
  int in_flight_ = 0;       // ours without an answer yet: it may be counted in this window
  int earlier_ = 0;         // of these, sent in an earlier window
  int others_ = 0;          // requests of other programs that it must have counted, at least
  int expected_others_ = 0; // so many are left to them
  bool full_ = false;       // the server said so
  bool closed_ = false;     // it asked for a longer pause than that
  local_time closed_until_{(local_time::min)()};
};

} // namespace http
RUBRICA_END_NAMESPACE
