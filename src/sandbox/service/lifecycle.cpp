#include "sandbox/service/lifecycle.hpp"

#include "sandbox/formats/text.hpp"
#include "sandbox/service/events.hpp"
#include "sandbox/service/links.hpp"
#include "sandbox/service/notices.hpp"
#include "sandbox/service/refused_by.hpp"

#include <algorithm>
#include <set>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

bool any_document(envelope const& one, char const* status) {
  return std::any_of(one.documents.begin(), one.documents.end(), [&](auto const& target) { return target->status == status; });
}

void settle_envelope(account_state& service, envelope& owner, instant at) {
  owner.updated_at = at;
  if (any_document(owner, "running")) return;
  owner.status = any_document(owner, "closed") ? "closed" : "canceled";
  if (owner.status == "closed") tell_watchers(service, owner, at);
}

void end_document(account_state& service, envelope& owner, document& target, char const* status, instant at) {
  target.status = status;
  target.finished = at;
  target.updated_at = at;
  target.files_due = at + service.options.signed_files_ready_after;
  target.closed_to_announce = target.status == "closed";
  settle_envelope(service, owner, at);
}

bool everybody_signed(envelope const& owner, document const& target) {
  bool somebody = false;
  for (auto const& who : owner.signers) {
    if (!linked(owner, target.id, who->id)) continue;
    if (!has_signed(*who, target.id)) return false;
    somebody = true;
  }
  return somebody;
}

page_user find_signer(account_state& service, std::string const& id) {
  envelope* const owner = service.envelopes.of_signer(id);
  return owner == nullptr ? page_user() : page_user{owner, find_by_id(owner->signers, id)};
}

void sign_document(account_state& service, envelope& owner, document& target, signer& who, instant at) {
  json data = sign_data(service, owner, target, who);
  record(service, owner, target, "signature_started", {{"signer", data["signer"]}, {"account", data["account"]}}, at);
  who.signed_documents.push_back(target.id);
  who.updated_at = at;
  target.updated_at = at;
  record(service, owner, target, "sign", std::move(data), at);
}

/// What the signer lacks for an activation, if anything. Adds his documents to `with_signer`.
std::string obstacle_of(account_switches const& rules, envelope const& one, signer const& who,
                        std::set<std::string>& with_signer) {
  bool qualified = false;
  bool authenticated = false;
  for (auto const& target : one.documents) {
    bool const is_pair = linked(one, target->id, who.id);
    bool const has_auth = !auths_of(one, target->id, who.id).empty();
    bool const has_any = !one.requirements.of(target->id, who.id).empty();
    bool const needs_auth = rules.strict_pairs || rules.every_signer_on_every_document;
    // Without a qualification there is nothing to authenticate or to initial.
    if (!is_pair && (has_any || rules.every_signer_on_every_document)) {
      return "signatário " + who.id + " sem qualificação no documento " + target->id;
    }
    if (is_pair && !has_auth && needs_auth) return "signatário " + who.id + " sem autenticação no documento " + target->id;
    if (is_pair) with_signer.insert(target->id);
    qualified = qualified || is_pair;
    authenticated = authenticated || has_auth;
  }
  if (!qualified) return "signatário " + who.id + " sem qualificação";
  return authenticated ? std::string() : "signatário " + who.id + " sem autenticação";
}

} // namespace

std::string activation_obstacle(account_state const& service, envelope const& one) {
  // INFERRED texts: none is recorded.
  if (one.documents.empty()) return "envelope deve ter pelo menos um documento";
  if (one.signers.empty()) return "envelope deve ter pelo menos um signatário";
  std::set<std::string> with_signer;
  for (auto const& who : one.signers) {
    if (auto obstacle = obstacle_of(service.switches, one, *who, with_signer); !obstacle.empty()) return obstacle;
  }
  for (auto const& target : one.documents) {
    if (with_signer.count(target->id) == 0) return "documento " + target->id + " sem qualificação";
  }
  return {};
}

void activate(account_state& service, envelope& one) {
  instant const at = service.now();
  one.status = "running";
  one.updated_at = at;
  for (auto const& target : one.documents) {
    target->status = "running";
    target->updated_at = at;
  }
  for (auto const& target : one.documents) {
    for (auto const& who : one.signers) {
      if (linked(one, target->id, who->id)) announce_link(service, one, *target, *who, at);
    }
    json data = user_and_account(service);
    data["deadline_at"] = iso_text(one.deadline);
    record(service, one, *target, "update_deadline", std::move(data), at);
  }
  release_group(service, one, at);
}

