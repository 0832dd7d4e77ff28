#pragma once

#include "signing/sending/machine.hpp"
#include "simulation/planted.hpp"

namespace simulation {

/// Makes those planted faults that lie between a call and the machine: it hears something else than ClickSign said.
class tampering {
public:
  explicit tampering(planted fault) : fault_(fault) {}

  template <class Asked, class Answer> void alter(Asked const&, Answer&, rubrica::signing::plan const&) const {}
  void alter(rubrica::signing::calls::create_envelope const&, rubrica::result<rubrica::clicksign::envelope>& answer,
             rubrica::signing::plan const& wanted) const;
  void alter(rubrica::signing::calls::list_envelopes const&, rubrica::result<std::vector<rubrica::clicksign::envelope>>& answer,
             rubrica::signing::plan const& wanted) const;

private:
  planted fault_;
};

} // namespace simulation
