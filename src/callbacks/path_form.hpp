#pragma once

#include <rubrica/callbacks/route.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace callbacks {

/// The form of paths that routes have unless they say otherwise.
std::string_view usual_form(provider value);

/// Begins with `/`, has one segment `{TOKEN}`, and `{HINT}` as the last segment at most.
bool is_path_form(std::string_view form);
bool has_hint(std::string_view form);

/// Letters, digits, `-`, `_`, `.`, `~`: what stands in a URL as it is.
bool is_path_segment(std::string_view text);

/// The segment in which the form has its token, counted from 0; below 16.
std::size_t token_place_of(std::string_view form);

/// The forms that a path may have whose token stands in this segment: with a hint, without one, and with one left out. Nothing
/// where the path has no such segment, or more than a form may have.
std::vector<std::string> forms_of(std::string_view path, std::size_t token_place);

struct path_parts {
  std::string_view token{};
  std::string_view hint{}; ///< empty where the path has none
};

/// What stands in a path in the places of the form; nothing when it is another path. Neither the query nor one `/` at the
/// end counts.
std::optional<path_parts> read_path(std::string_view form, std::string_view path);

std::string fill_in(std::string_view form, std::string_view token, std::string_view hint);

} // namespace callbacks
RUBRICA_END_NAMESPACE
