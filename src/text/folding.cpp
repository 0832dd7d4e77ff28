#include "text/folding.hpp"
#include "text/ascii.hpp"

#include "text/cleanse.hpp"
#include "text/code_point.hpp"

#include <algorithm>
#include <optional>

RUBRICA_BEGIN_NAMESPACE
namespace detail {
namespace {

// ---- escapes ----

/// A byte of a text, or the character that an escape in it means.
struct piece {
  char byte;
  std::size_t begin;
  std::size_t end;
};
using pieces = std::vector<piece>;

/// A number with `least` to `most` digits; `at` moves after it.
std::optional<char32_t> take_number(pieces const& from, std::size_t& at, int base, std::size_t least, std::size_t most) {
  char32_t value = 0;
  std::size_t count = 0;
  for (; at + count < from.size() && count < most; ++count) {
    int const digit = hex_digit(from[at + count].byte);
    if (digit < 0 || digit >= base) break;
    value = value * static_cast<char32_t>(base) + static_cast<char32_t>(digit);
  }
  if (count < least) return std::nullopt;
  at += count;
  return value;
}

bool take(pieces const& from, std::size_t& at, std::string_view text) {
  if (from.size() - at < text.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (from[at + i].byte != text[i]) return false;
  }
  at += text.size();
  return true;
}

struct named_entity {
  std::string_view name;
  char32_t value;
};
// Those that appear in names and addresses; a letter with a mark is mapped to the letter.
constexpr named_entity entities[] = {{"&amp;", '&'},  {"&nbsp;", ' '},   {"&quot;", '"'},   {"&apos;", '\''},
                                     {"&lt;", '<'},   {"&gt;", '>'},     {"&commat;", '@'}, {"&period;", '.'},
                                     {"&shy;", 0xAD}, {"&hyphen;", '-'}, {"&num;", '#'},    {"&percnt;", '%'}};
constexpr std::string_view marks[] = {"acute;", "grave;", "circ;", "tilde;", "uml;", "cedil;", "ring;", "caron;"};

std::optional<char32_t> take_entity(pieces const& from, std::size_t& at) {
  std::size_t next = at;
  if (take(from, next, "&#")) {
    bool const hex = take(from, next, "x") || take(from, next, "X");
    auto const value = hex ? take_number(from, next, 16, 1, 6) : take_number(from, next, 10, 1, 7);
    if (!value) return std::nullopt;
    take(from, next, ";");
    at = next;
    return value;
  }
  for (named_entity const& one : entities) {
    if (take(from, at, one.name)) return one.value;
  }
  if (from.size() - at < 2) return std::nullopt;
  for (std::string_view const mark : marks) {
    next = at + 2;
    if (!take(from, next, mark)) continue;
    char const letter = from[at + 1].byte;
    at = next;
    return static_cast<unsigned char>(letter);
  }
  return std::nullopt;
}

/// A character given by its number.
std::optional<char32_t> take_character(pieces const& from, std::size_t& at) {
  if (from[at].byte == '&') return take_entity(from, at);
  std::size_t next = at;
  std::optional<char32_t> value;
  if (take(from, next, "\\u{"))
    value = take_number(from, next, 16, 1, 6), take(from, next, "}");
  else if (take(from, next, "\\u") || take(from, next, "%u") || take(from, next, "U+") || take(from, next, "u+"))
    value = take_number(from, next, 16, 4, 4);
  else if (take(from, next, "\\U"))
    value = take_number(from, next, 16, 8, 8);
  if (!value) return std::nullopt;
  std::size_t low_at = next; // the second half of a surrogate pair
  if (*value >= 0xD800 && *value < 0xDC00 && (take(from, low_at, "\\u") || take(from, low_at, "%u"))) {
    auto const low = take_number(from, low_at, 16, 4, 4);
    if (low && *low >= 0xDC00 && *low < 0xE000) {
      value = 0x10000 + ((*value - 0xD800) << 10U) + (*low - 0xDC00);
      next = low_at;
    }
  }
  at = next;
  return value;
}

/// A byte given by its number.
std::optional<char32_t> take_byte(pieces const& from, std::size_t& at) {
  std::size_t next = at;
  if (!take(from, next, "%") && !take(from, next, "\\x") && !take(from, next, "=")) return std::nullopt;
  auto const value = take_number(from, next, 16, 2, 2);
  if (value) at = next;
  return value;
}

std::optional<char> take_short_escape(pieces const& from, std::size_t& at) {
  if (from[at].byte != '\\' || at + 1 == from.size()) return std::nullopt;
  char const letter = from[at + 1].byte;
  if (std::string_view("nrtbf").find(letter) != std::string_view::npos) return at += 2, ' ';
  if (letter == '/' || letter == '"' || letter == '\\') return at += 2, letter;
  return std::nullopt;
}

/// Resolves the outermost escapes; false when there were none.
bool unescape(pieces& all) {
  pieces out;
  out.reserve(all.size());
  bool any = false;
  std::string character;
  for (std::size_t at = 0; at < all.size();) {
    std::size_t const begin = at;
    character.clear();
    if (auto const value = take_character(all, at))
      append_utf8(*value <= 0x10FFFF ? *value : U' ', character);
    else if (auto const byte = take_byte(all, at))
      character += static_cast<char>(*byte);
    else if (auto const meant = take_short_escape(all, at))
      character += *meant;
    if (at == begin) {
      out.push_back(all[at++]);
      continue;
    }
    any = true;
    for (char c : character) out.push_back({c, all[begin].begin, all[at - 1].end});
  }
  all = std::move(out);
  return any;
}

// ---- letters ----

// U+00C0 to U+017F without their marks; `?` is no letter. A ligature becomes its first letter.
constexpr std::string_view latin = "aaaaaaaceeeeiiiidnooooo?ouuuuytsaaaaaaaceeeeiiiidnooooo?ouuuuyty"
                                   "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
                                   "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

// Digits of other scripts; each block has ten in a row.
constexpr char32_t zeros[] = {0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66,  0xAE6,  0xB66,  0xBE6, 0xC66,
                              0xCE6, 0xD66, 0xE50, 0xED0, 0xF20, 0x1040, 0x17E0, 0x1810, 0xFF10};

struct alike {
  char32_t from;
  char to;
};
// Letters and digits of other alphabets that look like ours.
constexpr alike lookalikes[] = {
    {0x0391, 'a'}, {0x0392, 'b'}, {0x0395, 'e'}, {0x0396, 'z'}, {0x0397, 'h'}, {0x0399, 'i'}, {0x039A, 'k'},
    {0x039C, 'm'}, {0x039D, 'n'}, {0x039F, 'o'}, {0x03A1, 'p'}, {0x03A4, 't'}, {0x03A5, 'y'}, {0x03A7, 'x'},
    {0x03B1, 'a'}, {0x03BF, 'o'}, {0x0405, 's'}, {0x0406, 'i'}, {0x0408, 'j'}, {0x0410, 'a'}, {0x0412, 'b'},
    {0x0415, 'e'}, {0x041A, 'k'}, {0x041C, 'm'}, {0x041D, 'h'}, {0x041E, 'o'}, {0x0420, 'p'}, {0x0421, 'c'},
    {0x0422, 't'}, {0x0423, 'y'}, {0x0425, 'x'}, {0x0430, 'a'}, {0x0435, 'e'}, {0x043E, 'o'}, {0x0440, 'p'},
    {0x0441, 'c'}, {0x0443, 'y'}, {0x0445, 'x'}, {0x0455, 's'}, {0x0456, 'i'}, {0x0458, 'j'}, {0x00B2, '2'},
    {0x00B3, '3'}, {0x00B9, '1'}, {0x00AA, 'a'}, {0x00BA, 'o'}, {0x0131, 'i'}, {0x1E9E, 's'}, {0x2070, '0'}};

constexpr char32_t letter_number(char32_t value, char32_t first) {
  return 'a' + (value - first) % 26;
}

bool is_mark(char32_t value) noexcept { // combines with the letter before it, or has no width
  bool const combining = (value >= 0x300 && value <= 0x36F) || (value >= 0x1AB0 && value <= 0x1AFF) ||
                         (value >= 0x1DC0 && value <= 0x1DFF) || (value >= 0x20D0 && value <= 0x20FF);
  return combining || (value >= 0xAD && is_deceptive(value) && value != 0x2028 && value != 0x2029);
}

} // namespace

char32_t folded_form(char32_t letter) noexcept {
  if (letter < 0x80) {
    bool const upper = letter >= 'A' && letter <= 'Z';
    bool const plain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
    return upper ? letter + 32 : plain ? letter : 0;
  }
  for (alike const& one : lookalikes) {
    if (one.from == letter) return static_cast<char32_t>(one.to);
  }
  if (letter >= 0xC0 && letter < 0xC0 + latin.size()) {
    char const base = latin[letter - 0xC0];
    return base == '?' ? 0 : static_cast<char32_t>(base);
  }
  for (char32_t const zero : zeros) {
    if (letter >= zero && letter < zero + 10) return '0' + (letter - zero);
  }
  if (letter >= 0x2074 && letter <= 0x2079) return '0' + (letter - 0x2070); // superscript
  if (letter >= 0x2080 && letter <= 0x2089) return '0' + (letter - 0x2080); // subscript
  if (letter >= 0x2460 && letter <= 0x2468) return '1' + (letter - 0x2460); // in circles
  if (letter >= 0x24B6 && letter <= 0x24E9) return letter_number(letter, 0x24B6);
  if (letter >= 0x1F130 && letter <= 0x1F149) return letter_number(letter, 0x1F130); // in squares
  if (letter >= 0xFF21 && letter <= 0xFF3A) return letter_number(letter, 0xFF21);    // full width
  if (letter >= 0xFF41 && letter <= 0xFF5A) return letter_number(letter, 0xFF41);
  if (letter >= 0x1D400 && letter <= 0x1D6A3) return letter_number(letter, 0x1D400); // mathematical
  if (letter >= 0x1D7CE && letter <= 0x1D7FF) return '0' + (letter - 0x1D7CE) % 10;
  if (letter >= 0x1E00 && letter <= 0x1EFF) { // Latin letters with several marks: by blocks of vowels, else itself
    if (letter >= 0x1EA0 && letter <= 0x1EB7) return 'a';
    if (letter >= 0x1EB8 && letter <= 0x1EC7) return 'e';
    if (letter >= 0x1EC8 && letter <= 0x1ECB) return 'i';
    if (letter >= 0x1ECC && letter <= 0x1EE3) return 'o';
    if (letter >= 0x1EE4 && letter <= 0x1EF1) return 'u';
  }
  bool const separates = letter < 0xC0 || (letter >= 0x2000 && letter <= 0x206F) || (letter >= 0x3000 && letter <= 0x3003) ||
                         (letter >= 0xFF00 && letter <= 0xFF65) || letter == 0x1680 || letter == 0xFFFD || is_mark(letter) ||
                         (letter >= 0x2190 && letter <= 0x2BFF) || is_deceptive(letter);
  return separates ? 0 : letter;
}

std::vector<folded_letter> folded(std::string_view text, escapes style) {
  pieces all;
  all.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) all.push_back({text[at], at, at + 1});
  constexpr int deepest = 4; // nobody escapes a text more often than that by accident
  for (int depth = 0; style == escapes::are_resolved && depth < deepest && unescape(all); ++depth) {
  }
  std::string bytes;
  bytes.reserve(all.size());
  for (piece const& one : all) bytes += one.byte;

  std::vector<folded_letter> out;
  out.reserve(bytes.size());
  bool inside = false;
  for (std::size_t at = 0; at < bytes.size();) {
    code_point const next = code_point_at(bytes, at);
    // A byte that is not UTF-8 is read as Latin-1.
    char32_t const letter = folded_form(next.value);
    std::size_t const end = all[at + next.size - 1].end;
    if (letter != 0) {
      out.push_back({letter, all[at].begin, end, !inside});
      inside = true;
    } else if (inside && is_mark(next.value)) {
      out.back().end = end;
    } else {
      inside = false;
    }
    at += next.size;
  }
  cleanse(bytes); // because access tokens are compared too
  return out;
}

std::string folded_sentence(std::string_view text) {
  std::string out;
  for (folded_letter const& one : folded(text)) {
    if (one.first && !out.empty()) out += ' ';
    append_utf8(one.value, out);
  }
  return out;
}

} // namespace detail
RUBRICA_END_NAMESPACE
