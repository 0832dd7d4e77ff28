#include "sandbox/accounts/storage.hpp"
#include "sandbox/formats/bytes.hpp"
#include "sandbox/formats/text.hpp"
#include "sandbox/service/links.hpp"
#include "sandbox/service/webhooks.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

json event_object(event const& happened) {
  return {{"name", happened.name}, {"data", happened.data}, {"occurred_at", iso_text(happened.created_at)}};
}

json downloads_of(account_state const& service, envelope const& owner, document const& target) {
  json links = json::object();
  for (file_kind kind : {file_kind::original, file_kind::signed_one, file_kind::ziped}) {
    std::string const link = file_link(service, owner, target, kind);
    if (!link.empty()) links[std::string(name_of(kind)) + "_file_url"] = link;
  }
  return links;
}

json signers_of(account_state const& service, envelope const& owner, document const& target) {
  json all = json::array();
  for (auto const& who : owner.signers) {
    auto const detail = has_signed(*who, target.id) ? signer_detail::signed_now : signer_detail::plain;
    for (requirement const* role : roles_of(owner, target.id, who->id)) {
      all.push_back(event_signer(service, owner, target, *who, *role, detail));
    }
  }
  return all;
}

bool in_sequence(envelope const& owner) {
  for (auto const& who : owner.signers) {
    if (who->group != owner.signers.front()->group) return true;
  }
  return false;
}

json history_of(document const& target) {
  // Newest first, as recorded from API 1.9; recordings of version 3 only have an empty list.
  json history = json::array();
  for (auto it = target.events.rbegin(); it != target.events.rend(); ++it) history.push_back(event_object(*it));
  return history;
}

json document_object(account_state const& service, envelope const& owner, document const& target) {
  bool const sequence = in_sequence(owner);
  return {{"key", target.id},
          {"account_key", service.account_key},
          {"path", '/' + owner.name + '/' + target.filename},
          {"filename", target.filename},
          {"uploaded_at", utc_text(target.created_at)},
          {"updated_at", utc_text(target.updated_at)},
          {"finished_at", target.finished ? json(utc_text(*target.finished)) : json()},
          {"deadline_at", iso_text(owner.deadline)},
          {"status", target.status},
          {"auto_close", owner.auto_close},
          {"locale", owner.locale},
          {"metadata", target.metadata},
          {"sequence_enabled", sequence},
          {"signable_group", sequence && owner.running() ? json(active_group(owner)) : json()},
          {"remind_interval", owner.remind_interval},
          {"block_after_refusal", owner.block_after_refusal},
          {"downloads", downloads_of(service, owner, target)},
          {"template", target.source_template},
          {"signers", signers_of(service, owner, target)},
          {"events", history_of(target)},
          {"attachments", json::array()},
          {"links", {{"self", '/' + target.id}}}};
}

} // namespace

std::string content_hmac(std::string const& secret, std::string const& body) {
  return "sha256=" + hmac_hex(secret, body);
}

void queue_callback(account_state& service, envelope const& owner, document const& target, event const& happened) {
  queue_body(service, happened.name, {{"event", event_object(happened)}, {"document", document_object(service, owner, target)}});
}

namespace {

void queue(account_state& service, delivery const& made) {
  auto const planned = service.shared.faults.strike_callback(made.event);
  fault_plan const plan = planned.value_or(fault_plan());
  instant const later = service.now() + plan.delay;
  outbox& callbacks = service.callbacks;
  bool taken = false;
  if (plan.what == fault::webhook_reorder) {
    taken = callbacks.hold_for_next(made, later);
  } else if (plan.what == fault::webhook_delay) {
    taken = callbacks.hold(made, later);
  } else if (plan.what != fault::webhook_lose) {
    taken = callbacks.add(made);
  }
  if (plan.what == fault::webhook_duplicate) callbacks.add(made);
  if (!taken) service.shared.tell(made);
}

} // namespace

void queue_body(account_state& service, std::string const& event_name, json const& body) {
  delivery made;
  made.event = event_name;
  made.body = body.dump();
  made.account = service.number;
  if (service.webhooks.empty()) {
    made.hmac = content_hmac(std::string(service.options.webhook_secret.reveal()), made.body);
    service.shared.tell(std::move(made));
    return;
  }
  for (auto const& hook : service.webhooks) {
    bool const wanted = std::find(hook->events.begin(), hook->events.end(), event_name) != hook->events.end();
    if (hook->status != "active" || !wanted) continue;
    made.url = hook->endpoint;
    made.hmac = content_hmac(hook->secret, made.body);
    queue(service, made);
  }
  service.work.notify_all();
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
