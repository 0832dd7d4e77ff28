#pragma once

#include <rubrica/core/export.hpp>

#include <chrono>
#include <mutex>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// How often and how patiently a call is repeated. Only what cannot have happened, what the rate limit turned away, and
/// idempotent calls are ever repeated (docs/adr/0002-outcomes.md).
///
/// The rules and figures are those that the AWS SDKs publish for their "standard" mode of 2026.
struct retry_policy {
  int attempts = 3; ///< in all; 1: never repeat
  /// So often the rate limit may turn a call away (HTTP 429). These do not count as `attempts`: each was refused before it
  /// did anything, and a later window has room.
  int throttled_attempts = 10;
  std::chrono::milliseconds base_delay{50};             ///< doubled each time, then drawn between zero and that
  std::chrono::milliseconds throttled_base_delay{1000}; ///< the same after a 429
  std::chrono::milliseconds longest_delay{20'000};      ///< before it is drawn
  /// So much longer than that a call waits when the server asks for it. After a 429 it waits for as long as it is asked to.
  std::chrono::milliseconds longest_hint{5'000};
  /// True: a failure that is not repeated for want of budget is reported only after the delay that its repetition would have had,
  /// so that a loop of calls around it slows down as well.
  bool slows_polling = false;
};

/// What all calls may spend on repetitions together, so that a service in trouble is not buried under them: a repetition
/// costs 14, after a 429 5; a call that then succeeds gets the cost of its last repetition back, one that succeeds at once
/// adds 1. May be used from several threads at once.
class RUBRICA_EXPORT retry_budget {
public:
  explicit retry_budget(int capacity = 500) noexcept;

  /// Takes the amount, or nothing and false when less is left.
  [[nodiscard]] bool take(int amount) noexcept;
  /// Never above the capacity.
  void give(int amount) noexcept;
  [[nodiscard]] int left() const noexcept;

private:
  int const capacity_;
  mutable std::mutex mutex_;
  int left_;
};

} // namespace http
RUBRICA_END_NAMESPACE
