#pragma once

#include <rubrica/core/export.hpp>

#include <cstddef>
#include <string_view>

// The kind of a code point. No complete tables of Unicode: only what appears in people's names, addresses and numbers in Brazil.

RUBRICA_BEGIN_NAMESPACE
namespace text {

struct point {
  char32_t value = 0;
  std::size_t length = 1; ///< bytes
};

/// Stands for a byte that begins no code point. It is not a character of any kind.
inline constexpr char32_t broken = 0x110000;

/// The code point at this position.
point point_at(std::string_view text, std::size_t at);

/// A blank within a line: space, no-break spaces and typographic spaces.
bool is_blank(char32_t c);
/// A line break, a tab or another control character.
bool is_control(char32_t c);
/// Has no width: zero-width spaces and joiners, byte order and direction marks, soft hyphens, variation selectors.
bool is_invisible(char32_t c);
/// A hyphen, dash or minus.
bool is_dash(char32_t c);
/// A letter or a combining mark, for both ways to write `ã`. In rare scripts it may be true for other characters.
bool is_letter(char32_t c);

} // namespace text
RUBRICA_END_NAMESPACE
