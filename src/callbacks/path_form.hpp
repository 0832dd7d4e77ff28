#pragma once

#include <rubrica/callbacks/route.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace callbacks {

inline constexpr std::size_t most_segments = 16; ///< of a form

/// The default form of a provider's paths.
std::string_view usual_form(provider value);

/// Whether it begins with `/`, has one segment `{TOKEN}`, and `{HINT}` at most as the last segment.
bool is_path_form(std::string_view form);
bool has_hint(std::string_view form);

/// Letters, digits, `-`, `_`, `.`, `~`: characters that a URL needs not encode.
bool is_path_segment(std::string_view text);

/// The index of the form's segment with the token, counted from 0; below 16.
std::size_t token_place_of(std::string_view form);

/// The forms that fit a path with its token in this segment: with a hint, without one, and with an empty one. None when the path
/// has no such segment, or more segments than a form may have.
std::vector<std::string> forms_of(std::string_view path, std::size_t token_place);

struct path_parts {
  std::string_view token{};
  std::string_view hint{}; ///< empty where the path has none
};

/// The parts of a path at the places of the form; nothing when the path has another form. The query and one `/` at the end are
/// ignored.
std::optional<path_parts> read_path(std::string_view form, std::string_view path);

std::string fill_in(std::string_view form, std::string_view token, std::string_view hint);

} // namespace callbacks
RUBRICA_END_NAMESPACE
