#include "text/code_point.hpp"

#include "text/points.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace detail {
namespace {

bool is_tail(std::string_view text, std::size_t at) noexcept {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

} // namespace

code_point code_point_at(std::string_view text, std::size_t at) noexcept {
  auto const first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return {first, 1, true};
  std::size_t const size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4) return {first, 1, false};
  char32_t value = first & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if (!is_tail(text, at + i)) return {first, 1, false};
    value = value << 6U | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
  }
  bool const overlong = (size == 3 && value < 0x800) || (size == 4 && value < 0x10000);
  bool const surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (overlong || surrogate || value > 0x10FFFF) return {first, 1, false};
  return {value, size, true};
}

void append_utf8(char32_t value, std::string& out) {
  auto const tail = [&](unsigned shift) { out += static_cast<char>(0x80U | ((value >> shift) & 0x3FU)); };
  if (value < 0x80) {
    out += static_cast<char>(value);
  } else if (value < 0x800) {
    out += static_cast<char>(0xC0U | (value >> 6U));
    tail(0);
  } else if (value < 0x10000) {
    out += static_cast<char>(0xE0U | (value >> 12U));
    tail(6), tail(0);
  } else {
    out += static_cast<char>(0xF0U | (value >> 18U));
    tail(12), tail(6), tail(0);
  }
}

bool is_deceptive(char32_t value) noexcept {
  if (value >= 0x20 && value < 0x7F) return false;
  bool const annotation = value >= 0xFFF0 && value <= 0xFFFB;
  bool const shorthand = value >= 0x1BCA0 && value <= 0x1BCA3;
  bool const musical = value >= 0x1D173 && value <= 0x1D17A;
  return text::is_control(value) || text::is_invisible(value) || annotation || shorthand || musical;
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    code_point const next = code_point_at(text, at);
    if (!next.valid)
      out += '?';
    else if (is_deceptive(next.value))
      out += ' ';
    else
      out.append(text.substr(at, next.size));
    at += next.size;
  }
  return out;
}

} // namespace detail
RUBRICA_END_NAMESPACE
