#pragma once

#include <rubrica/core/export.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// The names of an object's own members, in their order; nothing when the text is not JSON.
std::optional<std::vector<std::string>> member_names(std::string_view json);

} // namespace detail
RUBRICA_END_NAMESPACE
