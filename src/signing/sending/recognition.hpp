#pragma once

#include <rubrica/clicksign/requirement.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// Whether a requirement at ClickSign is the one that was asked for; its id is not known.
bool satisfies(clicksign::requirement const& found, clicksign::new_requirement const& wanted);

} // namespace signing
RUBRICA_END_NAMESPACE
