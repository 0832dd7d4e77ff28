#pragma once

#include <rubrica/core/export.hpp>

#include <atomic>
#include <memory>
#include <sys/types.h>
#include <unistd.h>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// The one object of that type in this process. A forked child creates its own, because a thread that exists only in the parent
/// may hold the lock of the parent's object for ever. Never destroyed: the destructors of the caller's static objects may need
/// it.
template <class T> T& of_this_process() {
  struct box {
    pid_t owner = getpid();
    box* before = nullptr; // the parent's, which is kept
    T value{};
  };
  static std::atomic<box*> current{nullptr};
  box* found = current.load();
  while (found == nullptr || found->owner != getpid()) {
    auto made = std::make_unique<box>();
    made->before = found;
    if (current.compare_exchange_strong(found, made.get())) found = made.release();
  }
  return found->value;
}

} // namespace detail
RUBRICA_END_NAMESPACE
