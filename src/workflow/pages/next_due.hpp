#pragma once

#include "workflow/engine_state.hpp"
#include "workflow/queue/claim.hpp"

#include <chrono>
#include <optional>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// The row's `sent` cannot be read.
error_info damaged_sent();

/// Whether an answer of ClickSign may be another one later. That a record is missing stays so.
bool is_passing(error_info const& why);

/// When there is something to do next: at once for files that are wanted, and to look again while it runs.
std::optional<std::chrono::milliseconds> next_due(engine::state const& of, connection const& at, claim const& held);

} // namespace workflow
RUBRICA_END_NAMESPACE
