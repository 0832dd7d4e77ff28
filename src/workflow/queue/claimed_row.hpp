#pragma once

#include "workflow/queue/claim.hpp"

#include <optional>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

// What the row of a claimed submission says now: others may have changed it since it was claimed.

submission_state state_now(connection const& at, claim const& held);

std::optional<error_info> last_error_of(connection const& at, claim const& held);

/// Whether a signed file is to be fetched.
bool wants_file(connection const& at, claim const& held);

} // namespace workflow
RUBRICA_END_NAMESPACE
