#pragma once

#include <chrono>

namespace rubrica { inline namespace v0_1 { namespace http {

/// How often and how patiently a call is repeated. Only what cannot have happened, what the rate limit turned away, and
/// idempotent calls are ever repeated.
struct retry_policy {
  int attempts = 4;                          ///< in all; 1: never repeat
  std::chrono::milliseconds base_delay{200}; ///< doubled each time, then drawn between zero and that
  std::chrono::milliseconds longest_delay{20'000};
};

}}} // namespace rubrica::v0_1::http
