#pragma once

#include <ctime>

#include <algorithm>

namespace rubrica_test {

/// The processor time of this thread, in seconds: other programs do not influence it.
inline double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// How many times longer `work(4 * size)` takes than `work(size)`: 4 if linear, 16 if quadratic. The best of three runs each, so
/// that a cold cache does not matter.
template <class Work> double growth_at_four_times(std::size_t size, Work const& work) {
  auto const best = [&](std::size_t n) {
    double least = 1e9;
    for (int i = 0; i < 3; ++i) {
      double const began = thread_seconds();
      work(n);
      least = std::min(least, thread_seconds() - began);
    }
    return least;
  };
  double const once = best(size);
  return best(4 * size) / std::max(once, 1e-9);
}

/// Between linear and quadratic, with a margin for differences between machines.
inline constexpr double about_linear = 8;

} // namespace rubrica_test
