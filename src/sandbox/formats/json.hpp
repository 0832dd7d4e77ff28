#pragma once

#include <rubrica/core/export.hpp>

#include <nlohmann/json.hpp>

#include <optional>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// Keeps the order of members, so that answers look like the service's.
using json = nlohmann::ordered_json;

template <class Text> json or_null(std::optional<Text> const& value) {
  return value ? json(*value) : json();
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
