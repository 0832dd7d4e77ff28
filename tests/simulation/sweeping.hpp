#pragma once

#include "simulation/office.hpp"

namespace simulation {

/// Sweeps as the library does it, at one moment and over a network that does not fail. Drafts of sendings that a journal has must
/// stay; afterwards none of the others that can be recognised may be left when `ends`.
void sweep(office& in, host& at, bool ends);

} // namespace simulation
