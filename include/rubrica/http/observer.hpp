#pragma once

#include <rubrica/core/error.hpp>
#include <rubrica/http/request.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace http {

// Notices tell an observer what happens. They never contain an id of a record, a URL, a header, a value or a body: `route` is
// the template, such as `/envelopes/{envelope_id}/documents`. Texts are valid only during the notice.

/// Which call a notice is about.
struct call_notice {
  std::uint64_t call = 0; ///< the same in all notices of one call; unique among the calls that this observer sees
  method verb = method::get;
  std::string_view route{};
};

/// A request is sent, for the first time or again.
struct request_notice : call_notice {
  int attempt = 1;
};

/// An attempt, or a whole call, has ended.
struct end_notice : call_notice {
  int attempt = 1; ///< of a whole call: how many requests were sent; 0 when it ended before the first
  int status = 0;  ///< HTTP status; 0 when there was no answer
  std::chrono::microseconds duration{0};
  std::string_view request_id{};                          ///< `X-Request-Id` of the answer, for ClickSign's support
  rubrica::outcome outcome = rubrica::outcome::ambiguous; ///< what is known about the effect; `done` also for a successful GET
  errc error = errc::protocol;                            ///< why there was no answer; meaningless when `status` is not 0
};

/// A call waits, for the rate limit or before a retry.
struct wait_notice : call_notice {
  std::chrono::milliseconds wait{0};
  int status = 0;              ///< before a retry: HTTP status of the last attempt, or 0
  errc error = errc::protocol; ///< before a retry without a status: why there was no answer
};

/// A call returns an error to its caller.
struct error_notice : call_notice {
  errc code = errc::protocol;
  rubrica::outcome outcome = rubrica::outcome::ambiguous;
  int status = 0;
  std::string_view request_id{};
};

/// The service sent something that this version does not know. It is kept and nothing fails; a newer rubrica may know it.
struct unknown_notice {
  enum class what { value, field };
  what kind = what::value;
  std::string_view where{}; ///< type and member as they are on the wire, such as `envelopes.status`; never the value
};

/// For counting, tracing or timing calls. Override the functions that you need and pass the observer in the client's options.
///
/// Notices come on the thread that makes the call, and for asynchronous calls on the engine's thread: several at once. An
/// override should be quick and must not call the client that it observes.
class RUBRICA_EXPORT observer {
public:
  observer() = default;
  virtual ~observer();
  observer(observer const&) = delete;
  observer& operator=(observer const&) = delete;

  /// A call begins.
  virtual void call_started(call_notice const&) noexcept {}
  /// One of its requests leaves.
  virtual void request_started(request_notice const&) noexcept {}
  /// It was answered, or failed.
  virtual void request_finished(end_notice const&) noexcept {}
  /// The call waits before it is tried again.
  virtual void retry(wait_notice const&) noexcept {}
  /// The call waits for room in the rate limit.
  virtual void quota_wait(wait_notice const&) noexcept {}
  /// The call ends with an error.
  virtual void error(error_notice const&) noexcept {}
  /// The call has ended, well or not.
  virtual void call_finished(end_notice const&) noexcept {}
  /// The service sent a value that this version does not know.
  virtual void unknown(unknown_notice const&) noexcept {}

  /// The next number for `call_notice::call`.
  std::uint64_t next_call() noexcept { return ++calls_; }

private:
  std::atomic<std::uint64_t> calls_{0};
};

} // namespace http
RUBRICA_END_NAMESPACE
