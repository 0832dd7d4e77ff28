#pragma once

#include <rubrica/interop/asio_start.hpp>

#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/version.hpp>
#if BOOST_ASIO_VERSION >= 102000
#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/cancellation_type.hpp>
#endif

RUBRICA_BEGIN_NAMESPACE
namespace interop {

/// Boost.Asio; its cancellation slots are those of Boost 1.77 and newer.
struct boost_asio {
  /// Keeps the handler's executor at work.
  template <class Handler> static auto work_of(Handler const& handler) { return boost::asio::make_work_guard(handler); }
#if BOOST_ASIO_VERSION >= 102000
  /// The cancellation slot of the handler.
  template <class Handler> static auto slot_of(Handler const& handler) {
    return boost::asio::get_associated_cancellation_slot(handler);
  }
  /// Calls `stop` when a signal comes.
  template <class Slot, class Stop> static void on_cancellation(Slot slot, Stop stop) {
    slot.assign([stop](boost::asio::cancellation_type) { (*stop)(); });
  }
#else
  /// Of a Boost without cancellation slots.
  struct no_slot {
    /// Never.
    [[nodiscard]] bool is_connected() const { return false; }
    /// Nothing to forget.
    void clear() const {}
  };
  /// None.
  template <class Handler> static no_slot slot_of(Handler const&) {
    return {};
  }
  /// No signal ever comes.
  template <class Stop> static void on_cancellation(no_slot, Stop const&) {}
#endif
  /// Runs the work on the executor, later.
  template <class Executor, class Work> static void post(Executor const& executor, Work work) {
    boost::asio::post(executor, std::move(work));
  }
};

/// `asio_start` for Boost.Asio; here too the `io_context` must outlive the client.
template <class T, class Token>
auto boost_asio_start(clicksign::async_client& async, clicksign::pending_call<T> call, Token&& token) {
  auto const begin = [&async](auto handler, clicksign::pending_call<T> pending) {
    start_for<boost_asio>(async, std::move(pending), std::move(handler));
  };
  return boost::asio::async_initiate<Token, void(result<T>)>(begin, token, std::move(call));
}

} // namespace interop
RUBRICA_END_NAMESPACE
