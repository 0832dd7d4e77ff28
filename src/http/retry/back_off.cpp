#include "http/retry/back_off.hpp"

#include <algorithm>
#include <cmath>

RUBRICA_BEGIN_NAMESPACE
namespace http {
namespace {

using std::chrono::milliseconds;

verdict judge_status(call_request const& what, int status) {
  if (status == 429) return verdict::throttled;
  bool const passing = status == 408 || status == 500 || status == 502 || status == 503 || status == 504;
  return passing && is_idempotent(what.verb) ? verdict::transient : verdict::final;
}

verdict judge_error(call_request const& what, error_info const& error) {
  switch (error.code) {
  case errc::dns:
  case errc::connect:
  case errc::connection_lost:
    return error.effect == outcome::not_sent || is_idempotent(what.verb) ? verdict::transient : verdict::final;
  default: return verdict::final;
  }
}

} // namespace

verdict judge(call_request const& what, result<response> const& answer) {
  if (!what.repeatable) return verdict::final;
  return answer ? judge_status(what, answer->status) : judge_error(what, answer.error());
}

milliseconds back_off(retry_policy const& policy, verdict why, int repetition, double random, std::optional<milliseconds> asked) {
  auto const base = why == verdict::throttled ? policy.throttled_base_delay : policy.base_delay;
  double const ceiling =
      std::min(std::ldexp(static_cast<double>(base.count()), repetition), static_cast<double>(policy.longest_delay.count()));
  milliseconds const own(std::llround(random * ceiling));
  if (!asked) return own;
  // A rate limit ends with its window: an earlier retry would be rejected again.
  if (why == verdict::throttled) return std::max(own, *asked);
  return std::clamp(*asked, own, own + policy.longest_hint);
}

} // namespace http
RUBRICA_END_NAMESPACE
