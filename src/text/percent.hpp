#pragma once

#include <rubrica/core/export.hpp>

#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// The text as part of a URL: everything but the unreserved characters of RFC 3986 as `%XX`.
std::string percent_encoded(std::string_view text);

} // namespace detail
RUBRICA_END_NAMESPACE
