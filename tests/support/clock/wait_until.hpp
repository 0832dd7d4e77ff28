#pragma once

#include <chrono>
#include <thread>

namespace rubrica_test {

/// Waits for what another thread or process brings about; false when it does not come within a time that is long for the slowest
/// machine, so that a test fails instead of waiting for ever.
template <class Condition> bool wait_until(Condition const& condition) {
  auto const end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::yield();
  }
  return true;
}

} // namespace rubrica_test
