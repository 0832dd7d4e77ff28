#include "text/plain.hpp"

#include "text/code_point.hpp"
#include "text/points.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace text {
namespace {

bool is_full_width(char32_t c) {
  return c >= 0xFF01 && c <= 0xFF5E;
}

/// The character that replaces another one; 0: it is removed.
char32_t plain_form(char32_t c) {
  if (is_invisible(c)) return 0;
  if (is_dash(c)) return '-';
  if (is_blank(c)) return ' ';
  return is_full_width(c) ? c - 0xFF01 + '!' : c;
}

bool is_space(char32_t c) {
  return c == ' ' || is_control(c);
}

/// Removes spaces and control characters from both ends.
void trim(std::string& text) {
  std::size_t first = text.size(); // index of the first character that is kept
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size();) {
    point const here = point_at(text, at);
    if (!is_space(here.value)) {
      first = std::min(first, at);
      end = at + here.length;
    }
    at += here.length;
  }
  text.resize(end);
  text.erase(0, std::min(first, end));
}

enum class typed_spaces { one, all };

/// Spaces that replace something else are never doubled; those that were typed may stay.
template <class Form> std::string rewritten(std::string_view text, Form form, typed_spaces keep) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    point const here = point_at(text, at);
    char32_t const wanted = form(here.value);
    bool const may_double = keep == typed_spaces::all && here.value == ' ';
    bool const second_space = wanted == ' ' && !may_double && !out.empty() && out.back() == ' ';
    if (wanted == here.value && !second_space)
      out.append(text.substr(at, here.length));
    else if (wanted != 0 && !second_space)
      detail::append_utf8(wanted, out);
    at += here.length;
  }
  trim(out);
  return out;
}

} // namespace

std::string plain(std::string_view text) {
  return is_plain(text) ? std::string(text) : rewritten(text, &plain_form, typed_spaces::one);
}

bool is_plain(std::string_view text) {
  bool space = true; // as if there were one before the text
  bool ends_in_space = false;
  for (std::size_t at = 0; at < text.size();) {
    point const here = point_at(text, at);
    if (plain_form(here.value) != here.value) return false;
    bool const is_first = at == 0;
    if (here.value == ' ' ? space : is_first && is_space(here.value)) return false;
    space = here.value == ' ';
    ends_in_space = is_space(here.value);
    at += here.length;
  }
  return !ends_in_space;
}

std::string one_line(std::string_view text) {
  auto const form = [](char32_t c) -> char32_t { return is_invisible(c) ? 0 : is_control(c) ? ' ' : c; };
  return rewritten(text, form, typed_spaces::all);
}

std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

} // namespace text
RUBRICA_END_NAMESPACE
