#pragma once

#include "simulation/planted.hpp"

#include <cstdint>
#include <string>

namespace simulation {

/// What one seed led to.
struct outcome_of_seed {
  std::string violation; ///< empty: none
  std::uint64_t hash = 0;
  std::string trace; ///< when it was asked for
};

/// The same seed and fault give the same run, to the byte.
outcome_of_seed run_seed(std::uint64_t seed, planted fault, bool keeps_text = false);

} // namespace simulation
