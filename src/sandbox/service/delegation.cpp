#include "sandbox/service/delegation.hpp"

#include "clicksign/protocol/authentication_rules.hpp"
#include "sandbox/formats/bytes.hpp"
#include "sandbox/formats/text.hpp"
#include "sandbox/service/events.hpp"
#include "sandbox/service/lifecycle.hpp"
#include "sandbox/service/links.hpp"
#include "sandbox/service/notices.hpp"
#include "sandbox/service/refused_by.hpp"
#include "text/person.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

std::optional<std::string> or_nothing(personal const& text) {
  return text.empty() ? std::nullopt : std::optional(text.reveal());
}

std::optional<error_info> wrong_with(stand_in const& to, envelope const& owner, signer const& who) {
  contact_needs const needs = contact_needs_of(owner, who);
  bool const lacks_email = to.email.empty() ? needs.email : !text::is_email(to.email.reveal());
  bool const lacks_phone = to.phone_number.empty() ? needs.phone : !text::is_national_phone(to.phone_number.reveal());
  if (!text::is_person_name(to.name.reveal())) return refused_by("delegate_name", "the name is not that of a person");
  if (lacks_email) return refused_by("delegate_email", "the e-mail address is missing or wrong");
  if (lacks_phone) return refused_by("delegate_phone_number", "the telephone number is missing or wrong");
  bool const is_same = !to.email.empty() && who.email && detail::lower(*who.email) == detail::lower(to.email.reveal());
  if (is_same) return refused_by("delegate_is_signer", "the signer cannot hand the signing to himself");
  return std::nullopt;
}

/// With all that was asked of the one who leaves.
std::unique_ptr<signer> successor_of(account_state& service, signer const& who, stand_in const& to, instant at) {
  auto made = std::make_unique<signer>();
  made->id = service.ids.uuid();
  made->name = to.name.reveal();
  made->email = or_nothing(to.email);
  made->phone_number = or_nothing(to.phone_number);
  made->has_documentation = who.has_documentation;
  made->location_required = who.location_required;
  made->refusable = who.refusable;
  made->group = who.group;
  made->communicate_events = who.communicate_events;
  made->signature_host = who.signature_host;
  made->created_at = at;
  made->updated_at = at;
  made->turn = at;
  return made;
}

void hand_over_requirements(account_state& service, envelope& owner, std::string const& from, std::string const& to, instant at) {
  std::vector<std::unique_ptr<requirement>> taken;
  for (auto const& one : owner.requirements) {
    if (one->signer_id != from) continue;
    auto made = std::make_unique<requirement>(*one);
    made->id = service.ids.uuid();
    made->list_key = service.ids.uuid();
    made->signer_id = to;
    made->created_at = at;
    made->updated_at = at;
    taken.push_back(std::move(made));
  }
  owner.requirements.erase_if([&](requirement const& one) { return one.signer_id == from; });
  for (auto& one : taken) owner.requirements.add(std::move(one));
}

/// The data of `add_signer` or `remove_signer`, for each document that the signer is to sign.
using told = std::vector<std::pair<document*, json>>;

told tell_of(account_state const& service, envelope const& owner, signer const& who, json const& actor) {
  told out;
  for (auto const& target : owner.documents) {
    if (target->status != "running" || !linked(owner, target->id, who.id)) continue;
    json data = signers_data(service, owner, *target, who);
    data["user"] = actor;
    out.emplace_back(target.get(), std::move(data));
  }
  return out;
}

} // namespace

contact_needs contact_needs_of(envelope const& owner, signer const& who) {
  contact_needs out;
  for (auto const& event : who.communicate_events.items()) {
    out.email = out.email || event.value() == "email";
    out.phone = out.phone || event.value() == "sms" || event.value() == "whatsapp";
  }
  for (auto const& one : owner.requirements) {
    if (one->signer_id != who.id || one->action != "provide_evidence") continue;
    clicksign::authentication_needs const needs = clicksign::needs_of(one->value);
    out.email = out.email || needs.email;
    out.phone = out.phone || needs.phone;
  }
  return out;
}

result<std::string> delegate(account_state& service, std::string const& signer_id, stand_in const& to) {
  auto const user = page_user_of(service, signer_id);
  if (!user) return user.error();
  envelope& owner = *user->owner;
  signer const& who = *user->who;
  if (!who.signed_documents.empty()) return refused_by("signed_already", "the signer has signed a document of the envelope");
  if (auto wrong = wrong_with(to, owner, who)) return *std::move(wrong);
  if (owner.delegations >= limits::most_delegations) return refused_by("delegated_too_often", "it was handed on too often");
  ++owner.delegations;

  instant const at = service.now();
  json const actor = {{"email", or_null(who.email)}, {"name", who.name}};
  auto made = successor_of(service, who, to, at);
  signer& next = *made;
  told const left = tell_of(service, owner, who, actor);
  hand_over_requirements(service, owner, who.id, next.id, at);
  service.envelopes.left(owner, who);
  service.delegates[who.id] = next.name;
  auto const is_who = [&](auto const& one) { return one.get() == &who; };
  *std::find_if(owner.signers.begin(), owner.signers.end(), is_who) = std::move(made); // `who` is gone
  service.envelopes.joined(owner, next);
  owner.updated_at = at;
  for (auto const& [target, data] : left) record(service, owner, *target, "remove_signer", data, at);
  for (auto const& [target, data] : tell_of(service, owner, next, actor)) record(service, owner, *target, "add_signer", data, at);
  call_signer(service, owner, next, owner.default_message, at);
  return next.id;
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
