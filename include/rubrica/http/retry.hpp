#pragma once

#include <rubrica/core/export.hpp>

#include <chrono>
#include <mutex>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// How often a call is retried, and after which delays. Retried are only requests that cannot have had an effect, requests that
/// the rate limit rejected, and idempotent calls (docs/adr/0002-outcomes.md).
///
/// The rules and figures are those that the AWS SDKs publish for their "standard" mode of 2026.
struct retry_policy {
  int attempts = 3; ///< in all; 1: never retry
  /// How many rejections by the rate limit (HTTP 429) are followed by a retry. They do not count as `attempts`: nothing was
  /// done, and a later window has room.
  int throttled_attempts = 10;
  std::chrono::milliseconds base_delay{50};             ///< doubled each time; the delay is random between zero and that value
  std::chrono::milliseconds throttled_base_delay{1000}; ///< the same after a 429
  std::chrono::milliseconds longest_delay{20'000};      ///< limit of the doubled value
  /// How much longer than its own delay a call waits when the server asks for it. After a 429 it waits as long as it is asked
  /// to.
  std::chrono::milliseconds longest_hint{5'000};
  /// True: a failure that is not retried because the retry budget is used up is reported only after the delay that the retry
  /// would have had, so that a loop of calls around it slows down as well.
  bool slows_polling = false;
};

/// Limits the retries of all calls together, so that they do not overload a service in trouble. A retry costs 14, after a 429 5.
/// A call that then succeeds gives the cost of its last retry back; one that succeeds at once adds 1. May be used from several
/// threads at once.
class RUBRICA_EXPORT retry_budget {
public:
  explicit retry_budget(int capacity = 500) noexcept;

  /// Takes the amount and returns true; takes nothing and returns false when less is left.
  [[nodiscard]] bool take(int amount) noexcept;
  /// Gives the amount back, up to the capacity.
  void give(int amount) noexcept;
  /// How much is left.
  [[nodiscard]] int left() const noexcept;

private:
  int const capacity_;
  mutable std::mutex mutex_;
  int left_;
};

} // namespace http
RUBRICA_END_NAMESPACE
