#include "http/quota/window_counts.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace http {

void window_counts::begin_at(std::int64_t window) noexcept {
  window_counts const before = *this;
  first_ = window;
  std::int64_t at = window;
  for (int& count : near_) {
    bool const was_far = at >= before.begin_of_far() && at <= before.last_far_;
    bool const was_near = at >= before.first_ && at < before.begin_of_far();
    count = was_near ? before.near_[static_cast<std::size_t>(at - before.first_)] : was_far ? before.far_ : 0;
    ++at;
  }
  if (last_far_ < begin_of_far()) far_ = 0;
  // One goes back: what was near may now be far.
  for (auto i = std::max(begin_of_far(), before.first_); i < before.begin_of_far(); ++i) {
    int const count = before.near_[static_cast<std::size_t>(i - before.first_)];
    if (count == 0) continue;
    far_ = std::max(far_, count);
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

int window_counts::most() const noexcept {
  return std::max(far_, *std::max_element(near_.begin(), near_.end()));
}

} // namespace http
RUBRICA_END_NAMESPACE
