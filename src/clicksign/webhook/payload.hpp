#pragma once

#include "detail/json_bind.hpp"

#include <rubrica/clicksign/webhook/event_name.hpp>
#include <rubrica/clicksign/webhook/payloads.hpp>

namespace rubrica { inline namespace v0_1 { namespace clicksign { namespace webhook {

/// Puts the payload into the group of this name. Data that came before the name is read now.
void choose_payload(event_name const& name, payload& data);

/// Where `event.data` goes: into the group that the payload is in, or kept as text while there is no name yet.
detail::slot payload_slot(payload& data);

}}}} // namespace rubrica::v0_1::clicksign::webhook
