#pragma once

#include "support/sandbox/sandboxed.hpp"

namespace rubrica_test {

/// The requirement that the draft's signer uses this authentication for its document.
inline rubrica::clicksign::new_requirement evidence(draft const& draft, rubrica::clicksign::auth::known authentication) {
  rubrica::clicksign::new_requirement out;
  out.document = draft.document.id;
  out.signer = draft.signer.id;
  out.action = rubrica::clicksign::requirement_action::provide_evidence;
  out.auth = authentication;
  return out;
}

} // namespace rubrica_test
