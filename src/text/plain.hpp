#pragma once

#include <rubrica/core/export.hpp>

#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace text {

/// A value as a person meant to type it: what e-mails, office programs and telephones put into it unseen is made plain. The one
/// such function for names, e-mail addresses, telephone numbers, CPFs, amounts and tokens.
///
/// Blanks of any kind become spaces, several of them one; those at either end go, with line ends and tabulators. Hyphens, dashes
/// and minus signs become `-`, full-width characters those of ASCII, and what takes no room goes. A line end or tabulator inside
/// stays: there are two values then, and whoever checks the value refuses it. Letters stay as they are, composed or not. A text
/// that is not UTF-8 keeps its bytes.
std::string plain(std::string_view text);

/// Whether `plain` would leave the text as it is. Allocates nothing, so it may look at secrets.
bool is_plain(std::string_view text);

/// A text of one line that people read, such as the name of a file: blanks and dashes stay as they are, line ends and other
/// controls become a space, what takes no room goes (a direction mark can turn the end of a file's name round).
std::string one_line(std::string_view text);

} // namespace text
RUBRICA_END_NAMESPACE
