#pragma once

#include "json/json_reader.hpp"

#include <rubrica/clicksign/webhook/event_name.hpp>
#include <rubrica/clicksign/webhook/payloads.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign::webhook {

// Exported for rubrica's other libraries only (docs/adr/0003-abi.md): their tables are 70 KB.

/// Selects the payload's group by this name. Data that came before the name is parsed now.
RUBRICA_EXPORT void choose_payload(event_name const& name, payload& data);

/// The target of `event.data`: the payload's group, or a text while the name is not known.
RUBRICA_EXPORT detail::target payload_target(payload& data);

} // namespace clicksign::webhook
RUBRICA_END_NAMESPACE
