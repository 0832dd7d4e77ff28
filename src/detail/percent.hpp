#pragma once

#include <string>
#include <string_view>

namespace rubrica { inline namespace v0_1 { namespace detail {

/// The text as a part of a URL: all but the unreserved characters of RFC 3986 as `%XX`.
std::string percent_encoded(std::string_view text);

}}} // namespace rubrica::v0_1::detail
