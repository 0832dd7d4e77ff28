#pragma once

#include "sandbox/service/scheduler.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// The jobs of bulk creations (clicksign-rest §10.8): each creates its envelope, activates it and notifies its signers.
void offer_bulk_creations(account_state& service, schedule& next);

} // namespace sandbox
RUBRICA_END_NAMESPACE
