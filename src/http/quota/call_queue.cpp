#include "http/quota/call_queue.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace http {
namespace {

constexpr std::int64_t interactive_before_bulk = 4;

using numbers = std::vector<std::uint64_t>;

numbers::const_iterator place_of(numbers const& sorted, std::uint64_t number) {
  return std::lower_bound(sorted.begin(), sorted.end(), number);
}

bool holds(numbers const& sorted, numbers::const_iterator place, std::uint64_t number) {
  return place != sorted.end() && *place == number;
}

} // namespace

void call_queue::add(priority value, std::uint64_t number) {
  numbers& waiting = value == priority::bulk ? bulk_ : interactive_;
  auto const place = place_of(waiting, number);
  if (!holds(waiting, place, number)) waiting.insert(place, number);
}

void call_queue::remove(priority value, std::uint64_t number) {
  numbers& waiting = value == priority::bulk ? bulk_ : interactive_;
  auto const place = place_of(waiting, number);
  if (holds(waiting, place, number)) waiting.erase(place);
  if (bulk_.empty() || interactive_.empty()) passed_ = 0;
}

void call_queue::serve(priority value, std::uint64_t number) {
  passed_ += value == priority::bulk ? -interactive_before_bulk : 1;
  remove(value, number);
}

std::int64_t call_queue::ahead_of(priority value, std::uint64_t number) const {
  numbers const& same = value == priority::bulk ? bulk_ : interactive_;
  std::int64_t const before = place_of(same, number) - same.begin();
  if (value == priority::bulk) {
    auto const others = static_cast<std::int64_t>(interactive_.size());
    return before + std::clamp<std::int64_t>(interactive_before_bulk * (before + 1) - passed_, 0, others);
  }
  auto const others = static_cast<std::int64_t>(bulk_.size());
  return before + std::clamp<std::int64_t>((passed_ + before) / interactive_before_bulk, 0, others);
}

} // namespace http
RUBRICA_END_NAMESPACE
