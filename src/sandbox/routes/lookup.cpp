#include "sandbox/routes/lookup.hpp"

#include "clicksign/protocol/wire.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

envelope& envelope_of(call& request) {
  envelope* found = request.service.envelopes.find(request.ids.at(0));
  if (found == nullptr) reject_unknown(request.ids.at(0));
  return *found;
}

document& document_of(call& request, envelope& owner) {
  return known(owner.documents, request.ids.at(1));
}

signer& signer_of(call& request, envelope& owner) {
  return known(owner.signers, request.ids.at(1));
}

requirement& requirement_of(call& request, envelope& owner) {
  requirement* found = owner.requirements.find(request.ids.at(1));
  if (found == nullptr) reject_unknown(request.ids.at(1));
  return *found;
}

void require_draft(envelope const& one) {
  if (!one.draft()) reject_state(not_draft);
}

void require_draft_for_requirements(envelope const& one) {
  if (clicksign::wire::requirement_outside_draft_status == 403 || one.draft()) return require_draft(one);
  reject(clicksign::wire::requirement_outside_draft_status, controller_error(not_draft));
}

void require_open(envelope const& one) {
  if (!one.draft() && !one.running()) reject_state(not_open);
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
