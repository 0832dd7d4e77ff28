#pragma once

#include "support/clock/manual_clock.hpp"

#include <thread>

namespace rubrica_test {

/// A clock that moves only when a test moves it: who waits, waits for that.
class held_clock final : public manual_clock {
public:
  void wait(std::chrono::steady_clock::time_point until, rubrica::cancel_flag const* cancelled) override {
    while (now() < until && (cancelled == nullptr || !cancelled->load()))
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
};

} // namespace rubrica_test
