#pragma once

#include "workflow/engine_state.hpp"
#include "workflow/queue/claim.hpp"

#include <rubrica/workflow/work.hpp>

#include <functional>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// Ends a piece of work: what it did and the conclusion are one transaction. `done` may run more than once. `not_ready` when another worker
/// has taken the submission over: then nothing is recorded.
result<work_note> end_work(engine::state const& of, claim const& held, std::string_view what,
                           std::function<result<conclusion>(connection const&)> const& done);

/// It did not work, and is to be tried again after a pause.
result<work_note> try_later(engine::state const& of, claim const& held, std::string_view what, error_info const& why);

} // namespace workflow
RUBRICA_END_NAMESPACE
