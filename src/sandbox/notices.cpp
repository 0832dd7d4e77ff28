#include "sandbox/notices.hpp"

#include "clicksign/wire.hpp"
#include "sandbox/links.hpp"

#include <algorithm>

namespace rubrica { inline namespace v0_1 { namespace sandbox {
namespace {

constexpr char const* no_channel = "none";

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

void note(world& service, notification made, instant at) {
  made.at = at;
  made.account = service.number;
  service.shared.notifications.push_back(std::move(made));
}

bool has_turn(envelope const& owner, signer const& who) {
  return !who.refused && is_pending(owner, who) && who.group == active_group(owner);
}

void remind(world& service, envelope const& owner, signer& who, instant at) {
  notification made = to_signer(notification_kind::reminder, owner, who, "signature_reminder");
  made.message = text_or_empty(owner.default_message);
  note(service, std::move(made), at);
  who.reminded = at;
  ++who.reminders;
}

} // namespace

std::string_view name(notification_kind kind) {
  switch (kind) {
  case notification_kind::reminder: return "reminder";
  case notification_kind::finished: return "finished";
  case notification_kind::request: break;
  }
  return "request";
}

bool ask_to_sign(world& service, envelope const& owner, signer const& who, std::string const& message, instant at) {
  notification made = to_signer(notification_kind::request, owner, who, "signature_request");
  if (made.channel == no_channel) return false;
  made.message = message;
  note(service, std::move(made), at);
  return true;
}

void release_group(world& service, envelope& owner, instant at) {
  if (!owner.running() || paused(owner)) return;
  std::int64_t const group = active_group(owner);
  bool const comes_up = owner.released_group != 0 && group > owner.released_group;
  for (auto const& who : owner.signers) {
    if (who->turn || !has_turn(owner, *who)) continue;
    who->turn = at;
    // The first group waits for a call; who joins a group that has its turn waits too.
    if (comes_up) ask_to_sign(service, owner, *who, text_or_empty(owner.default_message), at);
  }
  owner.released_group = std::max(owner.released_group, group);
}

void tell_signers(world& service, envelope const& owner, document const& closed, instant at) {
  for (auto const& who : owner.signers) {
    if (!has_signed(*who, closed.id)) continue;
    notification made = to_signer(notification_kind::finished, owner, *who, "document_signed");
    made.document = closed.id;
    note(service, std::move(made), at);
  }
}

void tell_watchers(world& service, envelope const& closed, instant at) {
  for (auto const& one : closed.watchers) {
    notification made;
    made.kind = notification_kind::finished;
    made.channel = one->communicate_events.value("signature_watcher_envelope_closed", "email");
    made.to = one->email;
    made.envelope = closed.id;
    if (made.channel != no_channel) note(service, std::move(made), at);
  }
}

void offer_reminders(world& service, envelope& owner, agenda& next) {
  if (!owner.remind_interval.is_number() || paused(owner)) return;
  std::chrono::hours const interval{24 * owner.remind_interval.get<int>()};
  for (auto const& entry : owner.signers) {
    signer& who = *entry;
    if (!who.turn || who.reminders >= clicksign::wire::most_reminders) continue;
    // Not before the last change, which may have switched reminders on.
    instant const at = std::max(who.reminded.value_or(*who.turn) + interval, owner.modified);
    if (next.at() && *next.at() <= at) continue; // what follows is slow, and asked for at every request
    if (who.communicate_events.value("signature_reminder", "email") == no_channel || !has_turn(owner, who)) continue;
    next.offer(at, [&service, &owner, &who, at] { remind(service, owner, who, at); });
  }
}

}}} // namespace rubrica::v0_1::sandbox
