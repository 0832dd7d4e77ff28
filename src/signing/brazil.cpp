#include <rubrica/signing/brazil.hpp>

#include <algorithm>

namespace rubrica { inline namespace v0_1 { namespace signing {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The digits of a text that holds nothing else but the given punctuation.
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

/// A check digit is the weighted sum of the digits before it, modulo 11; 10 counts as 0.
char check_digit(std::string_view digits) {
  int sum = 0;
  int weight = static_cast<int>(digits.size()) + 1;
  for (char c : digits) sum += (c - '0') * weight--;
  return static_cast<char>('0' + sum * 10 % 11 % 10);
}

} // namespace

std::optional<std::string> formatted_cpf(std::string_view text) {
  auto const found = digits_of(text, ".- ");
  if (!found || found->size() != 11) return std::nullopt;
  std::string_view const digits = *found;
  // 111.111.111-11 and its like satisfy the sums but are never issued.
  bool const all_equal = std::all_of(digits.begin(), digits.end(), [&](char c) { return c == digits[0]; });
  if (all_equal || digits[9] != check_digit(digits.substr(0, 9)) || digits[10] != check_digit(digits.substr(0, 10))) {
    return std::nullopt;
  }
  std::string out;
  out.append(digits.substr(0, 3)).append(".").append(digits.substr(3, 3)).append(".").append(digits.substr(6, 3));
  return out.append("-").append(digits.substr(9, 2));
}

std::optional<std::string> mobile_digits(std::string_view text) {
  auto digits = digits_of(text, "+()-. ");
  if (!digits) return std::nullopt;
  bool const has_country = digits->size() == 13 && digits->compare(0, 2, "55") == 0;
  if (has_country)
    digits->erase(0, 2);
  else if (text.find('+') != std::string_view::npos)
    return std::nullopt;                                                   // another country
  if (digits->size() == 12 && digits->front() == '0') digits->erase(0, 1); // the trunk prefix of calls inside Brazil
  bool const is_mobile = digits->size() == 11 && (*digits)[0] != '0' && (*digits)[1] != '0' && (*digits)[2] == '9';
  if (!is_mobile) return std::nullopt;
  return digits;
}

}}} // namespace rubrica::v0_1::signing
