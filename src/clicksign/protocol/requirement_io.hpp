#pragma once

#include "clicksign/protocol/json_api.hpp"

#include <rubrica/clicksign/requirement.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

inline constexpr std::string_view requirement_type = "requirements";

/// Writes the members of a requirement's resource object, without the braces, for single and bulk calls.
void write_requirement(detail::json_writer& out, new_requirement const& request);

/// Where a `rubricate` puts its mark, in single, bulk and whole creations.
struct rubric_places {
  std::string const& pages;
  std::string const& rubric_field;
  std::vector<position> const& positions;
  rubric_kind const& kind;
};

template <class Request> rubric_places places_of(Request const& request) {
  return {request.pages, request.rubric_field, request.positions, request.kind};
}

void write_places(detail::json_writer& out, rubric_places const& places);

/// How ClickSign counts on a page: from 0 to 1. False for NaN.
inline bool is_part_of_page(double value) {
  return value >= 0 && value <= 1;
}

/// Why ClickSign would refuse the places; nothing when they can be sent. The pointer is that of the object that holds them.
std::optional<error_info> unusable(rubric_places const& places, std::string const& pointer);

/// `{"page": "1", "position": [0.5, 0.9]}`, the page also as a number. What is not there stays out of range: it must not be taken
/// for the first page or for a corner.
struct position_reader {
  static constexpr double not_yet = -2;
  static constexpr double unreadable = -1;
  static position& at(void* object) { return as<position>(object); }

  static target begin(void* object) {
    at(object) = {0, not_yet, not_yet};
    return {object, &value};
  }
  static target member(void* object, std::string_view key, std::size_t&) {
    if (key == "page") return target_for(at(object).page);
    return key == "position" ? target{object, &pair} : target{};
  }
  static target begin_pair(void* object) {
    at(object).x = at(object).y = not_yet;
    return {object, &pair};
  }
  static target coordinate(void* object) {
    for (double* one : {&at(object).x, &at(object).y}) {
      if (*one != not_yet) continue;
      *one = unreadable;
      return target_for(*one);
    }
    return {};
  }
  static constexpr value_handler pair = value_handler().on_array(&begin_pair).on_element(&coordinate);
  static constexpr value_handler value = value_handler().on_object(&begin).on_member(&member);
};
position_reader json_reader(detail::tag<position>);

inline constexpr auto requirement_attributes = member_list({
    {"action", member<&requirement::action>},
    {"role", member<&requirement::role>},
    {"auth", member<&requirement::auth>},
    {"pages", member<&requirement::pages>},
    {"rubric_pages", member<&requirement::pages>},
    {"rubric_field", member<&requirement::rubric_field>},
    {"positions", member<&requirement::positions>},
    {"kind", member<&requirement::kind>},
    {"created", member<&requirement::created_at>},
    {"modified", member<&requirement::updated_at>},
});
constexpr auto json_members(detail::tag<requirement>) {
  return member_list({{"id", member<&requirement::id>}, {"attributes", attributes<requirement, requirement_attributes>}});
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
