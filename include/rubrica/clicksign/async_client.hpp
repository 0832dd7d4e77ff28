#pragma once

#include <rubrica/clicksign/client.hpp>

#include <functional>
#include <memory>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

struct async_options {
  int max_in_flight = 32; ///< calls in progress at a time; the others wait in the order in which they were started
};

/// Makes many calls at a time on its own thread. Deadlines, rate limit, retries and observer are those of the client that it is
/// made from; it shares that client's quota.
///
///     clicksign::async_client async(client);
///     async.start(async.envelopes().get(id), [](result<clicksign::envelope> answer) { ... });
///
/// Calls may be started from any thread. Completions run one after another on the engine's thread: they should be quick and may
/// start further calls; what they throw is dropped. A call's time runs from when it is started. Want of memory on that thread ends
/// the one call with `errc::out_of_memory`. In a forked child, where that thread does not exist, `errc::process_forked` is the result
/// of each call.
class RUBRICA_EXPORT async_client : public resources<deferred> {
public:
  explicit async_client(client const& like, async_options const& options = {});
  /// Unfinished calls end with `errc::cancelled`, whose `outcome` says what may have happened; their completions have run when
  /// the destructor returns. When it is called in one of its own completions, it returns at once and the remaining completions
  /// run afterwards.
  ~async_client();
  async_client(async_client const&) = delete;
  async_client& operator=(async_client const&) = delete;

  /// Makes the call; `done` is called exactly once with its result, also when the call cannot be sent.
  template <class T, class Done> void start(pending_call<T> call, Done done) {
    begin(std::move(call.prepared_),
          [read = std::move(call.read_), done = std::move(done)](finished_call& ended) mutable { done(read(ended)); });
  }

private:
  class engine;
  void begin(std::shared_ptr<prepared_call const> call, std::function<void(finished_call&)> done);

  std::unique_ptr<engine> engine_;
};

} // namespace clicksign
RUBRICA_END_NAMESPACE
