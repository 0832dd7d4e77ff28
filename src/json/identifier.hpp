#pragma once

#include <rubrica/core/export.hpp>

#include <string>
#include <string_view>

// Compares ids, codes and constants written by other programs.

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// Whether a text is a placeholder instead of an id: nothing, zeros, dashes, `null`, `none` and the like. Two deliveries with
/// the same placeholder are not related.
bool is_placeholder(std::string_view text) noexcept;

/// An id that came as a JSON number: `991`, `991.0` and `9.91e2` are `991`. Ids that came as strings keep their zeros: `000991`
/// is a different id.
std::string id_of_number(std::string_view number);

/// The usual spelling of constants: in lower case, without surrounding blanks, with one L in `cancelled`.
std::string usual_spelling(std::string_view text);

/// Whether two member names are the same, ignoring case, `_`, `-` and blanks.
bool same_plain_name(std::string_view a, std::string_view b) noexcept;

} // namespace detail
RUBRICA_END_NAMESPACE
