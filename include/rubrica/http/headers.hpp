#pragma once

#include <rubrica/core/export.hpp>

#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// A header of a request or an answer.
struct header {
  std::string name{};
  std::string value{};
};

/// Header fields in order. Names compare without regard to case.
using headers = std::vector<header>;

/// The value of the first field of that name, or a null pointer.
RUBRICA_EXPORT std::string const* find(headers const& fields, std::string_view name);

/// Whether two field names are the same one.
RUBRICA_EXPORT bool same_name(std::string_view a, std::string_view b) noexcept;

/// Whether the name may be sent: one or more of the characters that RFC 9110 allows there.
RUBRICA_EXPORT bool is_valid_header_name(std::string_view name) noexcept;

/// Whether the value may be sent: it has no control characters, which prevents header injection.
RUBRICA_EXPORT bool is_valid_header_value(std::string_view value) noexcept;

} // namespace http
RUBRICA_END_NAMESPACE
