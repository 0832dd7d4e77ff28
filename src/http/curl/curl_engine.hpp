#pragma once

#include "http/call.hpp"
#include "http/retry/call_policy.hpp"

#include <rubrica/http/context.hpp>
#include <rubrica/http/curl_transport.hpp>
#include <rubrica/http/transport.hpp>

#include <functional>
#include <memory>
#include <thread>

RUBRICA_BEGIN_NAMESPACE
namespace http {

struct engine_options {
  /// Requests in progress at a time. Others wait: interactive calls before bulk ones, within a priority in the order in which they
  /// came. A call that waits for the rate limit or for a retry does not count.
  int max_in_flight = 32;
  curl_options curl{};
  std::shared_ptr<transport> custom{}; ///< replaces libcurl: it is called on the engine's thread, one request after another
};

/// Makes many calls at a time on one thread, by the same rules as the pipeline.
class curl_engine {
public:
  using completion = std::function<void(result<call_response>)>;

  curl_engine(engine_options options, call_policy rules);
  /// Ends all calls with `errc::cancelled` and returns after the last completion. Called from a completion, it returns at once,
  /// and the thread ends later, after the remaining completions.
  ~curl_engine();
  curl_engine(curl_engine const&) = delete;
  curl_engine& operator=(curl_engine const&) = delete;

  /// May be called from any thread, also from a completion. The completion is called exactly once, on the engine's thread; its
  /// exceptions are ignored. When memory runs out on that thread, only the affected call ends, with `errc::out_of_memory`. In a
  /// forked child, which does not have that thread, the completion is called at once with `errc::process_forked`.
  void start(result<call_request> request, context limits, completion done);

private:
  class state;
  std::shared_ptr<state> state_;
  std::thread thread_;
};

} // namespace http
RUBRICA_END_NAMESPACE
