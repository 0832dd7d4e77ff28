#pragma once

#include <rubrica/http/request.hpp>
#include <rubrica/http/response.hpp>

#include <chrono>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace http {

// What rubrica alone knows of a call. Transports, which users may write, see `request` and `response`: what is on the wire.

struct call_request : request {
  std::string route{};                  ///< for observers: the path with its ids left out
  bool repeatable = true;               ///< false: never sent again, not even when the rate limit turned it away
  bool counts_against_quota = true;     ///< against the account's rate limit
  std::chrono::seconds min_interval{0}; ///< the service accepts a call to this URL once in this time; 0: at any time
};

struct call_response : response {
  /// An earlier attempt of the call may have had its effect, so that a refusal now does not mean that nothing was done.
  bool earlier_attempt_unknown = false;
};

} // namespace http
RUBRICA_END_NAMESPACE
