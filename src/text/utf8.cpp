#include "text/utf8.hpp"

#include <cstddef>

RUBRICA_BEGIN_NAMESPACE
namespace detail {
namespace {

struct sequence {
  std::size_t length = 0;      // 0: not a first byte
  unsigned char lowest = 0x80; // of the second byte
  unsigned char highest = 0xBF;
};

// The range of the second byte excludes overlong forms, surrogates and values above U+10FFFF (Unicode, table 3-7).
sequence sequence_of(unsigned char first) {
  if (first < 0x80) return {1};
  if (first >= 0xC2 && first <= 0xDF) return {2};
  if (first == 0xE0) return {3, 0xA0, 0xBF};
  if (first == 0xED) return {3, 0x80, 0x9F};
  if (first >= 0xE1 && first <= 0xEF) return {3};
  if (first == 0xF0) return {4, 0x90, 0xBF};
  if (first >= 0xF1 && first <= 0xF3) return {4};
  if (first == 0xF4) return {4, 0x80, 0x8F};
  return {};
}

} // namespace

std::size_t valid_utf8_length(std::string_view text) noexcept {
  for (std::size_t at = 0; at < text.size();) {
    sequence const s = sequence_of(static_cast<unsigned char>(text[at]));
    if (s.length == 0 || at + s.length > text.size()) return at;
    for (std::size_t i = 1; i < s.length; ++i) {
      auto const byte = static_cast<unsigned char>(text[at + i]);
      unsigned char const lowest = i == 1 ? s.lowest : 0x80;
      unsigned char const highest = i == 1 ? s.highest : 0xBF;
      if (byte < lowest || byte > highest) return at;
    }
    at += s.length;
  }
  return text.size();
}

bool is_valid_utf8(std::string_view text) noexcept {
  return valid_utf8_length(text) == text.size();
}

} // namespace detail
RUBRICA_END_NAMESPACE
