#pragma once

#include <rubrica/core/export.hpp>

#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace text {

/// A value as a person meant to type it, without what e-mail programs, office programs and telephones change in it unseen. Used
/// for names, e-mail addresses, telephone numbers, CPFs, amounts and tokens.
///
/// Blanks of any kind become spaces, several in a row become one; blanks, line breaks and tabs at either end are removed.
/// Hyphens, dashes and minus signs become `-`, full-width characters become ASCII, and zero-width characters are removed. A line
/// break or tab inside stays: the text then holds two values, and the check of the value refuses it. Letters stay as they are,
/// composed or not. A text that is not UTF-8 keeps its bytes.
std::string plain(std::string_view text);

/// Whether `plain` would not change the text. Allocates nothing, so it may be used on secrets.
bool is_plain(std::string_view text);

/// A text that is shown on one line, such as the name of a file: blanks and dashes stay as they are, line breaks and other
/// control characters become a space, zero-width characters are removed (a bidirectional control can disguise a file's
/// extension).
std::string one_line(std::string_view text);

/// How many characters the UTF-8 text has; ClickSign's limits count them, not bytes.
std::size_t characters_in(std::string_view text);

} // namespace text
RUBRICA_END_NAMESPACE
