#include "http/quota/call_spacing.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace http {

call_spacing::local_time call_spacing::open_at(std::uint64_t endpoint, local_time now) const {
  // It is unknown when and how the call in progress will end.
  constexpr std::chrono::milliseconds look_again{100};
  auto const found = endpoints_.find(endpoint);
  if (found == endpoints_.end()) return now;
  return found->second.under_way ? std::max(found->second.open_at, now + look_again) : found->second.open_at;
}

void call_spacing::send(std::uint64_t endpoint, local_time now) {
  for (auto at = endpoints_.begin(); at != endpoints_.end();) {
    bool const open = !at->second.under_way && at->second.open_at <= now;
    at = open ? endpoints_.erase(at) : std::next(at);
  }
  endpoints_[endpoint].under_way = true;
}

void call_spacing::ended(std::uint64_t endpoint, local_time now, bool counts, std::chrono::seconds min_interval) {
  auto const found = endpoints_.find(endpoint);
  if (found == endpoints_.end()) return;
  found->second.under_way = false;
  if (counts) found->second.open_at = now + min_interval;
}

} // namespace http
RUBRICA_END_NAMESPACE
