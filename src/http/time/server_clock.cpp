#include "http/time/server_clock.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace http {
namespace {

using std::chrono::duration_cast;
using std::chrono::microseconds;

// Two quartz clocks drift apart by less than one part in 5,000.
constexpr std::int64_t drift = 5'000;

microseconds since_epoch(server_clock::local_time at) {
  return duration_cast<microseconds>(at.time_since_epoch());
}

} // namespace

void server_clock::assume(local_time now, std::chrono::system_clock::time_point calendar) {
  source_ = source::calendar;
  lowest_ = highest_ = duration_cast<microseconds>(calendar.time_since_epoch()) - since_epoch(now);
}

bool server_clock::learn(local_time sent, local_time received, unix_time not_before, unix_time not_after) {
  auto const low = not_before - since_epoch(received);
  auto const high = not_after - since_epoch(sent);
  auto const widened = source_ == source::answers ? duration_cast<microseconds>(received - learned_at_) / drift : microseconds(0);
  auto const lowest = std::max(lowest_ - widened, low);
  auto const highest = std::min(highest_ + widened, high);
  bool const contradicts = source_ != source::none && lowest > highest;
  // The calendar was only a first guess.
  bool const begins = source_ != source::answers || contradicts;
  lowest_ = begins ? low : lowest;
  highest_ = begins ? high : highest;
  source_ = source::answers;
  learned_at_ = received;
  return contradicts;
}

server_clock::unix_time server_clock::earliest(local_time at) const {
  return since_epoch(at) + lowest_;
}

server_clock::unix_time server_clock::latest(local_time at) const {
  return since_epoch(at) + highest_;
}

server_clock::local_time server_clock::when(unix_time shown) const {
  return local_time(duration_cast<local_time::duration>(shown - lowest_));
}

} // namespace http
RUBRICA_END_NAMESPACE
