#include <rubrica/core/personal.hpp>

#include <algorithm>

namespace rubrica { inline namespace v0_1 {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_space(char c) {
  return c == ' ' || c == '\t';
}
bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

/// The first character of a word, whole when it takes several bytes in UTF-8.
std::string_view initial(std::string_view word) {
  std::size_t length = 1;
  while (length < word.size() && is_continuation(word[length])) ++length;
  return word.substr(0, length);
}

std::string masked_words(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t const end = std::min(text.find(' ', at), text.size());
    if (end > at) {
      if (!out.empty()) out += ' ';
      out += initial(text.substr(at, end - at));
      out += "***";
    }
    at = end + 1;
  }
  return out;
}

std::string masked_digits(std::string_view text) {
  auto const digits = static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_digit));
  std::size_t hidden = digits > 4 ? digits - 2 : digits;
  std::string out;
  for (char c : text) {
    if (!is_digit(c)) continue;
    out += hidden > 0 ? '*' : c;
    if (hidden > 0) --hidden;
  }
  return out;
}

constexpr std::size_t suspicious_digits = 6;
// JSON pointers stay below it; what is longer is a file in base64, a link or a whole body.
constexpr std::size_t longest_word = 80;

bool is_hex_or_dash(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == '-';
}

bool is_uuid(std::string_view word) {
  return word.size() == 36 && std::all_of(word.begin(), word.end(), is_hex_or_dash) && word[8] == '-' && word[13] == '-' &&
         word[18] == '-' && word[23] == '-';
}

/// Whether the text begins with the pattern, in which `0` stands for any digit.
bool begins_like(std::string_view text, std::string_view pattern) {
  return text.size() >= pattern.size() && std::equal(pattern.begin(), pattern.end(), text.begin(), [](char expected, char c) {
           return expected == '0' ? is_digit(c) : expected == c;
         });
}

/// `2024-02-29`, `2024-02-29T09:20:09`, `09:20:09`: parts of messages about deadlines.
bool is_time(std::string_view word) {
  constexpr std::size_t length_of_date = 10;
  bool const is_date = begins_like(word, "0000-00-00") && (word.size() == length_of_date || word[length_of_date] == 'T');
  return is_date || (begins_like(word, "00:00:00") && word.size() <= std::string_view("00:00:00.000").size());
}

bool is_suspicious(std::string_view word) {
  if (word.find('@') != std::string_view::npos) return true;
  if (is_uuid(word) || is_time(word)) return false;
  if (word.size() > longest_word) return true;
  return static_cast<std::size_t>(std::count_if(word.begin(), word.end(), is_digit)) >= suspicious_digits;
}

} // namespace

std::string personal::masked() const {
  if (value_.empty()) return {};
  if (std::size_t const at = value_.find('@'); at != std::string::npos) {
    return std::string(at == 0 ? std::string_view() : initial(value_)) + "***@***";
  }
  if (std::any_of(value_.begin(), value_.end(), is_digit)) return masked_digits(value_);
  return masked_words(value_);
}

std::string without_personal_values(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (is_space(text[at])) {
      out += ' ';
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && !is_space(text[end])) ++end;
    std::string_view const word = text.substr(at, end - at);
    if (is_suspicious(word)) {
      out += "***";
    } else {
      for (char c : word) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
    }
    at = end;
  }
  return out;
}

}} // namespace rubrica::v0_1
