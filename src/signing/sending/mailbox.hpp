#pragma once

#include "signing/sending/make_call.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// Something that happened on the engine's thread, for the thread that drives. It is made before the call, so that want of memory
/// cannot lose it.
struct letter {
  letter() = default;
  letter(letter const&) = delete;
  letter& operator=(letter const&) = delete;
  virtual ~letter() = default;
  virtual void open() = 0;

  std::shared_ptr<letter> next;
};

class mailbox {
public:
  void post(std::shared_ptr<letter> one) {
    {
      std::lock_guard const lock(mutex_);
      one->next = std::move(newest_);
      newest_ = std::move(one);
    }
    arrived_.notify_one();
  }

  /// All letters, the oldest first; null when none came in this time.
  std::shared_ptr<letter> take(std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    arrived_.wait_for(lock, patience, [this] { return newest_ != nullptr; });
    std::shared_ptr<letter> newest = std::move(newest_);
    lock.unlock();
    std::shared_ptr<letter> oldest;
    while (newest != nullptr) {
      std::shared_ptr<letter> next = std::move(newest->next);
      newest->next = std::move(oldest);
      oldest = std::move(newest);
      newest = std::move(next);
    }
    return oldest;
  }

private:
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::shared_ptr<letter> newest_;
};

/// How far an upload is. Only the latest state matters, so one letter serves for all.
struct upload_letter final : letter {
  explicit upload_letter(run& whose, std::size_t index) : of(whose), document(index) {}
  void open() override {
    is_posted = false;
    of.uploading(document, bytes, total);
  }
  run& of;
  std::size_t document;
  std::atomic<std::uint64_t> bytes{0};
  std::atomic<std::uint64_t> total{0};
  std::atomic<bool> is_posted{false};
};

struct answer_letter final : letter {
  answer_letter(run& whose, calls::any call) : of(whose), asked(std::move(call)), answer(nothing_sent()) {}
  void open() override { of.answered(asked, std::move(answer)); }
  run& of;
  calls::any asked;
  result<calls::any_reply> answer;
};

} // namespace signing
RUBRICA_END_NAMESPACE
