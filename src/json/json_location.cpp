#include "json/json_location.hpp"

#include "json/duplicate_key_check.hpp"
#include "json/json_token.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t nowhere = std::string_view::npos;

std::size_t behind_space(std::string_view json, std::size_t at) {
  while (at < json.size() && is_json_space(json[at])) ++at;
  return at;
}

/// The position after the string that begins at `at`.
std::size_t behind_string(std::string_view json, std::size_t at) {
  for (++at; at < json.size() && json[at] != '"'; ++at) {
    if (json[at] == '\\') ++at;
  }
  return std::min(at + 1, json.size());
}

/// The value of the string that begins at `at`.
std::string text_of(std::string_view json, std::size_t at) {
  std::string text;
  std::size_t const size = behind_string(json, at) - at;
  return size >= 2 && append_unescaped(json.substr(at + 1, size - 2), text) ? text : std::string();
}

std::size_t value_of(std::string_view json, std::size_t name) {
  return behind_space(json, behind_space(json, behind_string(json, name)) + 1);
}

/// The first name inside the value at `at` for which `wanted(name, objects)` is true; `objects` are the positions of all
/// enclosing containers, `nowhere` for an array.
template <class Wanted> std::size_t find_name(std::string_view json, std::size_t at, Wanted wanted) {
  std::vector<std::size_t> objects;
  bool name_is_next = false;
  do {
    char const c = at < json.size() ? json[at] : '\0';
    if (c == '"') {
      if (std::exchange(name_is_next, false) && wanted(at, objects)) return at;
      at = behind_string(json, at);
      continue;
    }
    if (c == '{' || c == '[') objects.push_back(c == '{' ? at : nowhere);
    if ((c == '}' || c == ']') && !objects.empty()) objects.pop_back();
    if (c == '{' || c == ',') name_is_next = !objects.empty() && objects.back() != nowhere;
    ++at;
  } while (!objects.empty() && at < json.size());
  return nowhere;
}

} // namespace

error_info malformed_at(std::string_view text, std::size_t offset, std::string_view why) {
  error_info error = make_error(errc::malformed, why);
  error.line = 1;
  error.column = 1;
  for (char c : text.substr(0, offset)) {
    error.column = c == '\n' ? 1 : error.column + 1;
    if (c == '\n') ++error.line;
  }
  return error;
}

std::size_t offset_of(std::string_view json, std::initializer_list<std::string_view> path) {
  std::size_t at = behind_space(json, 0);
  for (std::string_view const part : path) {
    std::size_t const name = find_name(
        json, at, [&](std::size_t found, auto const& objects) { return objects.size() == 1 && text_of(json, found) == part; });
    if (name == nowhere) return at;
    at = value_of(json, name);
  }
  return at;
}

std::size_t offset_of_repeat(std::string_view text, std::uint64_t hash) {
  std::vector<std::size_t> named; // for each depth the last object with this name
  std::size_t const found = find_name(text, behind_space(text, 0), [&](std::size_t at, auto const& objects) {
    if (key_hash(text_of(text, at)) != hash) return false;
    named.resize(std::max(named.size(), objects.size() + 1), nowhere);
    return std::exchange(named[objects.size()], objects.back()) == objects.back();
  });
  return found == nowhere ? 0 : found;
}

} // namespace detail
RUBRICA_END_NAMESPACE
