#pragma once

#include <rubrica/core/clock.hpp>

#include <mutex>
#include <vector>

namespace rubrica_test {

/// A clock that moves only when somebody waits or moves it.
class manual_clock : public rubrica::clock {
public:
  std::chrono::steady_clock::time_point now() const override {
    std::lock_guard const lock(mutex_);
    return std::chrono::steady_clock::time_point(elapsed_);
  }
  std::chrono::system_clock::time_point calendar() const override {
    std::lock_guard const lock(mutex_);
    // 2026-11-22T13:00:00Z
    return std::chrono::system_clock::time_point(std::chrono::seconds(1795352400)) +
           std::chrono::duration_cast<std::chrono::system_clock::duration>(elapsed_);
  }
  void wait(std::chrono::steady_clock::time_point until, rubrica::cancel_flag const*) override {
    std::lock_guard const lock(mutex_);
    auto const wanted = until.time_since_epoch() - elapsed_;
    if (wanted.count() <= 0) return;
    waits_.push_back(std::chrono::duration_cast<std::chrono::milliseconds>(wanted));
    elapsed_ += wanted;
  }

  void advance(std::chrono::steady_clock::duration by) {
    std::lock_guard const lock(mutex_);
    elapsed_ += by;
  }
  std::vector<std::chrono::milliseconds> waits() const {
    std::lock_guard const lock(mutex_);
    return waits_;
  }

private:
  mutable std::mutex mutex_;
  std::chrono::steady_clock::duration elapsed_ = std::chrono::hours(1);
  std::vector<std::chrono::milliseconds> waits_;
};

} // namespace rubrica_test
