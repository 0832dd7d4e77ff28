#pragma once

#include <rubrica/pacto/notification.hpp>
#include <rubrica/pacto/unit.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace pacto {

/// Fills `natural_key` and `key_is_natural` (pacto §2, §4, 6); everything else must be there.
/// The route's hint stands for the kind where nothing names one.
void make_key(unit const& unit, std::string_view route_hint, notification& out);

} // namespace pacto
RUBRICA_END_NAMESPACE
