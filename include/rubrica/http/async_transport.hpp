#pragma once

#include <rubrica/core/result.hpp>
#include <rubrica/http/context.hpp>
#include <rubrica/http/request.hpp>
#include <rubrica/http/response.hpp>

#include <functional>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// The interface to the network for an HTTP client that does not block, such as one that a server's event loop drives. It promises
/// what a `transport` promises: a request that may change something is sent once only, no redirect is followed, and `outcome` of
/// an error says whether anything may have reached the server.
class RUBRICA_EXPORT async_transport {
public:
  using completion = std::function<void(result<response>)>;

  virtual ~async_transport();
  /// Begins to send the request and returns. `done` must be called exactly once, from any thread, also from here. Request and
  /// limits stay where they are until then; the request's sink and the reader of its body are used by one thread at a time. May be
  /// called from several threads at once. When it throws, the request was not started.
  virtual void start(request const& request, context const& limits, completion done) = 0;
  /// The call was cancelled or its deadline has passed: end this request, the same object that `start` was given, and call its
  /// `done` soon, with `errc::cancelled` unless it has ended otherwise. It may have ended just now. Neither flag nor deadline have
  /// to be watched by the transport itself. Must not throw.
  virtual void cancel(request const& request) noexcept = 0;
};

} // namespace http
RUBRICA_END_NAMESPACE
