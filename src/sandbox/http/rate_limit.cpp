#include "sandbox/http/rate_limit.hpp"

#include "clicksign/protocol/wire.hpp"
#include "sandbox/limits.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr std::int64_t window_seconds = clicksign::wire::quota_window.count();

std::int64_t window_at(instant now) {
  return std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count() / window_seconds;
}

} // namespace

rate_limiter::usage rate_limiter::count(std::string const& who, instant now, bool known) {
  if (window_at(now) != window_) {
    window_ = window_at(now);
    used_.clear();
  }
  bool const crowded = !known && used_.size() >= limits::most_unknown_tokens && used_.count(who) == 0;
  int& used = used_[crowded ? std::string() : who];
  usage result = spent(now);
  result.allowed = !enabled() || used < limit_;
  if (result.allowed) ++used;
  result.remaining = std::max(0, limit_ - used);
  return result;
}

rate_limiter::usage rate_limiter::spent(instant now) const {
  return {false, limit_, 0, (window_at(now) + 1) * window_seconds};
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
