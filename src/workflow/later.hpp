#pragma once

#include "workflow/engine_state.hpp"
#include "workflow/queue/claim.hpp"

#include <rubrica/clicksign/call_options.hpp>
#include <rubrica/workflow/work.hpp>

#include <chrono>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// Whether the same may succeed later without anybody changing the request: the network, ClickSign's state, its rate limit, a token
/// that is to be replaced, settings that cannot be read just now.
bool passes_by_itself(error_info const& error);

/// How long to wait before the next try, after so many failures before this one: doubling up to an hour, and never less than the
/// error itself asks for.
std::chrono::milliseconds pause_after(int failures, error_info const& error, engine_options const& options);

/// The limits of a call under a claim; `timeout` when the claim is over. A flow of several calls may go on a little longer than the
/// claim: what it does is safe to do twice, or ends with a write that finds the claim gone.
result<clicksign::call_options> call_within(engine::state const& of, claim const& held, work_options const& options,
                                            http::priority priority);

} // namespace workflow
RUBRICA_END_NAMESPACE
