#pragma once

#include <rubrica/clicksign/async_client.hpp>

#include <future>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// Starts the call and returns a future for its result. Destroying the future does not block, and the call goes on.
///
///     auto first = start_future(async, async.envelopes().get(id));
///     auto second = start_future(async, async.documents().list(id));
///     if (auto envelope = first.get()) show(*envelope, second.get());
template <class T> std::future<result<T>> start_future(async_client& async, pending_call<T> call) {
  std::promise<result<T>> promised;
  std::future<result<T>> later = promised.get_future();
  async.start(std::move(call),
              [promised = std::move(promised)](result<T> answer) mutable { promised.set_value(std::move(answer)); });
  return later;
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
