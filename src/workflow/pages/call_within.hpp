#pragma once

#include "workflow/engine_state.hpp"
#include "workflow/queue/claim.hpp"

#include <rubrica/clicksign/call_options.hpp>
#include <rubrica/workflow/work.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// The limits of a call under a claim; `timeout` when the claim is over. A flow of several calls may go on a little longer than the
/// claim: what it does is safe to do twice, or ends with a write that finds the claim gone.
result<clicksign::call_options> call_within(engine::state const& of, claim const& held, work_options const& options,
                                            http::priority priority);

} // namespace workflow
RUBRICA_END_NAMESPACE
