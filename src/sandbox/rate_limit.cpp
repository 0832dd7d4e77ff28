#include "sandbox/rate_limit.hpp"

#include <algorithm>

namespace rubrica { inline namespace v0_1 { namespace sandbox {
namespace {

constexpr std::int64_t window_seconds = 10;

} // namespace

rate_limiter::verdict rate_limiter::count(std::string const& token, instant now) {
  auto const seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
  std::int64_t const window = seconds / window_seconds;
  if (window != window_) {
    window_ = window;
    used_.clear();
  }
  int& used = used_[token];
  verdict result;
  result.limit = limit_;
  result.reset = (window + 1) * window_seconds;
  result.allowed = !enabled() || used < limit_;
  if (result.allowed) ++used;
  result.remaining = std::max(0, limit_ - used);
  return result;
}

}}} // namespace rubrica::v0_1::sandbox
