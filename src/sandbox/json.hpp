#pragma once

#include <nlohmann/json.hpp>

namespace rubrica { inline namespace v0_1 { namespace sandbox {

/// Keeps the order of the members, so that answers look like the service's.
using json = nlohmann::ordered_json;

}}} // namespace rubrica::v0_1::sandbox
