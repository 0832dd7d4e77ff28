#pragma once

#include "http/quota/call_queue.hpp"
#include "http/quota/call_spacing.hpp"
#include "http/quota/kept_places.hpp"
#include "http/quota/rate_window.hpp"

#include <rubrica/http/quota.hpp>

#include <memory>
#include <mutex>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// The state that the calls of one account share.
class quota::state {
public:
  state(int requests, std::shared_ptr<permit_source> shared, std::uint32_t seed)
      : source(std::move(shared)), window(source == nullptr ? rate_window(requests) : rate_window(requests, window_share(seed))) {
  }

  std::shared_ptr<permit_source> const source; ///< null: this process knows of no other
  std::mutex mutex;
  rate_window window;
  call_queue waiting;
  kept_places kept;
  call_spacing min_interval;
  std::uint64_t last_number = 0;
  bool reserves = false; ///< a call is at it, without the mutex
};

} // namespace http
RUBRICA_END_NAMESPACE
