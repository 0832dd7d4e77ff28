#include "pacto/values.hpp"
#include "text/ascii.hpp"
#include "text/plain.hpp"
#include "json/identifier.hpp"

#include <algorithm>
#include <charconv>

RUBRICA_BEGIN_NAMESPACE
namespace pacto {
namespace {

using detail::is_digit;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::optional<std::int64_t> integer(std::string_view text) {
  std::int64_t value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// `1.199` and `12.345.678` with this thousands separator.
bool is_grouped(std::string_view whole, char separator) {
  std::size_t const first = whole.find(separator);
  if (first == std::string_view::npos) return true;
  if (first == 0 || first > 3) return false;
  for (whole.remove_prefix(first); !whole.empty(); whole.remove_prefix(4)) {
    bool const group = whole.size() >= 4 && whole[0] == separator && is_digits(whole.substr(1, 3));
    if (!group) return false;
  }
  return true;
}

/// The decimal separator: NUL when there is none, nothing when it is ambiguous.
std::optional<char> decimal_point(std::string_view text) {
  std::size_t const comma = text.rfind(',');
  std::size_t const point = text.rfind('.');
  if (comma == std::string_view::npos && point == std::string_view::npos) return '\0';
  if (comma != std::string_view::npos && point != std::string_view::npos) return comma > point ? ',' : '.';
  char const only = comma != std::string_view::npos ? ',' : '.';
  std::size_t const at = text.rfind(only);
  if (text.find(only) != at) return '\0';             // several: thousands
  if (text.size() - at - 1 == 3) return std::nullopt; // 1.199 may be a thousand and more, or one and a fraction
  return only;
}

/// A JSON number without its exponent: `1.1995e3` is `1199.5`. Unchanged when it has none, or too large a one.
std::string without_exponent(std::string_view number) {
  constexpr std::int64_t largest = 18; // more digits do not fit
  std::size_t const at = number.find_first_of("eE");
  if (at == std::string_view::npos) return std::string(number);
  std::string_view power = number.substr(at + 1);
  if (power.front() == '+') power.remove_prefix(1);
  auto const by = integer(power);
  if (!by || *by < -largest || *by > largest) return std::string(number);
  std::string digits(number.substr(0, at));
  std::size_t const sign = digits.front() == '-' ? 1 : 0;
  auto const point = static_cast<std::int64_t>(std::min(digits.find('.'), digits.size()));
  digits.erase(std::remove(digits.begin(), digits.end(), '.'), digits.end());
  auto const first = static_cast<std::int64_t>(sign);
  std::int64_t moved = point + *by;
  if (moved <= first) {
    digits.insert(sign, static_cast<std::size_t>(first + 1 - moved), '0');
    moved = first + 1;
  }
  auto const behind = static_cast<std::size_t>(moved);
  if (behind >= digits.size()) return digits.append(behind - digits.size(), '0');
  return digits.insert(behind, ".");
}

std::optional<decimal> assembled(std::string whole, std::string_view places, bool negative) {
  constexpr std::size_t most_places = 9;
  if (whole.empty() || places.size() > most_places) return std::nullopt;
  auto const value = integer(whole.append(places));
  if (!value) return std::nullopt;
  return decimal{negative ? -*value : *value, static_cast<int>(places.size())};
}

} // namespace

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), &is_digit);
}

bool is_code(std::string_view text) {
  auto const allowed = [](char c) { return is_digit(c) || is_letter(c) || c == '-' || c == '_' || c == '.' || c == '/'; };
  return std::all_of(text.begin(), text.end(), allowed) && std::any_of(text.begin(), text.end(), &is_digit);
}

std::optional<decimal> read_decimal(node const& from) {
  if (!from.is_scalar()) return std::nullopt;
  // Banks write `R$` with a no-break space, and use another minus sign.
  std::string const plain = from.is == node::type::number ? without_exponent(from.text) : text::plain(from.text);
  std::string_view text = plain;
  if (text.substr(0, 2) == "R$") text.remove_prefix(2);
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  bool const negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  std::optional<char> const point = from.is == node::type::number ? '.' : decimal_point(text);
  if (!point) return std::nullopt;
  std::size_t const at = *point == '\0' ? text.size() : std::min(text.rfind(*point), text.size());
  std::string_view const whole = text.substr(0, at);
  std::string_view const places = text.substr(std::min(at + 1, text.size()));
  if (at < text.size() && !is_digits(places)) return std::nullopt;
  char const separator = *point == ',' || (*point == '\0' && whole.find('.') != std::string_view::npos) ? '.' : ',';
  if (!is_grouped(whole, separator)) return std::nullopt;
  std::string digits(whole);
  digits.erase(std::remove(digits.begin(), digits.end(), separator), digits.end());
  if (!is_digits(digits)) return std::nullopt;
  return assembled(std::move(digits), places, negative);
}

std::optional<timestamp> read_time(node const& from) {
  if (!from.is_scalar()) return std::nullopt;
  timestamp read(from.is == node::type::number ? detail::id_of_number(from.text) : text::plain(from.text));
  if (!read.at()) return std::nullopt;
  if (is_digits(read.text()) && !read.offset_assumed()) return timestamp(*read.at()); // nobody can read a number since 1970
  return read;
}

std::string to_string(decimal value) {
  std::string digits = std::to_string(value.digits);
  std::string sign;
  if (digits.front() == '-') {
    sign = "-";
    digits.erase(0, 1);
  }
  if (value.places <= 0) return sign + digits;
  auto const places = static_cast<std::size_t>(value.places);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  return sign + digits.insert(digits.size() - places, ".");
}

} // namespace pacto
RUBRICA_END_NAMESPACE
