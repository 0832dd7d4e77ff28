#pragma once

#include <string_view>

namespace rubrica { inline namespace v0_1 { namespace detail {

/// Whether the bytes are UTF-8 without overlong forms, surrogates or code points above U+10FFFF.
bool is_valid_utf8(std::string_view text) noexcept;

}}} // namespace rubrica::v0_1::detail
