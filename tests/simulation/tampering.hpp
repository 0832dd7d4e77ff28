#pragma once

#include "simulation/planted.hpp"
#include "simulation/running_call.hpp"

namespace simulation {

/// The hand that makes the planted fault, where it lies between a call and the machine.
std::unique_ptr<tampering> make_tampering(planted fault);

/// The recorded sending as if its key had not been saved.
void sending_with_another_key(rubrica::signing::sending& found, rubrica::signing::plan anew);

} // namespace simulation
