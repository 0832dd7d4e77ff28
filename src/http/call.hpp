#pragma once

#include <rubrica/http/request.hpp>
#include <rubrica/http/response.hpp>

#include <chrono>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace http {

// What only rubrica knows about a call. Transports, which users may write, see only `request` and `response`, the data on the
// wire.

struct call_request : request {
  std::string route{};                  ///< for observers: the path with its ids left out
  bool repeatable = true;               ///< false: never sent again, not even when the rate limit rejected it
  bool counts_against_quota = true;     ///< against the account's rate limit
  std::chrono::seconds min_interval{0}; ///< the service accepts one call to this URL in this time; 0: no such limit
};

struct call_response : response {
  /// An earlier attempt of the call may have had its effect, so a refusal now does not prove that nothing was done.
  bool earlier_attempt_unknown = false;
};

} // namespace http
RUBRICA_END_NAMESPACE
