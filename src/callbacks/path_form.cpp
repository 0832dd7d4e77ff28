#include "callbacks/path_form.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace callbacks {
namespace {

constexpr std::string_view token_place = "{TOKEN}";
constexpr std::string_view hint_place = "{HINT}";

/// Takes the segment after the first `/`; nothing at the end of the path.
std::optional<std::string_view> next_segment(std::string_view& path) {
  if (path.empty() || path.front() != '/') return std::nullopt;
  path.remove_prefix(1);
  std::string_view const segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  return segment;
}

/// The path without the query and without one `/` at the end.
std::string_view without_query(std::string_view path) {
  path = path.substr(0, path.find_first_of("?#"));
  if (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
  return path;
}

bool is_unreserved(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.' ||
         c == '~';
}

} // namespace

std::string_view usual_form(provider value) {
  switch (value) {
  case provider::clicksign: return "/api/rest/clicksign/{TOKEN}";
  case provider::assinebem: return "/api/rest/assinebem/{TOKEN}/{HINT}";
  case provider::pacto: return "/api/rest/pacto/{TOKEN}/{HINT}";
  }
  return {};
}

bool is_path_segment(std::string_view text) {
  return !text.empty() && text != "." && text != ".." && std::all_of(text.begin(), text.end(), is_unreserved);
}

bool is_path_form(std::string_view form) {
  int tokens = 0;
  std::size_t segments = 0;
  bool hinted = false;
  bool empty = false;
  while (auto const segment = next_segment(form)) {
    if (hinted || empty || ++segments > most_segments) return false; // text after the last allowed segment
    if (*segment == token_place)
      ++tokens;
    else if (*segment == hint_place)
      hinted = true;
    else if (!is_path_segment(*segment))
      empty = true;
  }
  return tokens == 1 && !empty && form.empty();
}

bool has_hint(std::string_view form) {
  return form.size() > hint_place.size() && form.substr(form.size() - hint_place.size()) == hint_place;
}

std::size_t token_place_of(std::string_view form) {
  std::size_t place = 0;
  for (auto segment = next_segment(form); segment && *segment != token_place; segment = next_segment(form)) ++place;
  return place;
}

std::vector<std::string> forms_of(std::string_view path, std::size_t token_at) {
  path = without_query(path);
  std::string before; // all but the last segment, with a mark for the token
  std::string_view last;
  std::size_t segments = 0;
  while (auto const segment = next_segment(path)) {
    if (segments > most_segments) return {};
    if (segments > 0) before.append(1, '/').append(segments - 1 == token_at ? token_place : last);
    last = *segment;
    ++segments;
  }
  if (token_at >= segments) return {};
  bool const is_last = token_at + 1 == segments;
  std::string const whole = std::string(before).append(1, '/').append(is_last ? token_place : last);
  std::vector<std::string> forms{whole, std::string(whole).append(1, '/').append(hint_place)};
  if (!is_last) forms.push_back(before.append(1, '/').append(hint_place));
  return forms;
}

std::optional<path_parts> read_path(std::string_view form, std::string_view path) {
  path = without_query(path);
  path_parts parts;
  while (auto const expected = next_segment(form)) {
    auto const segment = next_segment(path);
    if (*expected == hint_place) {
      parts.hint = segment.value_or(std::string_view());
      continue;
    }
    bool const fits = segment && !segment->empty() && (*expected == token_place || *expected == *segment);
    if (!fits) return std::nullopt;
    if (*expected == token_place) parts.token = *segment;
  }
  if (!path.empty()) return std::nullopt;
  return parts;
}

std::string fill_in(std::string_view form, std::string_view token, std::string_view hint) {
  std::string out;
  while (auto const segment = next_segment(form)) {
    std::string_view const value = *segment == token_place ? token : *segment == hint_place ? hint : *segment;
    if (value.empty()) continue; // no hint
    out.append(1, '/').append(value);
  }
  return out;
}

} // namespace callbacks
RUBRICA_END_NAMESPACE
