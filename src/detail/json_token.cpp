#include "detail/json_token.hpp"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <system_error>

namespace rubrica { inline namespace v0_1 { namespace detail {
namespace {

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t count = 0;
  while (at + count < text.size() && text[at + count] >= '0' && text[at + count] <= '9') ++count;
  return count;
}

bool fits_double(std::string_view text, bool has_exponent, bool has_small_exponent) {
  constexpr std::size_t always_fit = 300; // digits
  if (!has_exponent && text.size() <= always_fit) return true;
  double value = 0;
  auto const error = std::from_chars(text.data(), text.data() + text.size(), value).ec;
  // Below the smallest double is zero for everybody; only above the largest nobody has a value.
  return error == std::errc() || has_small_exponent;
}

bool take_hex(std::string_view& rest, std::uint32_t& unit) {
  if (rest.size() < 4) return false;
  auto const [end, error] = std::from_chars(rest.data(), rest.data() + 4, unit, 16);
  if (error != std::errc() || end != rest.data() + 4) return false;
  rest.remove_prefix(4);
  return true;
}

/// The code point of `\uXXXX`, or of the pair of two of them, whose first `\u` has been read.
bool take_code_point(std::string_view& rest, std::uint32_t& point) {
  if (!take_hex(rest, point)) return false;
  if (point < 0xD800 || point > 0xDFFF) return true;
  std::uint32_t low = 0;
  if (point > 0xDBFF || rest.substr(0, 2) != "\\u") return false;
  rest.remove_prefix(2);
  if (!take_hex(rest, low) || low < 0xDC00 || low > 0xDFFF) return false;
  point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
  return true;
}

void append_utf8(std::uint32_t point, std::string& out) {
  auto const tail = [&](int shift) { out += static_cast<char>(0x80 | ((point >> shift) & 0x3F)); };
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xC0 | (point >> 6));
    tail(0);
  } else if (point < 0x10000) {
    out += static_cast<char>(0xE0 | (point >> 12));
    tail(6), tail(0);
  } else {
    out += static_cast<char>(0xF0 | (point >> 18));
    tail(12), tail(6), tail(0);
  }
}

/// The character that a short escape stands for; NUL when it is none.
char short_escape(char letter) {
  switch (letter) {
  case '"':
  case '\\':
  case '/': return letter;
  case 'b': return '\b';
  case 'f': return '\f';
  case 'n': return '\n';
  case 'r': return '\r';
  case 't': return '\t';
  default: return '\0';
  }
}

} // namespace

bool is_json_number(std::string_view text) noexcept {
  std::size_t at = !text.empty() && text[0] == '-' ? 1 : 0;
  std::size_t const whole = digits_at(text, at);
  if (whole == 0 || (whole > 1 && text[at] == '0')) return false;
  at += whole;
  if (at < text.size() && text[at] == '.') {
    std::size_t const fraction = digits_at(text, at + 1);
    if (fraction == 0) return false;
    at += 1 + fraction;
  }
  bool const has_exponent = at < text.size() && (text[at] == 'e' || text[at] == 'E');
  bool has_small_exponent = false;
  if (has_exponent) {
    ++at;
    has_small_exponent = at < text.size() && text[at] == '-';
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
    std::size_t const exponent = digits_at(text, at);
    if (exponent == 0) return false;
    at += exponent;
  }
  return at == text.size() && fits_double(text, has_exponent, has_small_exponent);
}

bool append_unescaped(std::string_view inside, std::string& out) {
  out.reserve(out.size() + inside.size());
  while (!inside.empty()) {
    std::size_t const plain = inside.find('\\');
    out.append(inside.substr(0, plain));
    if (plain == std::string_view::npos) return true;
    inside.remove_prefix(plain + 1);
    if (inside.empty()) return false;
    char const letter = inside.front();
    inside.remove_prefix(1);
    if (letter == 'u') {
      std::uint32_t point = 0;
      if (!take_code_point(inside, point)) return false;
      append_utf8(point, out);
    } else if (char const meant = short_escape(letter); meant != '\0') {
      out += meant;
    } else {
      return false;
    }
  }
  return true;
}

}}} // namespace rubrica::v0_1::detail
