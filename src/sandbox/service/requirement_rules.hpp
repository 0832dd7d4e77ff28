#pragma once

#include "sandbox/http/errors.hpp"
#include "sandbox/service/world.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// The rules that hang on the signer and on the requirements that exist already.
void check_requirement_model(world const& service, envelope const& owner, requirement const& wanted, problem_list& problems);

} // namespace sandbox
RUBRICA_END_NAMESPACE
