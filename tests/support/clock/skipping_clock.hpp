#pragma once

#include <rubrica/core/clock.hpp>

#include <atomic>
#include <chrono>
#include <functional>

namespace rubrica_test {

/// The machine's clock, but waits are skipped: their time is added to the clock instead.
class skipping_clock final : public rubrica::clock {
public:
  std::chrono::steady_clock::time_point now() const override {
    return std::chrono::steady_clock::now() + std::chrono::milliseconds(skipped_);
  }
  std::chrono::system_clock::time_point calendar() const override {
    return std::chrono::system_clock::now() + std::chrono::milliseconds(skipped_);
  }
  void wait(std::chrono::steady_clock::time_point until, rubrica::cancel_flag const*) override {
    auto const wanted = std::chrono::ceil<std::chrono::milliseconds>(until - now());
    if (wanted.count() <= 0) return;
    skipped_ += wanted.count();
    ++waits;
    if (on_wait) on_wait();
  }

  /// For waits that do not use this clock: an asynchronous engine waits by other means.
  void skip(std::chrono::milliseconds time) { skipped_ += time.count(); }

  std::chrono::milliseconds skipped() const { return std::chrono::milliseconds(skipped_); }
  std::atomic<int> waits{0};
  std::function<void()> on_wait{}; ///< called after each wait, on the thread that waited

private:
  std::atomic<std::int64_t> skipped_{0};
};

} // namespace rubrica_test
