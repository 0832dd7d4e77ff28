#pragma once

#include <rubrica/interop/asio_start.hpp>

#include <asio/associated_cancellation_slot.hpp>
#include <asio/async_result.hpp>
#include <asio/cancellation_type.hpp>
#include <asio/executor_work_guard.hpp>
#include <asio/post.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace interop {

/// Asio without Boost, 1.20 or newer.
struct standalone_asio {
  /// Keeps the handler's executor at work.
  template <class Handler> static auto work_of(Handler const& handler) { return ::asio::make_work_guard(handler); }
  /// The cancellation slot of the handler.
  template <class Handler> static auto slot_of(Handler const& handler) {
    return ::asio::get_associated_cancellation_slot(handler);
  }
  /// Calls `stop` when a signal comes.
  template <class Slot, class Stop> static void on_cancellation(Slot slot, Stop stop) {
    slot.assign([stop](::asio::cancellation_type) { (*stop)(); });
  }
  /// Runs the work on the executor, later.
  template <class Executor, class Work> static void post(Executor const& executor, Work work) {
    ::asio::post(executor, std::move(work));
  }
};

/// Starts a call for any completion token of Asio: a callback, `use_future`, `use_awaitable`, `deferred` … The handler gets the
/// `result<T>` on its associated executor, which has work until then.
///
///     asio::awaitable<void> look_up(clicksign::async_client& async, envelope_id id) {
///       result<clicksign::envelope> found = co_await interop::asio_start(async, async.envelopes().get(id), asio::use_awaitable);
///       show(found);
///     }
///
/// Make a call whose options hold text, such as `async_sender::send`, in a statement of its own and move it in: g++ 12 copies the
/// bytes of what a default argument makes inside of a `co_await` expression, and then frees it twice.
///
/// The executor's context must outlive the client: its `run` may return while the client's thread is still about to leave `post`.
/// So declare the `io_context` first.
///
/// A signal of the token's cancellation slot, of whatever type, ends the call as `async_client::start_stoppable` does: its result is
/// `errc::cancelled`, whose `outcome` says what may have happened.
template <class T, class Token> auto asio_start(clicksign::async_client& async, clicksign::pending_call<T> call, Token&& token) {
  auto const begin = [&async](auto handler, clicksign::pending_call<T> pending) {
    start_for<standalone_asio>(async, std::move(pending), std::move(handler));
  };
  return ::asio::async_initiate<Token, void(result<T>)>(begin, token, std::move(call));
}

} // namespace interop
RUBRICA_END_NAMESPACE
