#pragma once

#include <rubrica/core/clock.hpp>
#include <rubrica/http/retry.hpp>
#include <rubrica/http/transport.hpp>

#include <memory>
#include <mutex>
#include <optional>
#include <random>

namespace rubrica { inline namespace v0_1 { namespace http {

/// Sends a request as often as is safe, inside its deadline.
class pipeline {
public:
  pipeline(std::shared_ptr<transport> transport, std::shared_ptr<clock> clock, retry_policy policy);

  /// The last answer, of any status, or why there is none.
  result<response> send(request const& what, context const& how) const;

  [[nodiscard]] std::shared_ptr<clock> const& time() const { return clock_; }

private:
  std::chrono::milliseconds back_off(int attempt) const;

  std::shared_ptr<transport> transport_;
  std::shared_ptr<clock> clock_;
  retry_policy policy_;
  mutable std::mutex mutex_;
  mutable std::minstd_rand random_;
};

/// How long a 429 or 503 asks to wait: `Retry-After` in seconds, else `X-Rate-Limit-Reset` (both spellings) compared with the
/// answer's own `Date` where it has one, so that a wrong local clock does no harm.
std::optional<std::chrono::milliseconds> requested_wait(response const& answer, std::chrono::system_clock::time_point now);

}}} // namespace rubrica::v0_1::http
