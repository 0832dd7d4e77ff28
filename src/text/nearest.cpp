#include "text/nearest.hpp"

#include "text/code_point.hpp"
#include "text/plain.hpp"
#include "text/points.hpp"

#include <algorithm>
#include <cstddef>

RUBRICA_BEGIN_NAMESPACE
namespace text {
namespace {

constexpr std::size_t longest_word = 64;

/// U+00C0 to U+00FF without the accent; a full stop where there is no such letter.
constexpr std::string_view base_letters = "aaaaaaaceeeeiiiidnooooo.ouuuuy.saaaaaaaceeeeiiiidnooooo.ouuuuy.y";

/// How many letters must be changed, added, removed or swapped with their neighbour.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        cost[i][j] = i + j;
        continue;
      }
      std::size_t const change = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      cost[i][j] = std::min({change, cost[i - 1][j] + 1, cost[i][j - 1] + 1});
      bool const exchanged = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (exchanged) cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  }
  return cost[a.size()][b.size()];
}

} // namespace

std::string folded(std::string_view text) {
  std::string out;
  std::string const spelled = plain(text);
  for (std::size_t at = 0; at < spelled.size();) {
    point const here = point_at(spelled, at);
    at += here.length;
    char32_t const c = here.value;
    bool const mark = c >= 0x300 && c <= 0x36F;
    if (mark) continue;
    if (c >= 'A' && c <= 'Z')
      out += static_cast<char>(c - 'A' + 'a');
    else if (c == ' ' || c == '-' || c == '.')
      out += '_';
    else if (c >= 0xC0 && c <= 0xFF)
      out += base_letters[c - 0xC0];
    else
      detail::append_utf8(c, out);
  }
  return out;
}

std::string_view nearest(std::string_view written, std::vector<std::string_view> const& list,
                         std::vector<synonym> const& synonyms) {
  std::string const word = folded(written.substr(0, longest_word));
  if (word.empty()) return {};
  for (std::string_view one : list) {
    if (folded(one) == word) return one;
  }
  std::string_view best;
  std::size_t least = word.size() / 3; // with more than one wrong letter in three the words are too different
  auto const consider = [&](std::string_view candidate, std::string_view meant) {
    std::size_t const here = distance(word, candidate);
    if (here > least || (here == least && !best.empty())) return;
    least = here;
    best = meant;
  };
  for (synonym const& one : synonyms) consider(one.said, one.meant);
  for (std::string_view one : list) consider(one, one);
  return best;
}

} // namespace text
RUBRICA_END_NAMESPACE
