#include "http/retry/back_off.hpp"

#include <algorithm>
#include <cmath>

RUBRICA_BEGIN_NAMESPACE
namespace http {
namespace {

using std::chrono::milliseconds;

retry_decision classify_status(call_request const& request, int status) {
  if (status == 429) return retry_decision::throttled;
  bool const passing = status == 408 || status == 500 || status == 502 || status == 503 || status == 504;
  return passing && is_idempotent(request.verb) ? retry_decision::transient : retry_decision::final;
}

retry_decision classify_error(call_request const& request, error_info const& error) {
  switch (error.code) {
  case errc::dns:
  case errc::connect:
  case errc::connection_lost:
    return error.outcome == outcome::not_sent || is_idempotent(request.verb) ? retry_decision::transient : retry_decision::final;
  default: return retry_decision::final;
  }
}

} // namespace

retry_decision classify_attempt(call_request const& request, result<response> const& answer) {
  if (!request.repeatable) return retry_decision::final;
  return answer ? classify_status(request, answer->status) : classify_error(request, answer.error());
}

milliseconds back_off(retry_policy const& policy, retry_decision why, int repetition, double random,
                      std::optional<milliseconds> asked) {
  auto const base = why == retry_decision::throttled ? policy.throttled_base_delay : policy.base_delay;
  double const ceiling =
      std::min(std::ldexp(static_cast<double>(base.count()), repetition), static_cast<double>(policy.longest_delay.count()));
  milliseconds const own(std::llround(random * ceiling));
  if (!asked) return own;
  // A rate limit ends with its window: an earlier retry would be rejected again.
  if (why == retry_decision::throttled) return std::max(own, *asked);
  return std::clamp(*asked, own, own + policy.longest_hint);
}

} // namespace http
RUBRICA_END_NAMESPACE
