#pragma once

#include <rubrica/core/export.hpp>

#include <string_view>

// What ClickSign accepts as the name, the address and the number of a person (clicksign-rest §1.4, §7.1, and observed refusals).
// The preflight and the simulator use the same rules. Texts are checked as they are; see `plain`.

RUBRICA_BEGIN_NAMESPACE
namespace text {

/// First name and surname of a natural person: at least two words with a letter each, of letters, `'`, `-` and `.` only. A
/// company (`Silva & Filhos`), a remark (`(partner)`) or a number is not a name.
bool is_person_name(std::string_view text);

/// An address that mail can be sent to: dots in the local part are between characters; the domain has at least two labels of
/// letters, digits and inner hyphens, the last of at least two letters. Accented letters are accepted: no refusal has been seen.
bool is_email(std::string_view text);

/// A Brazilian area code and number: 10 or 11 digits and nothing else.
bool is_national_phone(std::string_view text);

/// Whether 11 digits are a valid CPF.
bool are_cpf_digits(std::string_view digits);

} // namespace text
RUBRICA_END_NAMESPACE
