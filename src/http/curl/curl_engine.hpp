#pragma once

#include "http/call.hpp"
#include "http/curl/engine_timers.hpp"
#include "http/retry/call_policy.hpp"

#include <rubrica/http/async_transport.hpp>
#include <rubrica/http/context.hpp>
#include <rubrica/http/curl_transport.hpp>

#include <functional>
#include <memory>
#include <thread>

RUBRICA_BEGIN_NAMESPACE
namespace http {

class engine_state;

struct engine_options {
  /// Requests in progress at a time. Others wait: interactive calls before bulk ones, within a priority in the order in which they
  /// came. A call that waits for the rate limit or for a retry does not count.
  int max_in_flight = 32;
  curl_options curl{};
  std::shared_ptr<async_transport> custom{}; ///< replaces libcurl
};

/// Gives an engine its orders, from any thread and also from a completion, without keeping it running: once it has ended, each
/// order ends with `errc::cancelled` at once. In a forked child, which does not have its thread, the same with
/// `errc::process_forked`.
class engine_orders {
public:
  using completion = std::function<void(result<call_response>)>;
  using time_point = std::chrono::steady_clock::time_point;

  explicit engine_orders(std::shared_ptr<engine_state> state) : state_(std::move(state)) {}

  /// Makes a call. The completion is called exactly once, on the engine's thread; its exceptions are ignored. When memory runs out
  /// on that thread, only the affected call ends, with `errc::out_of_memory`.
  void start(result<call_request> request, context limits, completion done) const;
  /// Calls `done` on the engine's thread at that moment of the engine's clock, or soon after the flag, which may be null, is raised.
  void wake_at(time_point until, std::shared_ptr<cancel_flag> cancelled, wake_up done) const;

private:
  std::shared_ptr<engine_state> state_;
};

/// Makes many calls at a time on one thread, by the same rules as the pipeline.
///
/// It waits by its clock: with a virtual one, time passes without waiting as long as nothing is on the wire.
class curl_engine {
public:
  curl_engine(engine_options options, call_policy rules);
  /// Ends all calls and waits with `errc::cancelled` and returns after the last completion. Called from a completion, it returns
  /// at once, and the thread ends later, after the remaining completions.
  ~curl_engine();
  curl_engine(curl_engine const&) = delete;
  curl_engine& operator=(curl_engine const&) = delete;

  [[nodiscard]] engine_orders orders() const { return engine_orders(state_); }
  void start(result<call_request> request, context limits, engine_orders::completion done) const {
    orders().start(std::move(request), std::move(limits), std::move(done));
  }

private:
  std::shared_ptr<engine_state> state_;
  std::thread thread_;
};

} // namespace http
RUBRICA_END_NAMESPACE
