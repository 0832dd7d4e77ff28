#include "http/quota/window_share.hpp"

#include <algorithm>
#include <random>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace http {
namespace {

constexpr int largest_block = 5; // what is reserved and not used is lost
// Where the windows are too small for all who send: who got something of the last one lets the others ask first, by more than their
// clocks may be wrong; and who got a block waits before the next.
constexpr std::chrono::milliseconds after_the_others{1'200};
constexpr unsigned first_milliseconds = 300;
constexpr std::chrono::milliseconds between_blocks{200};

} // namespace

void window_share::enter(std::int64_t window, local_time begin) {
  bool const was_served = granted_ > 0;
  contended_ = std::exchange(meets_others_, false) && is_used_up();
  window_ = window;
  granted_ = 0;
  left_ = 0;
  asked_ = false;
  std::minstd_rand order(seed_ ^ static_cast<std::uint32_t>(window * 2'654'435'761));
  order.discard(2); // neighbouring seeds begin alike
  next_request_ = begin;
  if (!contended_) return;
  next_request_ += std::chrono::milliseconds(order() % first_milliseconds);
  if (was_served) next_request_ += after_the_others;
}

int window_share::room(int used) const {
  return std::max(0, granted_ - used);
}

int window_share::to_reserve(std::int64_t wanted, int used) const {
  if (!knows_the_clock_) return 1;
  // Less and less, so that nobody is left with what another could have used.
  int const block = asked_ ? std::clamp(left_ / 8, 1, largest_block) : largest_block;
  int const owed = std::max(0, used - granted_); // sent in the window before, and perhaps counted in this one
  return owed + static_cast<int>(std::clamp<std::int64_t>(wanted, 1, block));
}

void window_share::grant(std::int64_t window, permits const& reserved, int limit, local_time now) {
  if (window != window_) return;
  int const left_before = asked_ ? left_ : limit;
  asked_ = true;
  int const at_least = knows_the_clock_ ? 0 : 1 - granted_;
  granted_ += std::max(at_least, reserved.granted);
  left_ = std::max(0, reserved.left);
  meets_others_ = meets_others_ || left_before - reserved.granted > left_;
  next_request_ = contended_ ? now + between_blocks : now;
}

} // namespace http
RUBRICA_END_NAMESPACE
