#pragma once

#include "simulation/draw.hpp"
#include "simulation/wire.hpp"

#include <chrono>
#include <cstddef>

namespace simulation {

/// How sendings are recorded, and who may take them over.
enum class keeping {
  nothing, ///< no journal: the process must not die
  folder,  ///< a folder of one machine
  table,   ///< a database that several machines share, with leases
  contest  ///< no journal, and several machines send under one key at the same time
};

/// What a seed decides before anything happens.
struct scenario {
  keeping keeps = keeping::nothing;
  std::size_t orders = 1;
  std::size_t under_way = 0; ///< all but the first order are sent by `send_all`, so many at a time; 0: each by itself
  std::size_t hosts = 1;
  bool gives_keys = false; ///< the company's software names the keys
  std::chrono::milliseconds quiescence{30'000};
  std::chrono::milliseconds timeout{300'000};
  int parallel = 12;
  weather how{};
  duration calm_from{0}; ///< no failures afterwards, so that everything can end
  duration skew{0};      ///< of the calendars, either way
  int upsets = 0;        ///< how often a process dies or stands still
  std::uint64_t steps_between_upsets = 30;
  duration longest_stall{0};
  service::options clicksign{};
  bool copies = false; ///< somebody copies envelopes, with names that begin alike
  bool logs = false;   ///< an observer writes each line
};

scenario draw_scenario(draw& chance);

/// Lets a machine send many at a time in some of the worlds. Chances of its own keep all other worlds as they were.
void draw_bulk(scenario& of, draw chance);

} // namespace simulation
