#pragma once

#include <rubrica/core/export.hpp>

#include <string>
#include <string_view>

// How ids, codes and constants are compared that other programs wrote.

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// Whether a text stands in the place of an id and is none: nothing, zeros, dashes, `null`, `none` and the like. Two deliveries
/// that have the same one have nothing in common.
bool is_placeholder(std::string_view text) noexcept;

/// An id that came as a JSON number: `991`, `991.0` and `9.91e2` are `991`. Ids of texts keep their zeros: `000991` is another.
std::string id_of_number(std::string_view number);

/// The spelling that constants of the wire have: in lower case, without blanks around it, with one L in `canceled`.
std::string usual_spelling(std::string_view text);

/// Whether two names of members are the same but for case, `_`, `-` and blanks.
bool same_plain_name(std::string_view a, std::string_view b) noexcept;

} // namespace detail
RUBRICA_END_NAMESPACE
