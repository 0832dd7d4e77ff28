#pragma once

#include "workflow/queue/claim.hpp"

#include <optional>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// Tells how the action that the claim wants ended; with an error when it was not done, or may not have been.
void record_action(connection const& at, claim const& held, std::optional<error_info> error);

} // namespace workflow
RUBRICA_END_NAMESPACE
