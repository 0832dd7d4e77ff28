#pragma once

#include "support/process/run_in_threads.hpp"
#include "support/workflow/inbox_world.hpp"
#include "workflow/changes/change_log.hpp"

#include <algorithm>
#include <atomic>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

// Many callbacks at once, in disorder and with repeats.

namespace rubrica_test {

/// Callbacks as they come, and what they must tell.
struct flood {
  std::vector<std::string> bodies{};
  std::set<std::string> keys{}; ///< of the changes of signing
};

/// So many callbacks of stories of five; a quarter of them are repeats.
inline flood make_flood(std::size_t deliveries, unsigned seed) {
  flood out;
  std::mt19937 random(seed);
  std::size_t const different = deliveries * 3 / 4;
  for (std::size_t story = 0; out.bodies.size() < different; ++story) {
    history known;
    for (std::string const& body : story_of("doc-" + std::to_string(story))) {
      if (out.bodies.size() == different) break;
      out.bodies.push_back(body);
      for (auto const& one : known.apply(parsed(json::parse(body)))) {
        out.keys.insert(rubrica::workflow::change_key({"signing", one.key}));
      }
    }
  }
  while (out.bodies.size() < deliveries) out.bodies.push_back(out.bodies[random() % different]);
  std::shuffle(out.bodies.begin(), out.bodies.end(), random);
  return out;
}

/// Position and key of each change that a consumer reads, from the first on, until `done` says that no more will come.
using told_changes = std::vector<std::pair<std::int64_t, std::string>>;

template <class Done> told_changes read_until(inbox_world const& world, int limit, Done const& done) {
  told_changes out;
  rubrica::workflow::changes_query query;
  query.limit = limit;
  while (true) {
    bool const is_last = done(); // asked before, so that nothing comes between
    auto const more = world.engine.changes(query).value();
    for (auto const& one : more) out.emplace_back(one.position, one.key);
    if (!more.empty()) query.after = more.back().position;
    if (more.empty() && is_last) return out;
  }
}

/// What came of a flood.
struct flood_told {
  told_changes one{};
  told_changes other{};
  std::size_t refused = 0;
  std::size_t understood = 0;
};

/// Receives, understands and reads all at the same time: `receivers` and `workers` threads, and two consumers.
inline flood_told pour(inbox_world& world, flood const& all, std::size_t receivers, std::size_t workers) {
  flood_told out;
  std::atomic<std::size_t> next{0}, refused{0}, understood{0}, receiving{receivers}, working{workers};
  auto const receive = [&] {
    for (std::size_t i = next++; i < all.bodies.size(); i = next++) {
      if (world.clicksign(all.bodies[i]).status != 200) ++refused;
    }
    --receiving;
  };
  auto const work = [&] {
    while (true) {
      bool const is_last = receiving == 0;
      auto const note = understand_next(world.state).value();
      if (note) ++understood;
      if (!note && is_last) break;
    }
    --working;
  };
  run_in_threads(receivers + workers + 2, [&](std::size_t thread) {
    auto const is_over = [&] { return working == 0; };
    if (thread < receivers) return receive();
    if (thread < receivers + workers) return work();
    (thread == receivers + workers ? out.one : out.other) = read_until(world, thread == receivers + workers ? 7 : 1'000, is_over);
  });
  out.refused = refused;
  out.understood = understood;
  return out;
}

} // namespace rubrica_test
