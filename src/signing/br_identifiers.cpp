#include <rubrica/signing/br_identifiers.hpp>

#include "text/ascii.hpp"
#include "text/person.hpp"
#include "text/plain.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

using detail::begins_with;
using detail::is_digit;

/// The digits of a text that contains nothing else but the given punctuation.
std::optional<std::string> digits_of(std::string_view text, std::string_view punctuation) {
  std::string digits;
  for (char c : text) {
    if (is_digit(c))
      digits += c;
    else if (punctuation.find(c) == std::string_view::npos)
      return std::nullopt;
  }
  return digits;
}

/// Removes the placeholder for a carrier's two digits: `0XX11 98765-4321`, `(0**11) 98765-4321`.
void drop_carrier_letters(std::string& text) {
  for (std::string_view letters : {"xx", "XX", "**"}) {
    std::size_t const at = text.find(letters);
    bool const behind_the_zero = at != std::string::npos && at > 0 && text[at - 1] == '0';
    if (behind_the_zero) return static_cast<void>(text.erase(at, letters.size()));
  }
}

/// Without the `0` of long-distance calls and the two digits of a carrier that may follow it: `0 15 11 98765-4321`.
std::string_view without_trunk_prefix(std::string_view digits) {
  constexpr std::size_t number = 11;
  if (digits.empty() || digits.front() != '0') return digits;
  if (digits.size() == 1 + number) return digits.substr(1);
  bool const carrier = digits.size() == 3 + number && digits[1] != '0';
  return carrier ? digits.substr(3) : digits;
}

/// The digits after the country code of Brazil. Nothing when the number is of another country.
std::optional<std::string_view> national_part(std::string_view digits, bool plus) {
  bool const dialled = begins_with(digits, "00");
  if (dialled && !plus) digits.remove_prefix(2);
  if (plus || dialled) {
    if (!begins_with(digits, "55")) return std::nullopt;
    return digits.substr(2);
  }
  // 55 is an area code too: eleven digits stay as they are.
  constexpr std::size_t longest_without_country = 11;
  bool const country = digits.size() > longest_without_country && begins_with(digits, "55");
  return country ? digits.substr(2) : digits;
}

} // namespace

std::optional<std::string> formatted_cpf(std::string_view text) {
  auto const found = digits_of(text::plain(text), ".- ");
  if (!found || !text::are_cpf_digits(*found)) return std::nullopt;
  std::string_view const digits = *found;
  std::string out;
  out.append(digits.substr(0, 3)).append(".").append(digits.substr(3, 3)).append(".").append(digits.substr(6, 3));
  return out.append("-").append(digits.substr(9, 2));
}

bool lacks_leading_zero(std::string_view text) {
  constexpr std::size_t fewest = 8; // three lost zeros: less likely than a typing mistake
  auto digits = digits_of(text::plain(text), ".- ");
  if (!digits || digits->size() < fewest || digits->size() > 10) return false;
  digits->insert(0, 11 - digits->size(), '0');
  return text::are_cpf_digits(*digits);
}

std::optional<std::string> mobile_digits(std::string_view text) {
  std::string written = text::plain(text);
  drop_carrier_letters(written);
  std::size_t const plus = written.find('+');
  bool const misplaced = plus != std::string::npos &&
                         (written.find('+', plus + 1) != std::string::npos || written.find_first_of("0123456789") < plus);
  auto const digits = digits_of(written, "+()-. ");
  if (!digits || misplaced) return std::nullopt;
  auto const national = national_part(*digits, plus != std::string::npos);
  if (!national) return std::nullopt;
  std::string_view const number = without_trunk_prefix(*national);
  bool const is_mobile = number.size() == 11 && number[0] != '0' && number[1] != '0' && number[2] == '9';
  if (!is_mobile) return std::nullopt;
  return std::string(number);
}

} // namespace signing
RUBRICA_END_NAMESPACE
