#include "simulation/tampering.hpp"

#include "simulation/world.hpp"

namespace simulation {

using namespace rubrica;

namespace {

/// Turns the order of two moments around.
timestamp mirrored(timestamp const& at) {
  instant const middle(first_moment + std::chrono::hours(2));
  return at.at() ? timestamp(middle - (*at.at() - middle)) : at;
}

} // namespace

void tampering::alter(signing::calls::create_envelope const&, result<clicksign::envelope>& answer, signing::plan const&) const {
  if (fault_ == planted::newest_adopted && answer) answer->created_at = mirrored(answer->created_at);
}

void tampering::alter(signing::calls::list_envelopes const&, result<std::vector<clicksign::envelope>>& answer,
                      signing::plan const& wanted) const {
  if (!answer) return;
  std::string const& ours = wanted.envelope.name;
  for (clicksign::envelope& one : *answer) {
    if (fault_ == planted::newest_adopted) one.created_at = mirrored(one.created_at);
    if (fault_ == planted::adopt_by_prefix && one.name.compare(0, ours.size(), ours) == 0) one.name = ours;
  }
}

} // namespace simulation
