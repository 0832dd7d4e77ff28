#pragma once

#include <rubrica/core/export.hpp>

#include <nlohmann/json.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// Keeps the order of members, so that answers look like the service's.
using json = nlohmann::ordered_json;

} // namespace sandbox
RUBRICA_END_NAMESPACE
