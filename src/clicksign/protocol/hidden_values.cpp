#include "clicksign/protocol/hidden_values.hpp"

#include "text/ascii.hpp"
#include "text/fnv1a.hpp"
#include "text/folding.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {
namespace {

using detail::folded_letter;
using detail::hex_digit;

// This many letters or digits in a row (ignoring blanks and signs between them) reveal a value.
constexpr std::size_t short_run = 5;
// A whole clause shares that many with any other text, so it needs more.
constexpr std::size_t long_run = 12;
constexpr std::size_t longest_value = 64; // longest value that is not a clause: a name, an address, a token
constexpr std::size_t most_letters = 255; // letters of a value that is looked for whole; a file's name has no more

// These words appear in names and addresses, and in every other sentence.
constexpr std::string_view common_words[] = {"a",   "ao",   "aos", "as",  "br",  "com", "da", "das", "de", "do",
                                             "dos", "e",    "em",  "na",  "nao", "nas", "no", "nos", "o",  "os",
                                             "ou",  "para", "por", "que", "se",  "sem", "um", "uma"};

std::uint64_t hash_of(folded_letter const* first, std::size_t count) noexcept {
  std::uint64_t hash = detail::fnv1a_empty;
  for (std::size_t i = 0; i < count; ++i) hash = detail::fnv1a(hash, first[i].value);
  return hash;
}

bool is_common(folded_letter const* first, std::size_t count) {
  return std::any_of(std::begin(common_words), std::end(common_words), [&](std::string_view word) {
    return word.size() == count && std::equal(word.begin(), word.end(), first, [](char c, folded_letter const& each) {
             return each.value == static_cast<unsigned char>(c);
           });
  });
}

/// Calls `each(first, count)` for the words.
template <class Each> void for_words(std::vector<folded_letter> const& text, Each each) {
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin + 1;
    while (end < text.size() && !text[end].first) ++end;
    each(begin, end - begin);
    begin = end;
  }
}

void add_runs(std::vector<folded_letter> const& value, std::size_t size, std::vector<std::uint64_t>& into) {
  for (std::size_t at = 0; at + size <= value.size(); ++at) into.push_back(hash_of(&value[at], size));
}

/// `19850317` as `17031985` and `03171985`, when it is a date.
std::vector<std::vector<folded_letter>> other_orders(std::vector<folded_letter> const& value) {
  constexpr std::size_t size_of_date = 8;
  bool const digits =
      std::all_of(value.begin(), value.end(), [](auto const& one) { return one.value >= '0' && one.value <= '9'; });
  if (value.size() != size_of_date || !digits) return {};
  auto const put = [&](std::initializer_list<std::pair<std::size_t, std::size_t>> parts) {
    std::vector<folded_letter> out;
    for (auto const& [from, to] : parts)
      out.insert(out.end(), value.begin() + static_cast<long>(from), value.begin() + static_cast<long>(to));
    return out;
  };
  return {put({{6, 8}, {4, 6}, {0, 4}}), put({{4, 6}, {6, 8}, {0, 4}})};
}

void in_order(std::vector<std::uint64_t>& all) {
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
}

bool has(std::vector<std::uint64_t> const& all, std::uint64_t one) {
  return std::binary_search(all.begin(), all.end(), one);
}

// ---- texts inside texts ----

int base64_digit(char c) noexcept {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  return c == '/' || c == '_' ? 63 : -1;
}

/// The bytes of an encoding with `Bits` bits for each character.
template <int Bits> std::string decoded(std::string_view text, int (*digit)(char)) {
  std::string out;
  unsigned held = 0;
  int bits = 0;
  for (char const c : text) {
    int const value = digit(c);
    if (value < 0) break;
    held = (held << static_cast<unsigned>(Bits) | static_cast<unsigned>(value)) & 0xFFFFU;
    bits += Bits;
    if (bits < 8) continue;
    bits -= 8;
    out += static_cast<char>(held >> static_cast<unsigned>(bits) & 0xFFU);
  }
  return out;
}

} // namespace

hidden_values::hidden_values(hidden_texts const& values) {
  for (std::string_view const value : values) {
    auto const plain = detail::folded(value);
    add(plain);
    add_whole(plain);
    add(detail::folded(value, detail::escapes::are_resolved)); // a value may itself be an escaped text
  }
  for (auto* all : {&words_, &whole_, &short_runs_, &long_runs_}) in_order(*all);
}

void hidden_values::add(letters const& value) {
  if (value.size() > longest_value) return add_runs(value, long_run, long_runs_);
  add_runs(value, short_run, short_runs_);
  for (auto const& other : other_orders(value)) add_runs(other, short_run, short_runs_);
  for_words(value, [&](std::size_t begin, std::size_t size) {
    bool const is_all = size == value.size();
    if (is_all || (size > 1 && !is_common(&value[begin], size))) words_.push_back(hash_of(&value[begin], size));
  });
}

