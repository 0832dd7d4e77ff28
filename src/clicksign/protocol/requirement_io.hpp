#pragma once

#include "clicksign/protocol/json_api.hpp"

#include <rubrica/clicksign/requirement.hpp>

#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

inline constexpr std::string_view requirement_type = "requirements";

/// Writes the members of a requirement's resource object, without the braces, for single and bulk calls.
void write_requirement(detail::json_writer& out, new_requirement const& request);

inline constexpr auto requirement_attributes = member_list({
    {"action", member<&requirement::action>},
    {"role", member<&requirement::role>},
    {"auth", member<&requirement::auth>},
    {"pages", member<&requirement::pages>},
    {"rubric_pages", member<&requirement::pages>},
    {"rubric_field", member<&requirement::rubric_field>},
    {"kind", member<&requirement::kind>},
    {"created", member<&requirement::created_at>},
    {"modified", member<&requirement::updated_at>},
});
constexpr auto json_members(detail::tag<requirement>) {
  return member_list({{"id", member<&requirement::id>}, {"attributes", attributes<requirement, requirement_attributes>}});
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
