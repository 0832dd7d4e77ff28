#include "signing/sending/recognition.hpp"

#include <algorithm>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

/// A place in a file; ClickSign may spell a list of pages in another way, and it is not recorded whether it repeats `positions`.
bool is_same_place(clicksign::requirement const& found, clicksign::new_requirement const& wanted) {
  auto const without_blanks = [](std::string text) {
    text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
    return text;
  };
  auto const kind = found.kind.empty() ? clicksign::rubric_kind(clicksign::rubric_kind::initials) : found.kind;
  auto const wanted_kind = wanted.kind.empty() ? clicksign::rubric_kind(clicksign::rubric_kind::initials) : wanted.kind;
  bool const told = !found.pages.empty() || !found.rubric_field.empty() || !found.positions.empty();
  bool const same = without_blanks(found.pages) == without_blanks(wanted.pages) && found.rubric_field == wanted.rubric_field &&
                    found.positions == wanted.positions;
  return kind == wanted_kind && (same || (!told && !wanted.positions.empty()));
}

} // namespace

bool satisfies(clicksign::requirement const& found, clicksign::new_requirement const& wanted) {
  if (found.action != wanted.action) return false;
  if (wanted.action == clicksign::requirement_action::rubricate) return is_same_place(found, wanted);
  return found.role == wanted.role && found.auth == wanted.auth;
}

} // namespace signing
RUBRICA_END_NAMESPACE
