#pragma once

#include "sandbox/service/account_state.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// Adds the envelopes of the account.
void count_activations(account_state const& service, activations& to);

} // namespace sandbox
RUBRICA_END_NAMESPACE
