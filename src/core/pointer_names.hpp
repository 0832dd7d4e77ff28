#pragma once

#include <rubrica/core/export.hpp>

#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// Whether the text is the name of a member in ClickSign's API or in our requests, so that it cannot be a personal value.
bool is_known_name(std::string_view text);

/// A JSON pointer with `…` in place of each part that is neither a known name nor the number of an item in a known list.
std::string with_known_names(std::string_view pointer);

} // namespace detail
RUBRICA_END_NAMESPACE
