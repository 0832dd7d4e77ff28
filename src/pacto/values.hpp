#pragma once

#include "pacto/nodes.hpp"

#include <rubrica/pacto/fields.hpp>

#include <optional>

RUBRICA_BEGIN_NAMESPACE
namespace pacto {

/// `1199.5`, `1.1995e3`, `"1199.00"`, `"1.199,00"`, `"R$ 1.199,00"`. A text such as `1.199` has two possible
/// meanings and gives nothing.
std::optional<decimal> read_decimal(node const& from);

/// Any form that `timestamp` reads; seconds and milliseconds since 1970 also as a JSON number in any spelling.
std::optional<timestamp> read_time(node const& from);

/// Whether it is a code and not a word: letters, digits, `-`, `_`, `.` or `/`, with at least one digit.
bool is_code(std::string_view text);
bool is_digits(std::string_view text);

} // namespace pacto
RUBRICA_END_NAMESPACE
