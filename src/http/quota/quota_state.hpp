#pragma once

#include "http/quota/call_queue.hpp"
#include "http/quota/call_spacing.hpp"
#include "http/quota/rate_window.hpp"

#include <rubrica/http/quota.hpp>

#include <mutex>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// The state that the calls of one account share.
class quota::state {
public:
  explicit state(int requests) : window(requests) {}

  std::mutex mutex;
  rate_window window;
  call_queue waiting;
  call_spacing min_interval;
  std::uint64_t last_number = 0;
};

} // namespace http
RUBRICA_END_NAMESPACE
