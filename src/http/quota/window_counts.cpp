#include "http/quota/window_counts.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace http {

void window_counts::begin_at(std::int64_t window) noexcept {
  window_counts const before = *this;
  first_ = window;
  for (int& count : near_) count = before.in(window++);
  if (last_far_ < begin_of_far()) far_ = 0;
  // One goes back: what was near may now be far.
  for (auto i = std::max(begin_of_far(), before.first_); i < before.begin_of_far(); ++i) {
    if (before.in(i) == 0) continue;
    far_ = std::max(far_, before.in(i));
    last_far_ = std::max(last_far_, i);
  }
}

void window_counts::restart(int counted) noexcept {
  near_ = {};
  near_.front() = counted;
  far_ = 0;
}

void window_counts::add(std::int64_t first, std::int64_t last) noexcept {
  for (auto window = std::max(first, first_); window <= std::min(last, begin_of_far() - 1); ++window)
    ++near_[static_cast<std::size_t>(window - first_)];
  if (last < begin_of_far()) return;
  ++far_;
  last_far_ = std::max(last_far_, last);
}

int window_counts::in(std::int64_t window) const noexcept {
  if (window < first_) return 0;
  if (window < begin_of_far()) return near_[static_cast<std::size_t>(window - first_)];
  return window <= last_far_ ? far_ : 0;
}

int window_counts::most() const noexcept {
  return std::max(far_, *std::max_element(near_.begin(), near_.end()));
}

} // namespace http
RUBRICA_END_NAMESPACE
