#pragma once

#include <rubrica/core/export.hpp>

#include <cstddef>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// Whether the bytes are UTF-8 without overlong forms, surrogates or code points above U+10FFFF.
bool is_valid_utf8(std::string_view text) noexcept;

/// The length of the valid part at its beginning: the index of the first invalid byte.
std::size_t valid_utf8_length(std::string_view text) noexcept;

} // namespace detail
RUBRICA_END_NAMESPACE
