#pragma once

#include <rubrica/clicksign/client.hpp>

#include <functional>
#include <memory>
#include <new>
#include <optional>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// How an `async_client` works.
struct async_options {
  int max_in_flight = 32; ///< calls in progress at a time; the others wait in the order in which they were started
};

/// Makes many calls at a time on its own thread. Deadlines, rate limit, retries and observer are those of the client that it is
/// made from; it shares that client's quota.
///
///     clicksign::async_client async(client);
///     async.start(async.envelopes().get(id), [](result<clicksign::envelope> answer) { show(answer); });
///
/// Calls may be started from any thread. Completions run one after another on the engine's thread, unless `start` is given an
/// executor: they should be quick and may start further calls; what they throw is dropped. A call's time runs from when it is
/// started. Want of memory ends the one call with `errc::out_of_memory`, and may be told on the thread that started it. In a forked
/// child, where the engine's thread does not exist, `errc::process_forked` is the result of each call.
class RUBRICA_EXPORT async_client : public resources<deferred> {
public:
  /// Starts its thread. `like` may be destroyed afterwards.
  explicit async_client(client const& like, async_options const& options = {});
  /// Unfinished calls end with `errc::cancelled`, whose `outcome` says what may have happened; their completions have run when
  /// the destructor returns. When it is called in one of its own completions, it returns at once and the remaining completions
  /// run afterwards.
  ~async_client();
  async_client(async_client const&) = delete;
  async_client& operator=(async_client const&) = delete;

  /// Makes the call; `done` is called exactly once with its result, also when the call cannot be sent. It may be move-only.
  template <class T, class Done> void start(pending_call<T> call, Done done) { begin(call, runner(), std::move(done)); }

  /// The same; the returned function ends the call early, from any thread: it raises `call_options::cancelled` of the call, or a
  /// flag of its own where there is none. Once the call is over it does no harm to others, unless they share that flag.
  template <class T, class Done> [[nodiscard]] std::function<void()> start_stoppable(pending_call<T> call, Done done) {
    auto [by, stop] = stoppable_runner();
    begin(call, by, std::move(done));
    return stop;
  }

  /// The same with `done` on a thread of the caller's choice. `executor` is a copyable object that is called once, on the engine's
  /// thread, with a copyable function without arguments, which it must run once, on whatever thread, soon or later:
  ///
  ///     async.start(async.envelopes().get(id), [loop](auto done) { loop->queueInLoop(std::move(done)); },
  ///                 [](result<clicksign::envelope> answer) { show(answer); });
  ///
  /// What it throws is dropped, and so is then the result.
  template <class T, class Executor, class Done> void start(pending_call<T> call, Executor executor, Done done) {
    struct told {
      Done done;
      std::optional<result<T>> answer;
    };
    auto const later = std::make_shared<told>(told{std::move(done), {}}); // now: there may be no memory later
    start(std::move(call), [executor = std::move(executor), later](result<T> answer) mutable {
      later->answer.emplace(std::move(answer));
      executor([later] { later->done(*std::move(later->answer)); });
    });
  }

private:
  class engine;
  [[nodiscard]] std::shared_ptr<call_runner> const& runner() const;
  [[nodiscard]] std::pair<std::shared_ptr<call_runner>, std::function<void()>> stoppable_runner() const;

  template <class T, class Done>
  static void begin(pending_call<T> const& call, std::shared_ptr<call_runner> const& by, Done done) {
    completion<T> const told(std::move(done));
    try {
      call.start(by, told);
    } catch (std::bad_alloc const&) { // whoever waits hears of it once, and not of an exception as well
      told(make_error(errc::out_of_memory, {}, outcome::not_sent));
    }
  }

  std::unique_ptr<engine> engine_;
};

} // namespace clicksign
RUBRICA_END_NAMESPACE
