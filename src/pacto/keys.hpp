#pragma once

#include <rubrica/pacto/notification.hpp>
#include <rubrica/pacto/unit.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace pacto {

/// Fills `natural_key` and `key_is_natural` (pacto §2, §4, 6); all other members must be set already. The route's hint is used
/// as the kind when nothing else names one.
void make_key(unit const& unit, std::string_view route_hint, notification& out);

} // namespace pacto
RUBRICA_END_NAMESPACE
