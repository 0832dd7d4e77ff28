#pragma once

#include <rubrica/signing/sender.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

// The whole envelope by one call (clicksign-rest §10.8).

/// Sends it once. After a lost answer it only looks for the envelope.
result<sent> send_in_bulk(clicksign::client const& client, plan const& plan, send_options const& options);

/// Whether the account has no bulk creation: nothing was created, and the single calls do the same.
bool is_without_bulk(error_info const& error);

/// What the creation made; `not_ready` while it is not there, or not complete.
result<sent> find_bulk(clicksign::client const& client, plan const& plan, clicksign::call_options const& options);

} // namespace signing
RUBRICA_END_NAMESPACE
