#pragma once

#include <rubrica/core/export.hpp>

#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

struct form_field {
  std::string name{};
  std::string value{};
};

/// The fields of `a=1&b=2`, as in a URL's query or a form's body: `%XX` and `+` are decoded, an invalid `%` stays as it is.
/// Fields after the first `most` are ignored.
std::vector<form_field> read_form(std::string_view text, std::size_t most = 64);

/// Whether a body is a form and not JSON: it begins with a name and `=`.
bool looks_like_form(std::string_view body) noexcept;

/// The index of the only field whose value is a JSON object or array; `fields.size()` when there is none, or several.
std::size_t json_field(std::vector<form_field> const& fields) noexcept;

} // namespace detail
RUBRICA_END_NAMESPACE
