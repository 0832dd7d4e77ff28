#include "sandbox/due.hpp"

#include "clicksign/wire.hpp"
#include "sandbox/acceptance.hpp"
#include "sandbox/auto_signature.hpp"
#include "sandbox/bulk_creations.hpp"
#include "sandbox/events.hpp"
#include "sandbox/lifecycle.hpp"
#include "sandbox/links.hpp"
#include "sandbox/notices.hpp"
#include "sandbox/storage.hpp"

namespace rubrica { inline namespace v0_1 { namespace sandbox {
namespace {

void finish_files(world& service, envelope& owner, document& target, instant at) {
  target.files_due.reset();
  make_final_files(target, signatures_on(owner, target));
  target.modified = at;
  if (!target.closed_to_announce) return;
  target.closed_to_announce = false;
  tell_signers(service, owner, target, at);
  record(service, owner, target, "document_closed", {{"account", {{"key", service.account_key}}}}, at);
}

agenda agenda_of(world& service) {
  agenda next;
  offer_envelope_chores(service, next);
  offer_acceptance_chores(service, next);
  offer_auto_signatures(service, next);
  offer_bulk_creations(service, next);
  return next;
}

} // namespace

void offer_envelope_chores(world& service, agenda& next) {
  for (auto const& entry : service.envelopes) {
    envelope& owner = *entry.second;
    if (owner.running()) {
      next.offer(owner.deadline, [&service, &owner] { reach_deadline(service, owner, instant(owner.deadline)); });
      offer_reminders(service, owner, next);
    } else if (owner.draft()) {
      next.offer(owner.created + clicksign::wire::draft_lifetime,
                 [&service, &owner] { service.envelopes.erase(std::string(owner.id)); });
    }
    for (auto const& target : owner.documents) {
      if (!target->files_due) continue;
      next.offer(*target->files_due,
                 [&service, &owner, one = target.get()] { finish_files(service, owner, *one, instant(*one->files_due)); });
    }
  }
}

void catch_up(world& service) {
  instant const now = service.now();
  for (agenda next = agenda_of(service); next.at() && *next.at() <= now; next = agenda_of(service)) next.act();
}

std::optional<instant> next_due(world& service) {
  return agenda_of(service).at();
}

}}} // namespace rubrica::v0_1::sandbox
