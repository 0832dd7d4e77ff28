#include "sandbox/service/notices.hpp"

#include "clicksign/protocol/wire.hpp"
#include "sandbox/formats/text.hpp"
#include "sandbox/service/events.hpp"
#include "sandbox/service/links.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr char const* no_channel = "none";
constexpr char const* no_such_account = "550 5.1.1 The email account does not exist";
constexpr std::string_view returning_domain = "@bounce.test";
constexpr std::string_view returning_number = "00000000";

bool ends_with(std::string const& text, std::string_view end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

/// Whether messages to this address always fail, for programs that have no other control.
bool is_returning(std::string const& address) {
  return ends_with(lower(address), returning_domain) || ends_with(address, returning_number);
}

std::string text_or_empty(json const& text) {
  return text.is_string() ? text.get<std::string>() : std::string();
}

notification to_signer(notification_kind kind, envelope const& owner, signer const& who, char const* event) {
  notification made;
  made.kind = kind;
  made.channel = who.communicate_events.value(event, "email");
  made.to = (made.channel == "email" ? who.email : who.phone_number).value_or("");
  made.envelope = owner.id;
  made.signer = who.id;
  return made;
}

void note(account_state& service, notification made, instant at) {
  made.at = at;
  made.account = service.number;
  std::size_t const size = made.to.reveal().size() + made.message.size();
  service.shared.notifications.add(std::move(made), size);
}

/// Records a message that asks for a signature, and its failure if the address always fails.
void ask(account_state& service, envelope& owner, signer& who, notification made, char const* kind, instant at) {
  made.link = signing_link(service, who);
  who.last_message = sent_message{kind, made.channel};
  bool const returns = is_returning(std::string(made.to.reveal()));
  note(service, std::move(made), at);
  if (returns) bounce(service, owner, who, no_such_account, at);
}

bool has_turn(envelope const& owner, signer const& who, std::int64_t active) {
  return !who.refused && who.group == active && is_pending(owner, who);
}

void remind(account_state& service, envelope& owner, signer& who, instant at) {
  notification made = to_signer(notification_kind::reminder, owner, who, "signature_reminder");
  made.message = text_or_empty(owner.default_message);
  ask(service, owner, who, std::move(made), "signature_reminder", at);
  who.reminded = at;
  ++who.reminders;
}

} // namespace

std::string_view to_string(notification_kind kind) {
  switch (kind) {
  case notification_kind::reminder: return "reminder";
  case notification_kind::code: return "code";
  case notification_kind::finished: return "finished";
  case notification_kind::request: break;
  }
  return "request";
}

bool bounce(account_state& service, envelope& owner, signer& who, std::string const& details, instant at) {
  if (!who.last_message) return false;
  json const notification = {{"kind", who.last_message->kind},
                             {"provider", who.last_message->channel},
                             {"last_status", "bounce"},
                             {"last_bounce_type", "HardBounce"},
                             {"details", details.empty() ? no_such_account : details}};
  for (auto const& target : owner.documents) {
    auto const roles = roles_of(owner, target->id, who.id);
    if (roles.empty()) continue;
    json const party = event_signer(service, owner, *target, who, *roles.front(), signer_detail::plain);
    record(service, owner, *target, "tracking_notification_error",
           {{"signer", party}, {"notification", notification}, {"account", {{"key", service.account_key}}}}, at);
  }
  return true;
}

void send_code(account_state& service, envelope const& owner, signer const& who, std::string const& channel, instant at) {
  notification made;
  made.kind = notification_kind::code;
  made.channel = channel == "presential" ? "email" : channel;
  made.to = channel == "presential" ? who.signature_host.value("email", "")
                                    : (channel == "email" ? who.email : who.phone_number).value_or("");
  made.envelope = owner.id;
  made.signer = who.id;
  made.message = "Seu código para assinar: " + who.code;
  note(service, std::move(made), at);
}

bool ask_to_sign(account_state& service, envelope& owner, signer& who, std::string const& message, instant at) {
  notification made = to_signer(notification_kind::request, owner, who, "signature_request");
  if (made.channel == no_channel) return false;
  made.message = message;
  ask(service, owner, who, std::move(made), "signature_request", at);
  return true;
}

json call_signer(account_state& service, envelope& owner, signer& who, json const& message, instant at) {
  // INFERRED: a signer without a channel, who has signed or whose group is not active is not notified.
  bool const due = has_turn(owner, who, active_group(owner));
  bool const called = due && ask_to_sign(service, owner, who, text_or_empty(message), at);
  return {{"signer_id", who.id}, {"notified", called}};
}

json call_signers(account_state& service, envelope& owner, json const& message, instant at) {
  json summary = json::array();
  std::int64_t const group = active_group(owner);
  for (auto const& who : owner.signers) {
    if (is_pending(owner, *who) && who->group == group) summary.push_back(call_signer(service, owner, *who, message, at));
  }
  return summary;
}

void release_group(account_state& service, envelope& owner, instant at) {
  if (!owner.running() || paused(owner)) return;
  std::int64_t const group = active_group(owner);
  bool const comes_up = owner.released_group != 0 && group > owner.released_group;
  for (auto const& who : owner.signers) {
    if (who->turn || !has_turn(owner, *who, group)) continue;
    who->turn = at;
    // The first group waits for a notification; a signer who joins the active group waits too.
    if (comes_up) ask_to_sign(service, owner, *who, text_or_empty(owner.default_message), at);
  }
  owner.released_group = std::max(owner.released_group, group);
}

void tell_signers(account_state& service, envelope const& owner, document const& closed, instant at) {
  for (auto const& who : owner.signers) {
    if (!has_signed(*who, closed.id)) continue;
    notification made = to_signer(notification_kind::finished, owner, *who, "document_signed");
    made.document = closed.id;
    note(service, std::move(made), at);
  }
}

void tell_watchers(account_state& service, envelope const& closed, instant at) {
  for (auto const& one : closed.watchers) {
    notification made;
    made.kind = notification_kind::finished;
    made.channel = one->communicate_events.value("signature_watcher_envelope_closed", "email");
    made.to = one->email;
    made.envelope = closed.id;
    if (made.channel != no_channel) note(service, std::move(made), at);
  }
}

void offer_reminders(account_state& service, envelope& owner, schedule& next) {
  if (!owner.remind_interval.is_number() || paused(owner)) return;
  std::chrono::hours const interval{24 * owner.remind_interval.get<int>()};
  std::int64_t const group = active_group(owner);
  for (auto const& entry : owner.signers) {
    signer& who = *entry;
    if (!who.turn || who.reminders >= clicksign::wire::most_reminders) continue;
    // Not before the last change, which may have switched reminders on.
    instant const at = std::max(who.reminded.value_or(*who.turn) + interval, owner.updated_at);
    if (who.communicate_events.value("signature_reminder", "email") == no_channel || !has_turn(owner, who, group)) continue;
    next.offer(at, [&service, &owner, &who, at] { remind(service, owner, who, at); });
  }
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
