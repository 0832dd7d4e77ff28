#pragma once

#include <rubrica/core/export.hpp>

#include <string_view>

// What ClickSign takes as the name, the address and the number of a person (clicksign-rest §1.4, §7.1, and what it was seen to
// refuse). The preflight asks before anything is sent, the simulator when it arrives: one table for both. Texts are taken as
// they are; see `plain`.

RUBRICA_BEGIN_NAMESPACE
namespace text {

/// First name and surname of a natural person: two words or more that hold a letter, of letters, `'`, `-` and `.` only. A company
/// (`Silva & Filhos`), a remark (`(partner)`) and a number are no names.
bool is_person_name(std::string_view text);

/// An address that mail can be sent to: dots in the local part stand between characters; the domain has two labels or more of
/// letters, digits and inner hyphens, the last of two letters or more. Accented letters are taken: nobody has seen them refused.
bool is_email(std::string_view text);

/// Area code and number of Brazil: 10 or 11 digits and nothing else.
bool is_national_phone(std::string_view text);

/// Whether 11 digits are those of a CPF.
bool are_cpf_digits(std::string_view digits);

} // namespace text
RUBRICA_END_NAMESPACE
