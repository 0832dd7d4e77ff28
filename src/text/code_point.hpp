#pragma once

#include <rubrica/core/export.hpp>

#include <cstddef>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// One character of a text, or a byte of it that is not UTF-8.
struct code_point {
  char32_t value = 0;
  std::size_t size = 1; ///< bytes
  bool valid = false;
};

/// The character at a place inside the text.
code_point code_point_at(std::string_view text, std::size_t at) noexcept;

void append_utf8(char32_t value, std::string& out);

/// Whether the character may forge a line of a log: controls, line and paragraph separators, marks of direction, and what takes
/// no room.
bool is_deceptive(char32_t value) noexcept;

/// The text with a space in place of each deceptive character and `?` in place of each byte that is not UTF-8.
std::string printable(std::string_view text);

} // namespace detail
RUBRICA_END_NAMESPACE
