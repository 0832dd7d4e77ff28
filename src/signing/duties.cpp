#include "signing/duties.hpp"

#include "signing/preflight/findings.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

using clicksign::new_requirement;
using clicksign::requirement_action;

/// One that rubrica has no constant for is passed on: ClickSign named it itself.
clicksign::authentication as_named(clicksign::authentication const& one) {
  return one.is_known() ? one : clicksign::authentication::unlisted(one.text());
}

std::string without_blanks(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
  return text;
}

clicksign::rubric_kind kind_of(new_requirement const& one) {
  return one.kind.empty() ? clicksign::rubric_kind(clicksign::rubric_kind::initials) : one.kind;
}

/// ClickSign may spell a list of pages in another way, and it is not recorded whether it repeats `positions`.
bool is_same_place(new_requirement const& found, new_requirement const& wanted) {
  bool const told = !found.pages.empty() || !found.rubric_field.empty() || !found.positions.empty();
  bool const same = without_blanks(found.pages) == without_blanks(wanted.pages) && found.rubric_field == wanted.rubric_field &&
                    found.positions == wanted.positions;
  return kind_of(found) == kind_of(wanted) && (same || (!told && !wanted.positions.empty()));
}

} // namespace

new_requirement copy_of(clicksign::requirement const& one, document_id const& document) {
  new_requirement out;
  out.document = document;
  out.action = one.action;
  out.role = one.role;
  out.auth = one.auth;
  out.pages = one.pages;
  out.rubric_field = one.rubric_field;
  out.positions = one.positions;
  if (one.action == requirement_action::rubricate) out.kind = one.kind;
  return out;
}

bool is_same_duty(new_requirement const& found, new_requirement const& wanted) {
  if (found.document != wanted.document || found.action != wanted.action) return false;
  if (wanted.action == requirement_action::rubricate) return is_same_place(found, wanted);
  return found.role == wanted.role && found.auth == wanted.auth;
}

signer with_duties(signer who, std::vector<new_requirement> const& duties, document_id const& document) {
  who.more_authentications.clear();
  bool is_first = true;
  for (new_requirement const& one : duties) {
    if (one.document != document || one.action != requirement_action::provide_evidence) continue;
    if (is_first)
      who.authentication = as_named(one.auth);
    else
      who.more_authentications.push_back(as_named(one.auth));
    is_first = false;
  }
  who.role = role::sign; // that of the old one, which ClickSign has accepted, is copied
  who.more_roles.clear();
  who.assignments.clear();
  who.rubrics.clear();
  who.group = 1;
  return who;
}

result<void> check_person(signer& who, instant now) {
  findings out;
  std::vector<signer> one;
  one.push_back(std::move(who));
  check_signers(one, now, out);
  who = std::move(one[0]);
  auto good = out.take();
  if (good) return good;
  constexpr std::string_view place = "/signers/0";
  for (problem& each : good.error().problems) {
    if (each.pointer.compare(0, place.size(), place) == 0) each.pointer.erase(0, place.size());
  }
  return good;
}

} // namespace signing
RUBRICA_END_NAMESPACE
