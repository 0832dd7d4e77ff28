#pragma once

#include <cstddef>
#include <string_view>

namespace rubrica { inline namespace v0_1 { namespace detail {

/// Whether the bytes are UTF-8 without overlong forms, surrogates or code points above U+10FFFF.
bool is_valid_utf8(std::string_view text) noexcept;

/// How many bytes at its beginning are: the index of the first that is not.
std::size_t valid_utf8_length(std::string_view text) noexcept;

}}} // namespace rubrica::v0_1::detail
