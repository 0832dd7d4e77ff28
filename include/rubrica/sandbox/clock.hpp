#pragma once

#include <rubrica/core/clock.hpp>

#include <memory>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// The clock of a simulator in another process, for a client of it and for the engine (`clicksign::client_options::clock`,
/// `workflow::engine_options::clock`): its calendar goes with the simulator's, so that both agree on what "in a month" means after
/// somebody moved it on. Timeouts and waits stay the machine's. `server::clock` is the same within one process.
///
/// `base_url` is what the simulator prints. It is asked over HTTP when a date is needed, once a second at most; as long as it does
/// not answer, its last answer counts, and before the first one the machine's calendar.
RUBRICA_EXPORT std::shared_ptr<rubrica::clock> clock(std::string const& base_url);

} // namespace sandbox
RUBRICA_END_NAMESPACE
