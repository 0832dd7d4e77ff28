#pragma once

#include "simulation/office.hpp"

namespace simulation {

/// Compares what ClickSign has at the end with what was asked for and with what was told.
void check_truth(office& of);

} // namespace simulation
