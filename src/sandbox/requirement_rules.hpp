#pragma once

#include "sandbox/errors.hpp"
#include "sandbox/world.hpp"

namespace rubrica { inline namespace v0_1 { namespace sandbox {

/// The rules that hang on the signer and on the requirements that exist already.
void check_requirement_model(world const& service, envelope const& owner, requirement const& wanted, problem_list& problems);

}}} // namespace rubrica::v0_1::sandbox
