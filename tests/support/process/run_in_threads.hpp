#pragma once

#include <atomic>
#include <cstddef>
#include <future>
#include <vector>

namespace rubrica_test {

/// Does `work(0)` to `work(count - 1)`, each once, on so many threads; returns when all have ended. What one of them throws comes
/// out here, where it fails the test, instead of ending the program.
template <class Work> void run_in_threads(std::size_t threads, std::size_t count, Work const& work) {
  std::atomic<std::size_t> next{0};
  std::vector<std::future<void>> workers;
  for (std::size_t t = 0; t < threads; ++t) {
    workers.push_back(std::async(std::launch::async, [&] {
      for (std::size_t i = next++; i < count; i = next++) work(i);
    }));
  }
  for (auto& worker : workers) worker.wait();
  for (auto& worker : workers) worker.get();
}

/// Does `work(0)` to `work(threads - 1)`, all at once.
template <class Work> void run_in_threads(std::size_t threads, Work const& work) {
  run_in_threads(threads, threads, work);
}

} // namespace rubrica_test
