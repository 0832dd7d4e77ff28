#pragma once

#include <rubrica/core/export.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace rubrica { inline namespace v0_1 { namespace signing {

/// A CPF as ClickSign wants it, `000.000.000-00`; nothing when the digits or the check digits are wrong.
RUBRICA_EXPORT std::optional<std::string> formatted_cpf(std::string_view text);

/// The 11 digits of a Brazilian mobile, area code first, from any usual spelling (`+55 (11) 98765-4321`); nothing when it is
/// not a mobile number.
RUBRICA_EXPORT std::optional<std::string> mobile_digits(std::string_view text);

}}} // namespace rubrica::v0_1::signing
