#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

// Whether two classes of inputs take the same time, after "Dude, is my code constant time?" (Reparaz, Balasch, Verbauwhede,
// 2017): Welch's t of all measurements, and of those below each of many thresholds, because a leak may hide under the noise of
// interrupts.

namespace rubrica_bench {

/// Mean and variance of what was added, and Welch's t between two of them.
class sample {
public:
  void add(double value) {
    ++count_;
    double const off = value - mean_;
    mean_ += off / static_cast<double>(count_);
    squares_ += off * (value - mean_);
  }
  std::size_t count() const { return count_; }
  double mean() const { return mean_; }

  friend double welch_t(sample const& a, sample const& b) {
    double const spread = a.variance_of_mean() + b.variance_of_mean();
    return spread > 0 ? (a.mean_ - b.mean_) / std::sqrt(spread) : 0;
  }

private:
  double variance_of_mean() const { return squares_ / static_cast<double>(count_ - 1) / static_cast<double>(count_); }

  std::size_t count_ = 0;
  double mean_ = 0;
  double squares_ = 0;
};

struct measurement {
  bool second_class = false;
  double nanoseconds = 0;
};

inline double t_below(std::vector<measurement> const& all, double threshold) {
  constexpr std::size_t enough = 10'000;
  sample classes[2];
  for (measurement const& one : all) {
    if (one.nanoseconds <= threshold) classes[one.second_class ? 1 : 0].add(one.nanoseconds);
  }
  return classes[0].count() < enough || classes[1].count() < enough ? 0 : welch_t(classes[0], classes[1]);
}

/// The t that is farthest from 0.
inline double largest_t(std::vector<measurement> const& all) {
  std::vector<double> sorted;
  for (measurement const& one : all) sorted.push_back(one.nanoseconds);
  std::sort(sorted.begin(), sorted.end());
  double largest = t_below(all, sorted.back());
  constexpr int thresholds = 100;
  for (int i = 1; i <= thresholds; ++i) {
    double const kept = 1 - std::pow(0.5, 10.0 * i / thresholds);
    double const t = t_below(all, sorted[static_cast<std::size_t>(kept * static_cast<double>(sorted.size() - 1))]);
    if (std::abs(t) > std::abs(largest)) largest = t;
  }
  return largest;
}

} // namespace rubrica_bench
