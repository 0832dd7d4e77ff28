#pragma once

#include "workflow/engine_state.hpp"
#include "workflow/queue/claim.hpp"

#include <rubrica/workflow/work.hpp>

#include <chrono>
#include <optional>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// In which an attempt to send that is out of time finds out what became of the envelope.
inline constexpr std::chrono::milliseconds send_grace = std::chrono::seconds(15);

// The pieces of work. Each ends its claim by `conclude`, in the transaction that records what it did, and tells what it did; an error
// when not even that was possible, as when the database is away: then the claim ends by itself.

/// Sends it, or finds that it was sent.
result<work_note> send(engine::state const& of, claim const& held, work_options const& options);
/// Carries out the action that is wanted.
result<work_note> act_on(engine::state const& of, claim const& held, work_options const& options);
/// Fetches the signed files that are wanted.
result<work_note> fetch_files(engine::state const& of, claim const& held, work_options const& options);
/// Asks ClickSign what became of it.
result<work_note> look(engine::state const& of, claim const& held, work_options const& options);

/// Understands the next callback that was stored; nothing when there is none.
result<std::optional<work_note>> understand_next(engine::state const& of);

} // namespace workflow
RUBRICA_END_NAMESPACE
