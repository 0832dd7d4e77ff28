#pragma once

#include <rubrica/core/export.hpp>

#include <optional>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

// These functions read blanks and dashes of any kind, zero-width characters and full-width digits as what they look like, and
// ignore line breaks at either end.

/// A CPF as ClickSign wants it, `000.000.000-00`; nothing when the digits or the check digits are wrong.
RUBRICA_EXPORT std::optional<std::string> formatted_cpf(std::string_view text);

/// Whether the text is no CPF but would be one with the leading zeros that spreadsheets remove. Ask the person who typed it.
RUBRICA_EXPORT bool lacks_leading_zero(std::string_view text);

/// The 11 digits of a Brazilian mobile, area code first, from any usual spelling: `+55 (11) 98765-4321`, `0055 11 …`,
/// `(011) …`, with a carrier's code `0 15 11 …` or `0XX11 …`. Nothing when it is not a Brazilian mobile number.
RUBRICA_EXPORT std::optional<std::string> mobile_digits(std::string_view text);

} // namespace signing
RUBRICA_END_NAMESPACE
