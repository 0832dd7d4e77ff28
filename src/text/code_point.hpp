#pragma once

#include <rubrica/core/export.hpp>

#include <cstddef>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// One character of a text, or one byte of it that is not UTF-8.
struct code_point {
  char32_t value = 0;
  std::size_t size = 1; ///< bytes
  bool valid = false;
};

/// The character at a position inside the text.
code_point code_point_at(std::string_view text, std::size_t at) noexcept;

void append_utf8(char32_t value, std::string& out);

/// Whether the character can forge a line of a log: control characters, line and paragraph separators, bidirectional controls
/// and zero-width characters.
bool is_deceptive(char32_t value) noexcept;

/// The text with a space in place of each deceptive character and `?` in place of each byte that is not UTF-8.
std::string printable(std::string_view text);

} // namespace detail
RUBRICA_END_NAMESPACE
