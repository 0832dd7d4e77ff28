#include "signing/preflight/pairs.hpp"

#include "clicksign/protocol/page_list.hpp"
#include "clicksign/protocol/requirement_io.hpp"
#include "signing/preflight/listed.hpp"
#include "text/points.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

/// A role, or a rubric, with the pointer to it.
template <class T> struct placed {
  T const* value;
  std::string pointer;
};

template <class T> void add_all(std::vector<placed<T>>& out, std::vector<T> const& all, std::string const& pointer) {
  for (std::size_t i = 0; i < all.size(); ++i) out.push_back({&all[i], fmt::format("{}/{}", pointer, i)});
}

void check_roles(std::vector<placed<clicksign::role>> const& roles, findings& out) {
  std::set<std::string_view> seen;
  for (auto const& [role, pointer] : roles) {
    if (role->empty())
      out.add(pointer, preflight_rule::signer_role, "The signer needs a role.");
    else if (!seen.insert(role->text()).second)
      out.add(pointer, preflight_rule::role_repeated, "The signer has this role already.");
    else
      check_listed(*role, pointer, preflight_rule::signer_role, "role", out);
  }
}

/// Also those that nobody sees, as a text from a word processor may have.
bool has_blank(std::string_view name) {
  for (std::size_t at = 0; at < name.size();) {
    auto const one = text::point_at(name, at);
    if (text::is_blank(one.value) || text::is_invisible(one.value)) return true;
    at += one.length;
  }
  return false;
}

/// The full name as the file has it: `ID` alone, `~` and braces were refused by the real service (clicksign-rest §8.1).
bool is_field_name(std::string_view name) {
  constexpr std::string_view beginning = "position_sign_";
  return name.size() > beginning.size() && name.substr(0, beginning.size()) == beginning &&
         name.find_first_of("{}~\r\n\t") == std::string_view::npos && !has_blank(name);
}

void check_positions(rubric const& one, std::string const& pointer, findings& out) {
  for (std::size_t i = 0; i < one.positions.size(); ++i) {
    clicksign::position const& at = one.positions[i];
    std::string const place = fmt::format("{}/positions/{}", pointer, i);
    if (at.page < 1) out.add(place + "/page", preflight_rule::rubric_position, "Pages are counted from 1.");
    for (auto const& [value, name] : {std::pair(at.x, "/x"), std::pair(at.y, "/y")}) {
      if (!clicksign::is_part_of_page(value))
        out.add(place + name, preflight_rule::rubric_position,
                "A place is a part of the page between 0 and 1, from its upper left corner.");
    }
  }
}

void check_rubric(placed<rubric> const& given, findings& out) {
  auto const& [value, pointer] = given;
  rubric const& one = *value;
  int const targets = int{!one.pages.empty()} + int{!one.field.empty()} + int{!one.positions.empty()};
  if (targets == 0) out.add(pointer, preflight_rule::rubric_target, "A rubric needs pages, a field or positions.");
  if (targets > 1) {
    out.add(pointer + (one.positions.empty() ? "/field" : "/positions"), preflight_rule::rubric_target,
            "A rubric takes only one of pages, field and positions.");
  }
  if (one.kind.empty())
    out.add(pointer + "/kind", preflight_rule::rubric_kind, "A rubric needs a kind.");
  else
    check_listed(one.kind, pointer + "/kind", preflight_rule::rubric_kind, "kind of rubric", out);
  if (!one.pages.empty() && !clicksign::is_page_list(one.pages))
    out.add(pointer + "/pages", preflight_rule::rubric_pages, "Pages are \"all\", or numbers with commas between them.");
  if (!one.field.empty() && !is_field_name(one.field))
    out.add(pointer + "/field", preflight_rule::rubric_field, "A field is written position_sign_ID, without braces and tilde.");
  check_positions(one, pointer, out);
}

/// Of one kind, a signer takes one rubric for each document, or several fields (clicksign-rest §8.1).
void check_rubrics_together(std::vector<placed<rubric>> const& rubrics, findings& out) {
  for (std::size_t i = 0; i < rubrics.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      rubric const& one = *rubrics[i].value;
      rubric const& other = *rubrics[j].value;
      bool const two_fields = !one.field.empty() && !other.field.empty() && one.field != other.field;
      if (one.kind != other.kind || two_fields) continue;
      out.add(rubrics[i].pointer, preflight_rule::rubric_kind_repeated,
              "The signer has a rubric of this kind on the same file already: put all positions into one, or use another kind.");
      break;
    }
  }
}

void check_assignment(request const& request, signer const& one, std::size_t index, std::string const& who, findings& out) {
  assignment const& given = one.assignments[index];
  std::string const pointer = fmt::format("{}/assignments/{}", who, index);
  if (given.file >= request.files.size()) {
    out.add(pointer + "/file", preflight_rule::assignment_file, "The request has no such file; they are counted from 0.");
    return;
  }
  auto const same = std::find_if(one.assignments.begin(), one.assignments.begin() + static_cast<std::ptrdiff_t>(index),
                                 [&](assignment const& before) { return before.file == given.file; });
  if (same != one.assignments.begin() + static_cast<std::ptrdiff_t>(index))
    out.add(pointer + "/file", preflight_rule::assignment_repeated,
            "The signer is assigned to this file already: put all roles into one.");
  std::vector<placed<clicksign::role>> roles;
  add_all(roles, given.roles, pointer + "/roles");
  check_roles(roles, out);
  std::vector<placed<rubric>> rubrics;
  add_all(rubrics, one.rubrics, who + "/rubrics");
  add_all(rubrics, given.rubrics, pointer + "/rubrics");
  for (std::size_t i = one.rubrics.size(); i < rubrics.size(); ++i) check_rubric(rubrics[i], out);
  if (!given.rubrics.empty()) check_rubrics_together(rubrics, out);
}

void check_signer_pairs(request const& request, signer const& one, std::string const& who, findings& out) {
  std::vector<placed<clicksign::role>> roles{{&one.role, who + "/role"}};
  add_all(roles, one.more_roles, who + "/more_roles");
  check_roles(roles, out);
  std::vector<placed<rubric>> rubrics;
  add_all(rubrics, one.rubrics, who + "/rubrics");
  for (auto const& each : rubrics) check_rubric(each, out);
  check_rubrics_together(rubrics, out);
  for (std::size_t i = 0; i < one.assignments.size(); ++i) check_assignment(request, one, i, who, out);
}

} // namespace

std::optional<pair_of_request> pair_of(signer const& one, std::size_t file) {
  if (one.assignments.empty()) return pair_of_request{file};
  for (std::size_t i = 0; i < one.assignments.size(); ++i) {
    if (one.assignments[i].file == file) return pair_of_request{file, &one.assignments[i], i};
  }
  return std::nullopt;
}

void check_pairs(request const& request, findings& out) {
  for (std::size_t i = 0; i < request.signers.size(); ++i)
    check_signer_pairs(request, request.signers[i], fmt::format("/signers/{}", i), out);
  if (request.signers.empty()) return; // said already
  for (std::size_t i = 0; i < request.files.size(); ++i) {
    bool const signed_by_somebody = std::any_of(request.signers.begin(), request.signers.end(),
                                                [&](signer const& one) { return pair_of(one, i).has_value(); });
    if (!signed_by_somebody) out.add(fmt::format("/files/{}", i), preflight_rule::file_unsigned, "Nobody signs this file.");
  }
}

} // namespace signing
RUBRICA_END_NAMESPACE
