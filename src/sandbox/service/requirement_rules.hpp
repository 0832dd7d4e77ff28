#pragma once

#include "sandbox/http/errors.hpp"
#include "sandbox/service/account_state.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// The rules that depend on the signer and on the existing requirements.
void check_requirement_model(account_state const& service, envelope const& owner, requirement const& wanted,
                             problem_list& problems);

} // namespace sandbox
RUBRICA_END_NAMESPACE