void announce_link(account_state& service, envelope& owner, document& target, signer const& who, instant at) {
  record(service, owner, target, "add_signer", signers_data(service, owner, target, who), at);
}

void announce_unlink(account_state& service, envelope& owner, document& target, json data, instant at) {
  record(service, owner, target, "remove_signer", std::move(data), at);
}

void close_by_hand(account_state& service, envelope& owner, document& target) {
  instant const at = service.now();
  end_document(service, owner, target, "closed", at);
  record(service, owner, target, "close", user_and_account(service), at);
  release_group(service, owner, at);
  catch_up(service);
}

void cancel(account_state& service, envelope& owner, document& target) {
  instant const at = service.now();
  end_document(service, owner, target, "canceled", at);
  record(service, owner, target, "cancel", user_and_account(service), at);
  release_group(service, owner, at);
  catch_up(service);
}

void settle_documents(account_state& service, envelope& owner, instant at) {
  for (auto const& target : owner.documents) {
    if (!owner.auto_close || target->status != "running" || !everybody_signed(owner, *target)) continue;
    end_document(service, owner, *target, "closed", at);
    record(service, owner, *target, "auto_close", json(), at);
  }
  release_group(service, owner, at);
}

void reach_deadline(account_state& service, envelope& owner, instant at) {
  for (auto const& target : owner.documents) {
    if (target->status != "running") continue;
    bool const keep = signatures_on(owner, *target) > 0 && owner.deadline_partial_signature_action == "closed";
    end_document(service, owner, *target, keep ? "closed" : "canceled", at);
    record(service, owner, *target, "deadline", {{"reached_at", iso_text(at)}}, at);
  }
}

std::optional<error_info> page_obstacle(envelope const& owner, signer const& who) {
  if (!owner.running()) return refused_by("envelope_not_running", "the envelope is not running");
  if (who.refused) return refused_by("signer_refused", "the signer has refused");
  if (!is_pending(owner, who)) return refused_by("nothing_to_sign", "no document waits for this signer");
  if (paused(owner)) return refused_by("blocked_after_refusal", "somebody refused and signing is paused");
  if (who.group != active_group(owner)) return refused_by("group_not_active", "an earlier group has not finished");
  return std::nullopt;
}

result<page_user> page_user_of(account_state& service, std::string const& signer_id) {
  catch_up(service);
  page_user const found = find_signer(service, signer_id);
  if (found.who == nullptr) return make_error(errc::not_found, "signer");
  if (auto obstacle = page_obstacle(*found.owner, *found.who)) return *std::move(obstacle);
  return found;
}

void sign_all(account_state& service, envelope& owner, signer& who, instant at) {
  for (auto const& target : owner.documents) {
    bool const waiting = target->status == "running" && linked(owner, target->id, who.id) && !has_signed(who, target->id);
    if (waiting) sign_document(service, owner, *target, who, at);
  }
  owner.updated_at = at;
  settle_documents(service, owner, at);
}

result<void> sign(account_state& service, std::string const& signer_id) {
  auto const user = page_user_of(service, signer_id);
  if (!user) return user.error();
  sign_all(service, *user->owner, *user->who, service.now());
  catch_up(service);
  return {};
}

result<void> refuse(account_state& service, std::string const& signer_id, std::string const& reason, std::string const& comment) {
  auto const user = page_user_of(service, signer_id);
  if (!user) return user.error();
  envelope& owner = *user->owner;
  signer& who = *user->who;
  if (!who.refusable) return refused_by("not_refusable", "the signer may not refuse");
  instant const at = service.now();
  who.refused = true;
  who.updated_at = at;
  owner.updated_at = at;
  for (auto const& target : owner.documents) {
    if (target->status != "running" || !linked(owner, target->id, signer_id)) continue;
    record(service, owner, *target, "refusal", refusal_data(service, owner, *target, who, reason, comment), at);
  }
  release_group(service, owner, at);
  return {};
}

result<void> bounce(account_state& service, std::string const& signer_id, std::string const& details) {
  catch_up(service);
  page_user const found = find_signer(service, signer_id);
  if (found.who == nullptr) return make_error(errc::not_found, "signer");
  if (!found.owner->running()) return refused_by("envelope_not_running", "the envelope is not running");
  if (!bounce(service, *found.owner, *found.who, details, service.now())) {
    return refused_by("nothing_sent", "no message went to the signer yet");
  }
  return {};
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
