#include "json/identifier.hpp"

#include "text/ascii.hpp"
#include "json/json_token.hpp"

#include <algorithm>
#include <iterator>

RUBRICA_BEGIN_NAMESPACE
namespace detail {
namespace {

bool same_word(std::string_view a, std::string_view b) noexcept {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

/// The next character of a name that is compared; NUL at its end.
char next_of(std::string_view& name) noexcept {
  while (!name.empty() && (name.front() == '_' || name.front() == '-' || name.front() == ' ')) name.remove_prefix(1);
  if (name.empty()) return '\0';
  char const c = lower(name.front());
  name.remove_prefix(1);
  return c;
}

} // namespace

bool is_placeholder(std::string_view text) noexcept {
  constexpr std::string_view words[] = {"null", "nil",  "none", "undefined", "nan",    "n/a",   "na",
                                        "nulo", "\"\"", "''",   "[null]",    "(null)", "vazio", "empty"};
  text = trimmed(text);
  if (text.find_first_not_of("0-_./: ") == std::string_view::npos) return true; // also 0000-…-0000 and 0.0
  return std::any_of(std::begin(words), std::end(words), [&](std::string_view word) { return same_word(text, word); });
}

std::string id_of_number(std::string_view number) {
  auto const whole = whole_number(number);
  return whole ? std::to_string(*whole) : std::string(number);
}

std::string usual_spelling(std::string_view text) {
  constexpr std::string_view british = "cancelled";
  constexpr std::string_view american = "canceled";
  std::string out = lower(std::string(trimmed(text)));
  if (std::size_t const at = out.find(british); at != std::string::npos) out.replace(at, british.size(), american);
  return out;
}

bool same_plain_name(std::string_view a, std::string_view b) noexcept {
  for (;;) {
    char const c = next_of(a);
    if (c != next_of(b)) return false;
    if (c == '\0') return true;
  }
}

} // namespace detail
RUBRICA_END_NAMESPACE
