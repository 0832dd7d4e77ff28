#pragma once

#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace rubrica_test {

/// Runs `work(0)` to `work(count - 1)`, each once, on `threads` threads; returns when all are done.
template <class Work> void side_by_side(std::size_t threads, std::size_t count, Work const& work) {
  std::atomic<std::size_t> next{0};
  std::vector<std::thread> workers;
  for (std::size_t t = 0; t < threads; ++t) {
    workers.emplace_back([&] {
      for (std::size_t i = next++; i < count; i = next++) work(i);
    });
  }
  for (std::thread& worker : workers) worker.join();
}

} // namespace rubrica_test
