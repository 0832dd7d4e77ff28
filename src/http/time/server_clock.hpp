#pragma once

#include <rubrica/core/export.hpp>

#include <chrono>
#include <cstdint>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// The server's time, learned from its answers. An answer has it in whole seconds, and was on its way for a while; many answers
/// together give it to some milliseconds.
class server_clock {
public:
  using local_time = std::chrono::steady_clock::time_point;
  using unix_time = std::chrono::microseconds; ///< since 1970

  /// Until an answer gives a better value: the machine's own time.
  void assume(local_time now, std::chrono::system_clock::time_point calendar);
  /// During this exchange the server's clock was between the two values. True: that contradicts what was known, so one of the
  /// clocks was set, or this machine slept.
  bool learn(local_time sent, local_time received, unix_time not_before, unix_time not_after);

  /// The server's clock shows at least this.
  [[nodiscard]] unix_time earliest(local_time at) const;
  /// And at most this.
  [[nodiscard]] unix_time latest(local_time at) const;
  /// From this time on the server's clock shows at least `shown`.
  [[nodiscard]] local_time when(unix_time shown) const;
  [[nodiscard]] bool is_set() const { return source_ != source::none; }

private:
  enum class source { none, calendar, answers };

  source source_ = source::none;
  // Server's time minus local time is between these two.
  std::chrono::microseconds lowest_{0};
  std::chrono::microseconds highest_{0};
  local_time learned_at_;
};

} // namespace http
RUBRICA_END_NAMESPACE
