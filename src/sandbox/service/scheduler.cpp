#include "sandbox/service/scheduler.hpp"

#include "clicksign/protocol/wire.hpp"
#include "sandbox/service/acceptance.hpp"
#include "sandbox/service/auto_signature.hpp"
#include "sandbox/service/bulk_creations.hpp"
#include "sandbox/service/events.hpp"
#include "sandbox/service/lifecycle.hpp"
#include "sandbox/service/links.hpp"
#include "sandbox/service/notices.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

void finish_files(account_state& service, envelope& owner, document& target, instant at) {
  target.files_due.reset();
  target.signatures = signatures_on(owner, target);
  target.closing_revision.clear();
  target.updated_at = at;
  if (!target.closed_to_announce) return;
  target.closed_to_announce = false;
  tell_signers(service, owner, target, at);
  record(service, owner, target, "document_closed", {{"account", {{"key", service.account_key}}}}, at);
}

/// What is due next for one envelope. It depends only on the envelope.
schedule agenda_of(account_state& service, envelope& owner) {
  schedule next;
  offer_envelope_chores(service, owner, next);
  offer_auto_signatures(service, owner, next);
  return next;
}

void look_at_touched(account_state& service) {
  for (envelope* one : service.envelopes.take_touched()) service.envelopes.set_due(*one, agenda_of(service, *one).at());
}

void do_next(account_state& service, envelope& owner) {
  service.envelopes.touch(owner);
  agenda_of(service, owner).act();
}

schedule agenda_of(account_state& service) {
  look_at_touched(service);
  schedule next;
  if (auto const due = service.envelopes.next_time_due()) {
    next.offer(due->at, [&service, owner = due->to] { do_next(service, *owner); });
  }
  offer_acceptance_chores(service, next);
  offer_bulk_creations(service, next);
  return next;
}

} // namespace

void offer_envelope_chores(account_state& service, envelope& owner, schedule& next) {
  if (owner.running()) {
    next.offer(owner.deadline, [&service, &owner] { reach_deadline(service, owner, instant(owner.deadline)); });
    offer_reminders(service, owner, next);
  } else if (owner.draft()) {
    next.offer(owner.created_at + clicksign::wire::draft_lifetime, [&service, &owner] { service.envelopes.erase(owner); });
  }
  for (auto const& target : owner.documents) {
    if (!target->files_due) continue;
    next.offer(*target->files_due,
               [&service, &owner, one = target.get()] { finish_files(service, owner, *one, instant(*one->files_due)); });
  }
}

void catch_up(account_state& service) {
  instant const now = service.now();
  for (schedule next = agenda_of(service); next.at() && *next.at() <= now; next = agenda_of(service)) next.act();
}

std::optional<instant> next_time_due(account_state& service) {
  return agenda_of(service).at();
}

void wake_poster(account_state& service) {
  auto const due = next_time_due(service);
  bool const early = due && (!service.poster_sleeps_until || *due < *service.poster_sleeps_until);
  if (early || service.callbacks.ready(service.now())) service.work.notify_all();
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
