#pragma once

#include "simulation/draw.hpp"
#include "simulation/trace.hpp"

#include <rubrica/core/clock.hpp>
#include <rubrica/core/timestamp.hpp>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace simulation {

/// The one time and the one chance of a run, and what is going to happen.
class world {
public:
  world(std::uint64_t seed, bool keeps_text) : chance(seed), log(keeps_text) {}

  draw chance;
  trace log;

  /// Since the beginning.
  [[nodiscard]] duration now() const { return now_; }
  void at(duration when, std::function<void()> act) {
    coming_.push_back({std::max(when, now_), ++number_, std::move(act)});
    std::push_heap(coming_.begin(), coming_.end());
  }
  void after(duration wait, std::function<void()> act) { at(now_ + wait, std::move(act)); }

  /// Lets the next thing happen; false when nothing is left.
  bool step() {
    if (coming_.empty()) return false;
    std::pop_heap(coming_.begin(), coming_.end());
    happening next = std::move(coming_.back());
    coming_.pop_back();
    now_ = next.when;
    ++steps_;
    next.act();
    return true;
  }
  [[nodiscard]] std::uint64_t steps() const { return steps_; }

  template <class... Parts> void note(Parts const&... parts) { log.note(now_.count(), parts...); }
  /// Something that must never happen.
  void violation(std::string what) {
    note("VIOLATION", what);
    if (violation_.empty()) violation_ = std::move(what);
  }
  [[nodiscard]] std::string const& violated() const { return violation_; }

private:
  struct happening {
    duration when;
    std::uint64_t number;
    std::function<void()> act;
    bool operator<(happening const& other) const { return when != other.when ? when > other.when : number > other.number; }
  };

  duration now_{0};
  std::uint64_t number_ = 0;
  std::uint64_t steps_ = 0;
  std::vector<happening> coming_; // a heap
  std::string violation_;
};

/// 2026-11-22T13:00:00Z, the calendar's moment at which each run begins.
inline constexpr std::chrono::seconds first_moment{1795352400};

/// The clock of one machine: its steady time begins anywhere, and its calendar may be wrong by some seconds.
class machine_clock final : public rubrica::clock {
public:
  machine_clock(world const& all, duration steady, duration skew) : all_(all), steady_(steady), skew_(skew) {}

  [[nodiscard]] std::chrono::steady_clock::time_point now() const override {
    return std::chrono::steady_clock::time_point(steady_ + all_.now());
  }
  [[nodiscard]] std::chrono::system_clock::time_point calendar() const override {
    return std::chrono::system_clock::time_point(first_moment + all_.now() + skew_);
  }
  void wait(std::chrono::steady_clock::time_point, rubrica::cancel_flag const*) override {
    throw std::logic_error("nothing in a simulation blocks");
  }
  /// The moment of the world at which this clock shows that time.
  [[nodiscard]] duration moment_of(std::chrono::steady_clock::time_point shown) const {
    constexpr duration never = std::chrono::hours(24 * 365);
    if (shown - now() > never) return all_.now() + never;
    return std::chrono::ceil<duration>(shown.time_since_epoch()) - steady_;
  }
  [[nodiscard]] rubrica::instant today() const { return std::chrono::time_point_cast<duration>(calendar()); }

private:
  world const& all_;
  duration steady_;
  duration skew_;
};

} // namespace simulation
