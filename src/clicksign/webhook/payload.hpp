#pragma once

#include "json/json_reader.hpp"

#include <rubrica/clicksign/webhook/event_name.hpp>
#include <rubrica/clicksign/webhook/payloads.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign::webhook {

/// Puts the payload into the group of this name. Data that came before the name is read now.
void choose_payload(event_name const& name, payload& data);

/// Where `event.data` goes: into the group that the payload is in, or kept as text while there is no name yet.
detail::target payload_target(payload& data);

} // namespace clicksign::webhook
RUBRICA_END_NAMESPACE
