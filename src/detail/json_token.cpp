#include "detail/json_token.hpp"

#include "detail/code_point.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <limits>
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

std::optional<std::int64_t> whole_number(std::string_view text) noexcept {
  std::int64_t plain = 0;
  char const* const end = text.data() + text.size();
  if (auto const read = std::from_chars(text.data(), end, plain); read.ec == std::errc() && read.ptr == end) return plain;
  if (!is_json_number(text)) return std::nullopt;

  // The digits without point and exponent, and where the point belongs.
  constexpr std::size_t most_digits = 19;
  bool const negative = text.front() == '-';
  std::size_t const exponent_at = std::min(text.find_first_of("eE"), text.size());
  std::string_view const mantissa = text.substr(negative ? 1 : 0, exponent_at - (negative ? 1 : 0));
  int exponent = 0;
  if (exponent_at < text.size()) {
    std::size_t const sign = text[exponent_at + 1] == '+' ? 1 : 0;
    if (std::from_chars(text.data() + exponent_at + 1 + sign, end, exponent).ec != std::errc()) return std::nullopt;
  }
  std::size_t const point = std::min(mantissa.find('.'), mantissa.size());
  std::int64_t digits_before = static_cast<std::int64_t>(point) + exponent;
  std::string_view const parts[] = {mantissa.substr(0, point), mantissa.substr(std::min(point + 1, mantissa.size()))};
  std::uint64_t value = 0;
  std::size_t significant = 0;
  for (std::string_view const part : parts) {
    for (char const c : part) {
      bool const whole = digits_before-- > 0;
      if (!whole && c != '0') return std::nullopt;
      if (!whole || (value == 0 && c == '0')) continue;
      if (++significant > most_digits) return std::nullopt;
      value = value * 10 + static_cast<std::uint64_t>(c - '0');
    }
  }
  for (; value != 0 && digits_before > 0; --digits_before) {
    if (++significant > most_digits) return std::nullopt;
    value *= 10;
  }
  constexpr auto largest = static_cast<std::uint64_t>((std::numeric_limits<std::int64_t>::max)());
  if (value > largest) return std::nullopt;
  auto const size = static_cast<std::int64_t>(value);
  return negative ? -size : size;
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
