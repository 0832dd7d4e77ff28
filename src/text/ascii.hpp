#pragma once

#include <rubrica/core/export.hpp>

#include <string>
#include <string_view>

// The ASCII class of a byte, whatever the locale; bytes of other characters belong to none.

RUBRICA_BEGIN_NAMESPACE
namespace detail {

constexpr bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

/// The value of a hexadecimal digit; -1 for any other byte.
constexpr int hex_digit(char c) noexcept {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

constexpr char lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

constexpr bool has_capital(std::string_view text) noexcept {
  for (char const c : text) {
    if (c != lower(c)) return true;
  }
  return false;
}

inline std::string lower(std::string text) {
  for (char& c : text) c = lower(c);
  return text;
}

constexpr bool begins_with(std::string_view text, std::string_view beginning) noexcept {
  return text.substr(0, beginning.size()) == beginning;
}

/// Without the blanks at both ends.
constexpr std::string_view trimmed(std::string_view text, std::string_view blanks = " \t\r\n") noexcept {
  std::size_t const first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

} // namespace detail
RUBRICA_END_NAMESPACE
