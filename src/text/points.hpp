#pragma once

#include <rubrica/core/export.hpp>

#include <cstddef>
#include <string_view>

// What kind of character a code point is. No tables of Unicode: only what people's names, addresses and
// numbers meet in Brazil.

RUBRICA_BEGIN_NAMESPACE
namespace text {

struct point {
  char32_t value = 0;
  std::size_t length = 1; ///< bytes
};

/// What stands for a byte that begins no code point. It is no character of any kind.
inline constexpr char32_t broken = 0x110000;

/// The code point at the place.
point point_at(std::string_view text, std::size_t at);

/// A blank within a line: the space, no-break ones, those of typesetting.
bool is_blank(char32_t c);
/// Ends a line, moves to a tabulator or tells a machine something.
bool is_control(char32_t c);
/// Takes no room: zero-width blanks and joiners, byte order and direction marks, soft hyphens, variation selectors.
bool is_invisible(char32_t c);
/// A hyphen, dash or minus.
bool is_dash(char32_t c);
/// A letter or a mark that goes onto one, as both ways to write `ã` have them. Errs for rare scripts to the side of yes.
bool is_letter(char32_t c);

} // namespace text
RUBRICA_END_NAMESPACE
