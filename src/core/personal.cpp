#include <rubrica/core/personal.hpp>

#include "text/ascii.hpp"
#include "text/code_point.hpp"
#include "text/folding.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace {

using detail::is_digit;

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

/// The first character of a word, complete when it has several bytes in UTF-8.
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
// JSON pointers are shorter; a longer word is a file in base64, a link or a whole body.
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

std::size_t digits_in(std::string_view word) {
  auto const letters = detail::folded(word, detail::escapes::are_resolved);
  auto const is_one = [](detail::folded_letter const& each) { return each.value >= '0' && each.value <= '9'; };
  return static_cast<std::size_t>(std::count_if(letters.begin(), letters.end(), is_one));
}

bool has_letters(std::string_view word) {
  auto const letters = detail::folded(word, detail::escapes::are_resolved);
  return std::any_of(letters.begin(), letters.end(), [](auto const& each) { return each.value > '9'; });
}

bool is_address(std::string_view word) {
  constexpr std::string_view signs[] = {"@",       "%40",   "&#64", "&#x40",        "&commat",
                                        "\\u0040", "\\x40", "=40",  "\xEF\xBC\xA0", "\xEF\xB9\xAB"};
  return std::any_of(std::begin(signs), std::end(signs),
                     [&](std::string_view sign) { return word.find(sign) != std::string_view::npos; });
}

/// The size of the blank at this position; 0 when there is none.
std::size_t blank_at(std::string_view text, std::size_t at) {
  detail::code_point const next = detail::code_point_at(text, at);
  bool const is_blank = next.value == ' ' || next.value == 0xA0 || next.value == 0x1680 ||
                        (next.value >= 0x2000 && next.value <= 0x200A) || next.value == 0x202F || next.value == 0x205F ||
                        next.value == 0x3000;
  return next.valid && is_blank ? next.size : 0;
}

/// A word and the blanks before it.
struct spaced_word {
  std::size_t blanks = 0;
  std::string_view text;
  bool suspicious = false;
};

std::vector<spaced_word> words_of(std::string_view text) {
  std::vector<spaced_word> all;
  for (std::size_t at = 0; at < text.size();) {
    spaced_word next;
    for (std::size_t size = 0; at < text.size() && (size = blank_at(text, at)) > 0; at += size) ++next.blanks;
    std::size_t const begin = at;
    while (at < text.size() && blank_at(text, at) == 0) at += detail::code_point_at(text, at).size;
    next.text = text.substr(begin, at - begin);
    all.push_back(next);
  }
  return all;
}

/// Marks the words that look personal.
void judge(std::vector<spaced_word>& words) {
  constexpr std::size_t suspicious_group = 8; // digits in consecutive words
  std::size_t first = 0;                      // first of the consecutive words of digits
  std::size_t together = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string_view const word = words[i].text;
    bool const harmless = is_uuid(word) || is_time(word);
    bool const large = word.size() > longest_word;
    std::size_t const digits = harmless || large ? 0 : digits_in(word);
    words[i].suspicious = large || is_address(word) || digits >= suspicious_digits;
    if (digits == 0 || has_letters(word)) {
      together = 0;
      first = i + 1;
      continue;
    }
    together += digits;
    for (; together >= suspicious_group && first <= i; ++first) words[first].suspicious = true;
  }
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
  std::string const readable = detail::printable(text);
  auto words = words_of(readable);
  judge(words);
  std::string out;
  out.reserve(readable.size());
  for (spaced_word const& one : words) {
    out.append(one.blanks, ' ');
    out += one.suspicious ? std::string_view("***") : one.text;
  }
  return out;
}

RUBRICA_END_NAMESPACE
