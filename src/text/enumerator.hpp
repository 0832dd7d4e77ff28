#pragma once

#include <rubrica/core/version.hpp>

#include <optional>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// The enumerator whose `to_string` is this name, of those from 0 to `last`.
template <class Enum> std::optional<Enum> enumerator_named(std::string_view name, Enum last) {
  for (int value = 0; value <= static_cast<int>(last); ++value) {
    auto const one = static_cast<Enum>(value);
    if (to_string(one) == name) return one;
  }
  return std::nullopt;
}

} // namespace detail
RUBRICA_END_NAMESPACE