void hidden_values::add_whole(letters const& value) {
  auto const words = std::count_if(value.begin(), value.end(), [](folded_letter const& one) { return one.first; });
  if (words < 2 || value.size() > most_letters) return;
  whole_.push_back(hash_of(value.data(), value.size()));
  longest_whole_ = std::max(longest_whole_, value.size());
}

/// Adds the words that contain something hidden; adjacent ones become one span.
void hidden_values::mark(letters const& text, std::vector<span>& found) const {
  std::vector<bool> touched(text.size());
  auto const look = [&](std::vector<std::uint64_t> const& runs, std::size_t size) {
    std::size_t marked = 0; // end of the last marked word
    for (std::size_t at = 0; !runs.empty() && at + size <= text.size(); ++at) {
      if (!has(runs, hash_of(&text[at], size))) continue;
      for (marked = std::max(marked, at); marked < at + size; ++marked) touched[marked] = true;
    }
  };
  look(short_runs_, short_run);
  look(long_runs_, long_run);
  bool joins = false;
  for_words(text, [&](std::size_t begin, std::size_t size) {
    auto const first = touched.begin() + static_cast<long>(begin);
    bool const hit = std::find(first, first + static_cast<long>(size), true) != first + static_cast<long>(size);
    bool const hidden = hit || has(words_, hash_of(&text[begin], size));
    std::size_t const end = text[begin + size - 1].end;
    if (hidden && joins)
      found.back().end = std::max(found.back().end, end);
    else if (hidden)
      found.push_back({text[begin].begin, end});
    joins = hidden;
  });
}

bool hidden_values::holds_any(std::string_view bytes) const {
  std::vector<span> found;
  mark(detail::folded(bytes), found);
  constexpr std::size_t chance = 4; // bytes that noise may have in common with a value
  return std::any_of(found.begin(), found.end(), [](span one) { return one.end - one.begin >= chance; });
}

/// Adds the words that are an encoding of something hidden.
void hidden_values::mark_encoded(std::string_view text, std::vector<span>& found) const {
  constexpr std::size_t shortest = 7; // five bytes in base64
  auto const in_code = [](char c) { return base64_digit(c) >= 0; };
  for (auto at = text.begin(); at != text.end();) {
    auto const begin = std::find_if(at, text.end(), in_code);
    at = std::find_if_not(begin, text.end(), in_code);
    auto const first = static_cast<std::size_t>(begin - text.begin());
    std::string_view const word = text.substr(first, static_cast<std::size_t>(at - begin));
    if (word.size() < shortest) continue;
    bool const is_hex = std::all_of(word.begin(), word.end(), [](char c) { return hex_digit(c) >= 0; });
    bool hidden = false;
    for (std::size_t cut = 0; !hidden && cut < 4; ++cut) { // dropped in front, which moves the characters within their group
      hidden = holds_any(decoded<6>(word.substr(cut), &base64_digit)) ||
               (is_hex && cut < 2 && holds_any(decoded<4>(word.substr(cut), &hex_digit)));
    }
    if (hidden) found.push_back({first, first + word.size()});
  }
}

std::string hidden_values::masked(std::string_view text) const {
  std::vector<span> found;
  mark(detail::folded(text), found);
  mark(detail::folded(text, detail::escapes::are_resolved), found);
  mark_encoded(text, found);
  return without(std::move(found), text);
}

std::string hidden_values::without_values(std::string_view text) const {
  letters const all = whole_.empty() ? letters() : detail::folded(text);
  std::vector<span> found;
  for (std::size_t at = 0; at < all.size(); ++at) {
    if (!all[at].first) continue;
    std::uint64_t hash = detail::fnv1a_empty;
    for (std::size_t next = at; next < all.size() && next - at < longest_whole_; ++next) {
      hash = detail::fnv1a(hash, all[next].value);
      bool const ends_word = next + 1 == all.size() || all[next + 1].first;
      if (ends_word && has(whole_, hash)) found.push_back({all[at].begin, all[next].end});
    }
  }
  return without(std::move(found), text);
}

std::string hidden_values::without(std::vector<span> found, std::string_view text) {
  std::sort(found.begin(), found.end(), [](span a, span b) { return a.begin < b.begin; });
  std::string out;
  std::size_t done = 0;
  for (span const one : found) {
    if (one.end <= done) continue;
    if (one.begin >= done) out.append(text.substr(done, one.begin - done)).append("***");
    done = one.end;
  }
  return out.append(text.substr(done));
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
