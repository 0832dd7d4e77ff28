#pragma once

#include <rubrica/clicksign/async_client.hpp>

#include <optional>
#include <utility>

#if defined(__cpp_impl_coroutine) && defined(__has_include)
#if __has_include(<coroutine>)
#include <coroutine>

RUBRICA_BEGIN_NAMESPACE
namespace interop {

/// What `async_call` returns.
template <class T, class Executor> class awaited_call {
public:
  awaited_call(clicksign::async_client& async, clicksign::pending_call<T> call, Executor executor)
      : async_(async), call_(std::move(call)), executor_(std::move(executor)) {}

  [[nodiscard]] bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiting) {
    // The coroutine may go on, and end, before `start` returns: nothing of this object is used any more.
    async_.start(std::move(call_), std::move(executor_), [this, waiting](result<T> answer) {
      answer_.emplace(std::move(answer));
      waiting.resume();
    });
  }
  result<T> await_resume() { return *std::move(answer_); }

private:
  clicksign::async_client& async_;
  clicksign::pending_call<T> call_;
  Executor executor_;
  std::optional<result<T>> answer_{};
};

/// The executor for who does not mind: the engine's thread.
struct on_the_engine {
  template <class Work> void operator()(Work work) const { work(); }
};

/// A call for `co_await` in any coroutine of C++20, whatever library it comes from. In older C++ this header is empty.
///
///     result<clicksign::envelope> found = co_await interop::async_call(async, async.envelopes().get(id));
///
/// Make a call whose options hold text, such as `async_sender::send`, in a statement of its own and move it in: g++ 12 copies the
/// bytes of what a default argument makes inside of a `co_await` expression, and then frees it twice.
///
/// The coroutine goes on where `executor` runs it (see `async_client::start`); without one on the engine's thread, where it should
/// not stay for long. It must not be destroyed while it waits: to end the call early, raise `call_options::cancelled`.
template <class T, class Executor = on_the_engine>
[[nodiscard]] awaited_call<T, Executor> async_call(clicksign::async_client& async, clicksign::pending_call<T> call,
                                                   Executor executor = {}) {
  return {async, std::move(call), std::move(executor)};
}

} // namespace interop
RUBRICA_END_NAMESPACE

#endif
#endif
