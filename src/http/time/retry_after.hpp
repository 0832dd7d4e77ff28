#pragma once

#include <rubrica/http/response.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// What an answer says about the rate limit (clicksign-rest §1.6). The documented spelling is `X-Rate-Limit`; other SDKs look
/// for `X-RateLimit-Limit`, so both are read.
struct rate_headers {
  bool names_limit = false; ///< even if its value is not a number
  std::optional<std::int64_t> limit{};
  std::optional<std::int64_t> remaining{};
  std::optional<std::int64_t> reset{}; ///< Unix seconds: the end of the window
};
rate_headers read_rate_headers(response const& answer);

/// The answer's own `Date` in Unix seconds. `now`: the machine's time.
std::optional<std::int64_t> date_of(response const& answer, std::chrono::system_clock::time_point now);

/// How long an answer asks to wait: `Retry-After` in seconds or as a date, else the end of the rate limit's window. Dates are
/// compared with the answer's own `Date` if it has one, so that a wrong local clock does no harm. A time in the past gives zero.
/// A value that cannot be parsed, or that is more than an hour ahead, counts as absent: it must be an error.
std::optional<std::chrono::milliseconds> requested_wait(response const& answer, std::chrono::system_clock::time_point now);

} // namespace http
RUBRICA_END_NAMESPACE
