#pragma once

#include "workflow/engine_state.hpp"
#include "workflow/queue/claim.hpp"

#include <rubrica/workflow/work.hpp>

#include <functional>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// Ends a piece of work: what it did and the conclusion are one transaction. `done` may run more than once. `not_ready` when another worker
/// has taken the submission over: then nothing is recorded.
result<work_note> end_work(engine::state const& of, claim const& held, std::string_view what,
                           std::function<result<conclusion>(connection const&)> const& done);

/// It did not work, and is to be tried again after a pause.
result<work_note> try_later(engine::state const& of, claim const& held, std::string_view what, error_info const& why);

/// The row's `sent` cannot be read.
error_info damaged_sent();

/// Whether an answer of ClickSign may be another one later. That a record is missing stays so.
bool is_passing(error_info const& why);

/// The state of its row, which may have changed since it was claimed.
submission_state state_now(connection const& at, claim const& held);

/// Whether a signed file is to be fetched.
bool wants_file(connection const& at, claim const& held);

/// When there is something to do next: at once for files that are wanted, and to look again while it runs.
std::optional<std::chrono::milliseconds> next_due(engine::state const& of, connection const& at, claim const& held);

} // namespace workflow
RUBRICA_END_NAMESPACE
