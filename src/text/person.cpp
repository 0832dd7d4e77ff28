#include "text/person.hpp"

#include "text/points.hpp"

#include <algorithm>
#include <cstddef>

RUBRICA_BEGIN_NAMESPACE
namespace text {
namespace {

constexpr std::size_t longest_local = 64; // RFC 5321
constexpr std::size_t longest_address = 254;
constexpr std::size_t longest_label = 63;

bool is_digit(char32_t c) {
  return c >= '0' && c <= '9';
}

/// Also the typographic ones, and the acute accent that is used as one in `D´Ávila`.
bool is_apostrophe(char32_t c) {
  return c == '\'' || c == 0x2018 || c == 0x2019 || c == 0xB4;
}

template <class Fits> bool all_points(std::string_view text, Fits fits) {
  for (std::size_t at = 0; at < text.size();) {
    point const here = point_at(text, at);
    if (!fits(here.value)) return false;
    at += here.length;
  }
  return true;
}

/// Parts separated by dots, none of them empty.
template <class Fits> bool all_parts(std::string_view text, Fits fits) {
  for (;;) {
    std::size_t const dot = text.find('.');
    std::string_view const part = text.substr(0, dot);
    if (part.empty() || !fits(part)) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

bool is_local_part(std::string_view text) {
  constexpr std::string_view more = "!#$%&'*+/=?^_`{|}~-";
  auto const fits = [&](char32_t c) {
    return is_letter(c) || is_digit(c) || (c < 0x80 && more.find(static_cast<char>(c)) != std::string_view::npos);
  };
  return text.size() <= longest_local && all_parts(text, [&](std::string_view part) { return all_points(part, fits); });
}

bool is_label(std::string_view text) {
  bool const inner_hyphens = text.front() != '-' && text.back() != '-';
  return inner_hyphens && text.size() <= longest_label &&
         all_points(text, [](char32_t c) { return is_letter(c) || is_digit(c) || c == '-'; });
}

bool is_domain(std::string_view text) {
  std::size_t const dot = text.rfind('.');
  if (dot == std::string_view::npos || !all_parts(text, &is_label)) return false;
  std::string_view const top = text.substr(dot + 1);
  // `xn--…`, a top-level domain in another script, contains digits.
  return top.size() >= 2 && (top.substr(0, 4) == "xn--" || all_points(top, &is_letter));
}

/// A check digit is the weighted sum of the digits before it, modulo 11; 10 counts as 0.
char check_digit(std::string_view digits) {
  int sum = 0;
  int weight = static_cast<int>(digits.size()) + 1;
  for (char c : digits) sum += (c - '0') * weight--;
  return static_cast<char>('0' + sum * 10 % 11 % 10);
}

} // namespace

bool is_person_name(std::string_view text) {
  std::size_t words = 0;
  bool counted = false; // a letter of this word was seen
  bool const fits = all_points(text, [&](char32_t c) {
    if (is_letter(c)) {
      words += counted ? 0 : 1;
      counted = true;
      return true;
    }
    if (c == ' ') counted = false;
    return c == ' ' || c == '-' || c == '.' || is_apostrophe(c);
  });
  return fits && words >= 2;
}

bool is_email(std::string_view text) {
  std::size_t const at = text.find('@');
  return at != std::string_view::npos && text.size() <= longest_address && is_local_part(text.substr(0, at)) &&
         is_domain(text.substr(at + 1));
}

bool is_national_phone(std::string_view text) {
  return (text.size() == 10 || text.size() == 11) && all_points(text, &is_digit);
}

bool are_cpf_digits(std::string_view digits) {
  if (digits.size() != 11 || !all_points(digits, &is_digit)) return false;
  // 111.111.111-11 and the like have valid check digits but are never issued.
  if (digits.find_first_not_of(digits[0]) == std::string_view::npos) return false;
  return digits[9] == check_digit(digits.substr(0, 9)) && digits[10] == check_digit(digits.substr(0, 10));
}

} // namespace text
RUBRICA_END_NAMESPACE
