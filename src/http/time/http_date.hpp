#pragma once

#include <rubrica/core/export.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// Seconds since 1970 of an HTTP date in any of its three forms (RFC 9110 §5.6.7); nothing when the text is not a date. `now`, in
/// seconds too, decides the century of a two-digit year.
std::optional<std::int64_t> read_http_date(std::string_view text, std::int64_t now);

} // namespace http
RUBRICA_END_NAMESPACE
