#pragma once

#include "support/callbacks/event_sequences.hpp"

#include <algorithm>
#include <cstddef>
#include <random>
#include <set>
#include <string>
#include <vector>

// Sequences of events that arrive with loss, repeats and disorder.

namespace rubrica_test {

/// Which of the events arrive, and in which order: some are lost, some come twice.
inline std::vector<std::size_t> shuffled_delivery(std::size_t events, std::mt19937& random) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < events; ++i) {
    unsigned const fate = random() % 4;
    if (fate == 0) continue;
    out.push_back(i);
    if (fate == 1) out.push_back(i);
  }
  std::shuffle(out.begin(), out.end(), random);
  return out;
}

/// A history and the keys of the changes that it reported.
struct delivered_history {
  history known{};
  std::set<std::string> keys{};
};

/// What each subset of the events makes, told in the order of the events.
inline std::vector<delivered_history> histories_of(std::vector<event> const& story) {
  std::vector<delivered_history> all(std::size_t{1} << story.size());
  for (std::size_t set = 1; set < all.size(); ++set) {
    std::size_t last = 0;
    while ((set >> (last + 1)) != 0) ++last;
    all[set] = all[set & ~(std::size_t{1} << last)];
    for (auto const& one : all[set].known.apply(story[last])) all[set].keys.insert(one.key);
  }
  return all;
}

/// Delivers the events shuffled; whether it ends as the events that arrived do in order, each change told once.
inline bool ends_as_told_in_order(std::vector<event> const& story, std::vector<delivered_history> const& expected,
                                  std::mt19937& random) {
  history h;
  std::size_t arrived = 0;
  std::size_t told = 0;
  std::set<std::string> keys;
  for (std::size_t one : shuffled_delivery(story.size(), random)) {
    arrived |= std::size_t{1} << one;
    for (auto const& change : h.apply(story[one])) {
      keys.insert(change.key);
      ++told;
    }
  }
  return h == expected[arrived].known && keys == expected[arrived].keys && told == keys.size();
}

} // namespace rubrica_test
