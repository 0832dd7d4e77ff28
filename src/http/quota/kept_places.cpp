#include "http/quota/kept_places.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace http {
namespace {

// Longer than a program needs between two calls of one operation.
constexpr std::chrono::seconds between_calls{2};
// Enough for bulk calls to use what is left.
constexpr std::chrono::seconds before_the_end{3};

} // namespace

void kept_places::sent(std::int64_t window, local_time now) {
  if (window != window_) sent_ = 0;
  window_ = window;
  ++sent_;
  ended(now);
}

void kept_places::ended(local_time now) {
  last_ = std::max(last_, now);
}

kept_places::local_time kept_places::until(local_time window_end) const {
  if (last_ == (local_time::min)()) return last_;
  return std::min(last_ + between_calls, window_end - before_the_end);
}

int kept_places::left(std::int64_t window, int limit) const {
  return std::max(0, limit / 2 - (window == window_ ? sent_ : 0));
}

} // namespace http
RUBRICA_END_NAMESPACE
