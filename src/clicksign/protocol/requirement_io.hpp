#pragma once

#include "clicksign/protocol/json_api.hpp"

#include <rubrica/clicksign/requirement.hpp>

#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

inline constexpr std::string_view requirement_type = "requirements";

/// Writes the members of a requirement's resource object, without the braces: single and bulk calls share it.
void write_requirement(detail::json_writer& out, new_requirement const& what);

} // namespace clicksign
RUBRICA_END_NAMESPACE

RUBRICA_BEGIN_NAMESPACE
namespace detail {

using clicksign::requirement;

struct requirement_attributes {
  using owner = requirement;
  static constexpr json_member list[] = {
      {"action", at<&requirement::action>},      {"role", at<&requirement::role>},
      {"auth", at<&requirement::auth>},          {"pages", at<&requirement::pages>},
      {"rubric_pages", at<&requirement::pages>}, {"rubric_field", at<&requirement::rubric_field>},
      {"kind", at<&requirement::kind>},          {"created", at<&requirement::created>},
      {"modified", at<&requirement::modified>}};
};
struct requirement_table {
  using owner = requirement;
  static constexpr json_member list[] = {{"id", at<&requirement::id>}, {"attributes", attributes<requirement_attributes>}};
};
template <> struct table_of<requirement> { using type = requirement_table; };

} // namespace detail
RUBRICA_END_NAMESPACE
