#pragma once

#include "simulation/office.hpp"

namespace simulation {

/// What the signers do once everything was sent, and what the callbacks about it make of a history: some are lost, some come twice,
/// late or in another order, and strangers forge some. Afterwards the history must say what ClickSign has.
void follow_callbacks(office& of);

} // namespace simulation
