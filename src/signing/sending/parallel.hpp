#pragma once

#include <rubrica/core/result.hpp>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <future>
#include <mutex>
#include <optional>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// Runs the tasks 0 … count-1 on up to `threads` threads, or on fewer when no more are available. After the first failure no
/// further task begins; the result is the failure with the lowest index among those that began. An exception of a task also
/// counts as a failure; it is rethrown when every task has ended.
template <class Task> result<void> run_parallel(std::size_t count, int threads, Task task) {
  std::vector<std::optional<error_info>> failures(count);
  std::exception_ptr thrown;
  std::mutex throwing;
  std::atomic<std::size_t> next{0};
  std::atomic<bool> failed{false};
  auto work = [&] {
    for (std::size_t index = next++; index < count && !failed; index = next++) {
      try {
        result<void> done = task(index);
        if (done) continue;
        failures[index] = std::move(done).error();
      } catch (...) {
        std::lock_guard const lock(throwing);
        if (!thrown) thrown = std::current_exception();
      }
      failed = true;
    }
  };
  std::size_t const helpers = std::min<std::size_t>(count, static_cast<std::size_t>(std::max(threads, 1))) - (count == 0 ? 0 : 1);
  std::vector<std::future<void>> running;
  try {
    running.reserve(helpers);
    for (std::size_t i = 0; i < helpers; ++i) running.push_back(std::async(std::launch::async, work));
  } catch (...) {
    // No thread, or no memory for one: those that run do all tasks.
  }
  work();
  for (auto& one : running) one.get();
  if (thrown) std::rethrow_exception(thrown);
  for (auto& one : failures) {
    if (one) return std::move(*one);
  }
  return {};
}

} // namespace detail
RUBRICA_END_NAMESPACE
