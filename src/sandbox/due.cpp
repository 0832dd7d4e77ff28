#include "sandbox/events.hpp"
#include "sandbox/lifecycle.hpp"
#include "sandbox/links.hpp"
#include "sandbox/storage.hpp"
#include "sandbox/text.hpp"

namespace rubrica { inline namespace v0_1 { namespace sandbox {
namespace {

constexpr std::chrono::hours draft_life{24 * 7};

enum class chore { finish_files, reach_deadline, drop_draft };

struct due_chore {
  instant at;
  chore what = chore::finish_files;
  envelope* owner = nullptr;
  document* target = nullptr;
};

void offer(std::optional<due_chore>& earliest, due_chore candidate) {
  if (!earliest || candidate.at < earliest->at) earliest = candidate;
}

std::optional<due_chore> earliest_chore(world& service) {
  std::optional<due_chore> earliest;
  for (envelope* owner : service.all_envelopes()) {
    if (owner->running()) offer(earliest, {owner->deadline, chore::reach_deadline, owner, nullptr});
    if (owner->draft()) offer(earliest, {owner->created + draft_life, chore::drop_draft, owner, nullptr});
    for (auto const& target : owner->documents) {
      if (target->files_due) offer(earliest, {*target->files_due, chore::finish_files, owner, target.get()});
    }
  }
  return earliest;
}

void finish_files(world& service, due_chore const& due) {
  document& target = *due.target;
  target.files_due.reset();
  make_final_files(target, signatures_on(*due.owner, target));
  target.modified = due.at;
  if (!target.closed_to_announce) return;
  target.closed_to_announce = false;
  record(service, *due.owner, target, "document_closed", {{"account", {{"key", service.account_key}}}}, due.at);
}

void reach_deadline(world& service, due_chore const& due) {
  envelope& owner = *due.owner;
  bool any_closed = false;
  for (auto const& target : owner.documents) {
    if (target->status == "running") {
      bool const keep = signatures_on(owner, *target) > 0 && owner.deadline_partial_signature_action == "closed";
      target->status = keep ? "closed" : "canceled";
      target->finished = due.at;
      target->modified = due.at;
      target->files_due = due.at + service.options.signed_files_ready_after;
      target->closed_to_announce = keep;
      record(service, owner, *target, "deadline", {{"reached_at", iso_text(due.at)}}, due.at);
    }
    any_closed = any_closed || target->status == "closed";
  }
  owner.status = any_closed ? "closed" : "canceled";
  owner.modified = due.at;
}

} // namespace

void catch_up(world& service) {
  instant const now = service.now();
  for (auto due = earliest_chore(service); due && due->at <= now; due = earliest_chore(service)) {
    switch (due->what) {
    case chore::finish_files: finish_files(service, *due); break;
    case chore::reach_deadline: reach_deadline(service, *due); break;
    case chore::drop_draft: service.envelopes.erase(due->owner->id); break;
    }
  }
}

std::optional<instant> next_due(world& service) {
  auto const due = earliest_chore(service);
  return due ? std::optional<instant>(due->at) : std::nullopt;
}

}}} // namespace rubrica::v0_1::sandbox
