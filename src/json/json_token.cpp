#include "json/json_token.hpp"

#include "text/code_point.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <locale>
#include <sstream>
#include <system_error>

RUBRICA_BEGIN_NAMESPACE
namespace detail {
namespace {

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t count = 0;
  while (at + count < text.size() && text[at + count] >= '0' && text[at + count] <= '9') ++count;
  return count;
}

/// The exponent after `e`; when it has too many digits for a number, a value that decides by itself.
std::int64_t exponent_of(std::string_view text) {
  constexpr std::int64_t decides = std::int64_t{1} << 40; // larger than the number of digits in any text
  std::size_t const e = text.find_first_of("eE");
  if (e == std::string_view::npos) return 0;
  text.remove_prefix(e + 1);
  bool const negative = text.front() == '-';
  if (negative || text.front() == '+') text.remove_prefix(1);
  std::int64_t value = 0;
  auto const error = std::from_chars(text.data(), text.data() + text.size(), value).ec;
  if (error != std::errc() || value > decides) value = decides;
  return negative ? -value : value;
}

/// Whether a syntactically valid number does not round to infinity. Digit by digit, because not every standard library has
/// `from_chars` for `double`, and `strtod` follows the program's locale.
bool fits_double(std::string_view text) {
  // 2^1024 - 2^970, halfway between the largest double and the next power of two.
  constexpr std::string_view too_large =
      "179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587207096330286416692887910946"
      "555547851940402630657488671505820681908902000708383676273854845817711531764475730270069855571366959622842914819860834936475"
      "292719074168444365510704342711559699508093042880177904174497792";
  constexpr std::int64_t leading_power = std::int64_t{too_large.size()} - 1;
  std::size_t const first = text.find_first_of("123456789");
  std::size_t const end = text.find_first_of("eE");
  if (first == std::string_view::npos || first > end) return true; // zero, whatever its exponent
  std::size_t const point = std::min({text.find('.'), end, text.size()});
  std::int64_t power = exponent_of(text) + static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first);
  if (first < point) --power;
  if (power != leading_power) return power < leading_power;
  std::size_t compared = 0;
  for (char const digit : text.substr(first, end - first)) {
    if (digit == '.') continue;
    if (compared == too_large.size()) return false;
    if (digit != too_large[compared]) return digit < too_large[compared];
    ++compared;
  }
  return compared < too_large.size(); // the rest is not only zeros
}

bool take_hex(std::string_view& rest, std::uint32_t& unit) {
  if (rest.size() < 4) return false;
  auto const [end, error] = std::from_chars(rest.data(), rest.data() + 4, unit, 16);
  if (error != std::errc() || end != rest.data() + 4) return false;
  rest.remove_prefix(4);
  return true;
}

/// The code point of `\uXXXX`, or of a surrogate pair, whose first `\u` has been read.
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

/// The character of a short escape; NUL when there is no such escape.
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

/// A JSON number's digits, and how many of them are before the point after applying the exponent.
struct decimal {
  bool negative;
  std::string_view whole;
  std::string_view fraction;
  std::int64_t before_point;
};

std::optional<decimal> decimal_of(std::string_view text) {
  bool const negative = text.front() == '-';
  text.remove_prefix(negative ? 1 : 0);
  std::size_t const exponent_at = std::min(text.find_first_of("eE"), text.size());
  std::string_view const mantissa = text.substr(0, exponent_at);
  std::size_t const point = std::min(mantissa.find('.'), mantissa.size());
  int exponent = 0;
  if (exponent_at < text.size()) {
    std::size_t const sign = text[exponent_at + 1] == '+' ? 1 : 0;
    char const* const end = text.data() + text.size();
    if (std::from_chars(text.data() + exponent_at + 1 + sign, end, exponent).ec != std::errc()) return std::nullopt;
  }
  std::string_view const fraction = mantissa.substr(std::min(point + 1, mantissa.size()));
  return decimal{negative, mantissa.substr(0, point), fraction, static_cast<std::int64_t>(point) + exponent};
}

struct digits_to_number {
  std::uint64_t number = 0;
  int digits = 0; // without leading zeros

  bool add(char c) {
    constexpr int most = 19; // number of digits that always fit into 64 unsigned bits
    if (number == 0 && c == '0') return true;
    number = number * 10 + static_cast<std::uint64_t>(c - '0');
    return ++digits <= most;
  }
};

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
  if (has_exponent) {
    ++at;
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
    std::size_t const exponent = digits_at(text, at);
    if (exponent == 0) return false;
    at += exponent;
  }
  constexpr std::size_t always_fit = 300; // digits
  return at == text.size() && ((!has_exponent && text.size() <= always_fit) || fits_double(text));
}

std::optional<double> double_of(std::string_view text) {
  if (!is_json_number(text)) return std::nullopt;
  std::istringstream in{std::string(text)};
  in.imbue(std::locale::classic());
  double value = 0;
  // Standard libraries disagree on whether a number below the smallest double is a failure, but not on its value.
  in >> value;
  return value;
}

std::optional<std::int64_t> whole_number(std::string_view text) noexcept {
  std::int64_t plain = 0;
  char const* const end = text.data() + text.size();
  if (auto const read = std::from_chars(text.data(), end, plain); read.ec == std::errc() && read.ptr == end) return plain;
  if (!is_json_number(text)) return std::nullopt;

  auto const number = decimal_of(text);
  if (!number) return std::nullopt;
  std::int64_t before_point = number->before_point;
  digits_to_number value;
  for (std::string_view const part : {number->whole, number->fraction}) {
    for (char const c : part) {
      bool const counts = before_point-- > 0;
      if (counts ? !value.add(c) : c != '0') return std::nullopt;
    }
  }
  while (value.number != 0 && before_point-- > 0) {
    if (!value.add('0')) return std::nullopt;
  }
  constexpr auto largest = static_cast<std::uint64_t>((std::numeric_limits<std::int64_t>::max)());
  if (value.number > largest) return std::nullopt;
  auto const size = static_cast<std::int64_t>(value.number);
  return number->negative ? -size : size;
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

} // namespace detail
RUBRICA_END_NAMESPACE
