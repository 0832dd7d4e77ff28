#pragma once

#include <chrono>
#include <cstdint>

namespace simulation {

using duration = std::chrono::microseconds;

/// Random numbers that are the same for the same seed on every machine (splitmix64).
class draw {
public:
  explicit draw(std::uint64_t seed) : state_(seed) {}

  std::uint64_t bits() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }
  /// 0 to `end - 1`.
  std::uint64_t below(std::uint64_t end) { return end == 0 ? 0 : bits() % end; }
  bool per_mille(std::uint64_t share) { return below(1000) < share; }
  bool coin() { return (bits() & 1) != 0; }
  duration between(duration least, duration most) {
    if (most <= least) return least;
    return least + duration(static_cast<std::int64_t>(below(static_cast<std::uint64_t>((most - least).count()))));
  }
  double fraction() { return static_cast<double>(bits() >> 11) * 0x1p-53; }

private:
  std::uint64_t state_;
};

} // namespace simulation
