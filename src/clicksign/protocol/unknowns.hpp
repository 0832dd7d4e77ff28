#pragma once

#include "json/unknown_values.hpp"

#include <rubrica/http/observer.hpp>

#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// Reports to the observer what this version does not know in a resource: members of `raw`, and values of open enums.
void tell_unknown(http::observer& observer, std::string_view type, std::string_view raw, detail::target model);

} // namespace clicksign
RUBRICA_END_NAMESPACE
