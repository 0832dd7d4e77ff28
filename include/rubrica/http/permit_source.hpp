#pragma once

#include <rubrica/core/export.hpp>
#include <rubrica/core/result.hpp>

#include <cstdint>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// What was reserved of one window.
struct permits {
  int granted = 0; ///< so many requests may be sent in it
  int left = 0;    ///< so many may still be reserved, by anybody
};

/// Where several processes and machines reserve the requests that they send to one account, so that together they use its rate
/// limit up and none is turned away. Give one to `quota`; `workflow::engine` keeps one in its database.
///
/// May be used from several threads at once.
class RUBRICA_EXPORT permit_source {
public:
  virtual ~permit_source();

  /// Reserves up to `wanted` requests of a window: it begins `window` times ten seconds after 1970 by the server's clock. All
  /// processes together may have `limit`. What is reserved and not sent is lost. It is called on the thread that makes the call, or on
  /// the engine's of an asynchronous client, so it must not block for long. With an error nothing is sent, and it is asked again a
  /// second later.
  virtual result<permits> reserve(std::int64_t window, int wanted, int limit) = 0;
};

} // namespace http
RUBRICA_END_NAMESPACE
