#pragma once

#include "sandbox/due.hpp"

namespace rubrica { inline namespace v0_1 { namespace sandbox {

/// The jobs of bulk creations (clicksign-rest §10.8): each brings its envelope, running and its signers notified.
void offer_bulk_creations(world& service, agenda& next);

}}} // namespace rubrica::v0_1::sandbox
