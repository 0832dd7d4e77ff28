#pragma once

#include <rubrica/core/export.hpp>

#include <chrono>
#include <cstdint>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// The places of a window that bulk calls leave free while a person works: who waits at a screen makes one call after another, and
/// between two of them none of theirs stands in the queue. Without these places each of their calls would wait for a window of its
/// own, because bulk calls take a window whole in the moment in which it begins.
class kept_places {
public:
  using local_time = std::chrono::steady_clock::time_point;

  /// An interactive call is sent in this window.
  void sent(std::int64_t window, local_time now);
  /// An interactive call has ended: the person's next one may follow.
  void ended(local_time now);
  /// Until when they are kept, in a window that ends then: what nobody came for is bulk's before the window is over.
  [[nodiscard]] local_time until(local_time window_end) const;
  /// How many are left of them in this window, when `until` is not over: at first half of the limit.
  [[nodiscard]] int left(std::int64_t window, int limit) const;

private:
  local_time last_{(local_time::min)()};
  std::int64_t window_ = 0;
  int sent_ = 0; // in that window
};

} // namespace http
RUBRICA_END_NAMESPACE
