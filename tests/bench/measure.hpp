#pragma once

#include <ctime>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

// What the benches have in common: costs are compared in paired rounds of one run, because a shared machine is fast in one
// minute and slow in the next.

namespace rubrica_bench {

inline void must(bool fine, char const* sentence) {
  if (fine) return;
  std::fprintf(stderr, "bench: %s\n", sentence);
  std::exit(1);
}

inline bool checked(int argc, char** argv) {
  return argc > 1 && std::string_view(argv[1]) == "--check";
}

inline double median(std::vector<double> values) {
  auto const middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

inline bool report(char const* name, double value, double target, char const* unit) {
  bool const fine = value <= target;
  std::printf("%-56s %9.3f %-3s target <= %-8g %s\n", name, value, unit, target, fine ? "ok" : "MISS");
  return fine;
}

/// CPU time of this thread: other load on the machine does not count.
inline double cpu_milliseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// CPU microseconds of one call, out of many.
template <class Call> double cpu_microseconds_each(int calls, Call const& call) {
  double const begin = cpu_milliseconds();
  for (int i = 0; i < calls; ++i) call();
  return (cpu_milliseconds() - begin) * 1e3 / calls;
}

struct pairing {
  std::vector<double> ours{};
  std::vector<double> theirs{};
  std::vector<double> ratios{}; ///< of the two in one round
};

/// Two costs, measured one after the other in each round. The order alternates, so that a drift of the machine's speed favours
/// neither.
template <class Ours, class Theirs> pairing in_pairs(int rounds, Ours const& ours, Theirs const& theirs) {
  pairing all;
  for (int round = 0; round < rounds; ++round) {
    bool const we_first = round % 2 == 0;
    if (we_first) all.ours.push_back(ours());
    all.theirs.push_back(theirs());
    if (!we_first) all.ours.push_back(ours());
    all.ratios.push_back(all.ours.back() / all.theirs.back());
  }
  return all;
}

} // namespace rubrica_bench
