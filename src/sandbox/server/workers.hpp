#pragma once

#include <rubrica/core/export.hpp>

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// Threads that run tasks in the order in which they came.
class workers {
public:
  explicit workers(std::size_t threads) : most_(threads) {}
  ~workers() { stop(); }
  workers(workers const&) = delete;
  workers& operator=(workers const&) = delete;

  void add(std::function<void()> task);
  /// Waits for the running tasks, and drops the waiting ones.
  void stop();

  /// While a task sleeps, another thread may take its place: a hundred delayed answers do not delay other requests.
  class rest {
  public:
    explicit rest(workers& of);
    ~rest();
    rest(rest const&) = delete;
    rest& operator=(rest const&) = delete;

  private:
    workers& of_;
  };

private:
  void run();
  /// The lock must be held.
  void add_thread_if_needed();

  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<std::function<void()>> tasks_;
  std::vector<std::thread> threads_;
  std::size_t most_;        ///< limit of threads that do not rest
  std::size_t awake_ = 0;   ///< limit of threads that do not rest
  std::size_t waiting_ = 0; ///< of these, threads without a task
  bool stopping_ = false;
};

} // namespace sandbox
RUBRICA_END_NAMESPACE
