#pragma once

#include <rubrica/core/result.hpp>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <future>
#include <optional>
#include <vector>

namespace rubrica { inline namespace v0_1 { namespace detail {

/// Does the tasks 0 … count-1 on so many threads. After the first failure no further task begins; the failure with the lowest
/// index among those that began is returned.
template <class Task> result<void> run_parallel(std::size_t count, int threads, Task task) {
  std::vector<std::optional<error_info>> failures(count);
  std::atomic<std::size_t> next{0};
  std::atomic<bool> failed{false};
  auto work = [&] {
    for (std::size_t index = next++; index < count && !failed; index = next++) {
      result<void> done = task(index);
      if (done) continue;
      failures[index] = std::move(done).error();
      failed = true;
    }
  };
  std::size_t const helpers = std::min<std::size_t>(count, static_cast<std::size_t>(std::max(threads, 1))) - (count == 0 ? 0 : 1);
  std::vector<std::future<void>> running;
  for (std::size_t i = 0; i < helpers; ++i) running.push_back(std::async(std::launch::async, work));
  work();
  for (auto& one : running) one.get();
  for (auto& one : failures) {
    if (one) return std::move(*one);
  }
  return {};
}

}}} // namespace rubrica::v0_1::detail
