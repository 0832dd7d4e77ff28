#pragma once

#include <rubrica/clicksign/async_client.hpp>

#include <memory>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace interop {

/// What `asio.hpp` and `boost_asio.hpp` have in common; include one of these. `Asio` names the functions of the one or the other.
template <class Asio, class T, class Handler>
void start_for(clicksign::async_client& async, clicksign::pending_call<T> call, Handler handler) {
  auto work = Asio::work_of(handler); // its executor does not run out of work before the handler is called
  auto slot = Asio::slot_of(handler);
  // Asio does not know of other threads: the slot is used by the thread that starts, then by the handler's executor.
  auto stop = std::make_shared<std::function<void()>>();
  if (slot.is_connected()) Asio::on_cancellation(slot, stop);
  auto done = [work = std::move(work), slot, handler = std::move(handler)](result<T> answer) mutable {
    auto const executor = work.get_executor();
    Asio::post(executor, [work = std::move(work), slot, handler = std::move(handler), answer = std::move(answer)]() mutable {
      if (slot.is_connected()) slot.clear();
      work.reset();
      std::move(handler)(std::move(answer));
    });
  };
  *stop = async.start_stoppable(std::move(call), std::move(done));
}

} // namespace interop
RUBRICA_END_NAMESPACE
