#pragma once

#include "sandbox/service/scheduler.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// The jobs of bulk creations (clicksign-rest §10.8): each creates its envelope, activates it and notifies its signers.
void offer_bulk_creations(account_state& service, schedule& next);
/// Does a job, as the account's switches want it.
void finish_bulk_creation(account_state& service, bulk_creation job, instant at);

} // namespace sandbox
RUBRICA_END_NAMESPACE
