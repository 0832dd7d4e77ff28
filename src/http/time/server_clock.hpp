#pragma once

#include <rubrica/core/export.hpp>

#include <chrono>
#include <cstdint>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// What the server's calendar shows, learned from its answers. An answer says it to the second only, and it was on its way
/// for a while; many answers together say it to some milliseconds.
class server_clock {
public:
  using local_time = std::chrono::steady_clock::time_point;
  using unix_time = std::chrono::microseconds; ///< since 1970

  /// Until an answer tells better: the machine's own calendar.
  void assume(local_time now, std::chrono::system_clock::time_point calendar);
  /// While an exchange was under way, the server's clock stood between the two figures.
  void learn(local_time sent, local_time received, unix_time not_before, unix_time not_after);

  /// The server shows at least this.
  [[nodiscard]] unix_time earliest(local_time at) const;
  /// From then on the server shows at least that.
  [[nodiscard]] local_time when(unix_time shown) const;
  [[nodiscard]] bool is_set() const { return source_ != source::none; }

private:
  enum class source { none, calendar, answers };

  source source_ = source::none;
  // Server's time minus local time lies between these two.
  std::chrono::microseconds lowest_{0};
  std::chrono::microseconds highest_{0};
  local_time learned_at_;
};

} // namespace http
RUBRICA_END_NAMESPACE
