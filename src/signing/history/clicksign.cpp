#include "signing/history/facts.hpp"
#include "text/ascii.hpp"
#include "json/identifier.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <type_traits>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

namespace webhook = clicksign::webhook;
using webhook::event_name;

template <class T, class = void> struct has_user : std::false_type {};
template <class T> struct has_user<T, std::void_t<decltype(T::user)>> : std::true_type {};

personal actor_of(webhook::payload const& data) {
  return std::visit(
      [](auto const& e) -> personal {
        if constexpr (has_user<std::decay_t<decltype(e)>>::value)
          return tidy(e.user.name.empty() ? e.user.email.reveal() : e.user.name.reveal(), longest_id);
        else
          return {};
      },
      data);
}

std::string new_setting(webhook::settings_changed_event const& e) {
  if (!e.deadline.empty()) return e.deadline.text();
  if (e.auto_close) return *e.auto_close ? "true" : "false";
  if (e.block_after_refusal) return *e.block_after_refusal ? "true" : "false";
  return std::string(e.locale.text());
}

std::string refusal_text(webhook::refusal_event const& e) {
  std::string text;
  for (std::string const& reason : e.reasons) text += (text.empty() ? "" : "; ") + reason;
  if (!e.comment.empty()) text += (text.empty() ? "" : ": ") + e.comment;
  return text;
}

/// Removes addresses, which expire and differ in each callback.
std::string without_addresses(std::string_view json) {
  std::string out;
  for (std::size_t at = json.find("\"http"); at != std::string_view::npos; at = json.find("\"http")) {
    out.append(json.substr(0, at + 1));
    json.remove_prefix(std::min(json.find('"', at + 1), json.size()));
  }
  return out.append(json);
}

failed_invitation failure_of(webhook::notification_failed_event const& e) {
  return {{}, e.provider, e.message_kind, e.last_status, e.bounce_type, e.details};
}

std::string reasons_of(webhook::activation_event const& e) {
  std::string text;
  for (problem const& one : e.problems) text += (text.empty() ? "" : "; ") + (one.detail.empty() ? one.title : one.detail);
  return text;
}

/// What distinguishes two events of the same name and moment.
std::string detail_of(webhook::payload const& data, bool has_time) {
  if (auto const* e = std::get_if<webhook::settings_changed_event>(&data)) return new_setting(*e);
  if (auto const* e = std::get_if<webhook::custom_event>(&data)) return e->kind + ' ' + e->occurred_at.text();
  if (auto const* e = std::get_if<webhook::image_added_event>(&data)) {
    return e->content_hash.empty() && e->attachment_id ? std::to_string(*e->attachment_id) : e->content_hash;
  }
  if (auto const* e = std::get_if<webhook::notification_failed_event>(&data)) return signing::detail_of(failure_of(*e));
  if (auto const* e = std::get_if<webhook::activation_event>(&data); e && e->failed) return hash_of(without_addresses(e->raw));
  if (auto const* e = std::get_if<webhook::unknown_event>(&data); e && !e->raw.empty()) return hash_of(without_addresses(e->raw));
  auto const* const refusal = std::get_if<webhook::refusal_event>(&data);
  return refusal != nullptr && !has_time ? hash_of(refusal_text(*refusal)) : std::string();
}

std::string note_of(webhook::payload const& data) {
  if (auto const* e = std::get_if<webhook::refusal_event>(&data)) return refusal_text(*e);
  if (auto const* e = std::get_if<webhook::settings_changed_event>(&data)) return new_setting(*e);
  if (auto const* e = std::get_if<webhook::custom_event>(&data)) return e->kind;
  if (auto const* e = std::get_if<webhook::notification_failed_event>(&data)) return e->details.reveal();
  if (auto const* e = std::get_if<webhook::activation_event>(&data)) return reasons_of(*e);
  if (auto const* e = std::get_if<webhook::image_added_event>(&data)) return e->title;
  return {};
}

/// The signer's key. Without one, something made of what else tells people apart: two of them are not one.
std::string identity_of(webhook::signer const& who) {
  if (!detail::is_placeholder(who.key.text())) return tidy(who.key.text(), longest_id);
  for (personal const* one : {&who.email, &who.phone_number, &who.documentation, &who.name}) {
    if (!one->empty()) return "without_key:" + hash_of(detail::lower(std::string(detail::trimmed(one->reveal()))));
  }
  return {};
}

fact with_signer(fact one, webhook::signer const& who) {
  one.signer = identity_of(who);
  one.person = tidy(who.name.reveal(), longest_id);
  one.email = tidy(who.email.reveal(), longest_id);
  return one;
}

void add_event(std::vector<fact>& out, event_name const& name, timestamp const& at, webhook::payload const& data,
               fact const& about) {
  if (name.empty()) return;
  fact one = about;
  one.source = fact_source::clicksign;
  one.name = tidy(name.text(), longest_id);
  one.at = at.at() ? at : timestamp(tidy(at.text(), longest_id));
  one.actor = actor_of(data);
  one.note = tidy(note_of(data), longest_note);
  one.detail = tidy(detail_of(data, at.at().has_value()), longest_note);
  if (auto const* custom = std::get_if<webhook::custom_event>(&data)) {
    one.person = tidy(custom->signer_name.reveal(), longest_id);
    one.email = tidy(custom->signer_email.reveal(), longest_id);
  }
  auto const signers = webhook::signers_of(data);
  // Somebody signed, even if nothing says who; but nobody can be waited for whom nothing tells from the others.
  bool const is_list = name == event_name::add_signer || name == event_name::remove_signer;
  for (webhook::signer const* who : signers) {
    fact by = with_signer(one, *who);
    if (!is_list || !by.signer.empty()) out.push_back(std::move(by));
  }
  if (signers.empty() && !is_list) out.push_back(std::move(one));
}

bool ends_document(event_name const& name) {
  return name == event_name::close || name == event_name::auto_close || name == event_name::document_closed;
}

/// `closed` or `cancelled`, in any spelling; empty when it is not an end.
clicksign::status end_of(clicksign::status const& status) {
  std::string text(status.text());
  for (char& c : text) c = detail::lower(c);
  if (text == "closed") return clicksign::status::closed;
  if (text == "canceled" || text == "cancelled") return clicksign::status::cancelled;
  return {};
}

/// The callback's event takes precedence over its status: ClickSign's documentation shows a `cancel` whose document is `closed`.
bool contradicts(event_name const& name, clicksign::status const& end) {
  return (name == event_name::cancel && end == clicksign::status::closed) ||
         (ends_document(name) && end == clicksign::status::cancelled);
}

bool has_ended(event_name const& name, clicksign::status const& end, webhook::document_snapshot const& document) {
  if (end == clicksign::status::cancelled || name == event_name::cancel) return false;
  return end == clicksign::status::closed || ends_document(name) ||
         std::any_of(document.events.begin(), document.events.end(),
                     [](webhook::past_event const& past) { return ends_document(past.name); });
}

struct membership {
  std::optional<instant> added{};
  std::optional<instant> removed{};
  bool is_unclear = false; ///< added at an unknown time

  [[nodiscard]] bool is_gone() const { return !is_unclear && removed && added && *removed > *added; }
  void note(bool adds, std::optional<instant> at) {
    is_unclear = is_unclear || (adds && !at);
    auto& latest = adds ? added : removed;
    if (!latest || (at && *at > *latest)) latest = at;
  }
};

/// Whether it adds people of whom somebody cannot be told from others, or may do so: it has no name.
bool hides_signer(webhook::past_event const& past) {
  if (past.name.empty()) return true;
  if (past.name != event_name::add_signer) return false;
  auto const all = webhook::signers_of(past.data);
  return all.empty() || std::any_of(all.begin(), all.end(), [](auto const* who) { return identity_of(*who).empty(); });
}

/// The signers that were added and not removed, according to the embedded history alone; none when somebody may be missing. Its order
/// is not documented, so times decide. A signer who was added or removed at an unknown time, or both at the same moment, still counts:
/// a list that is too long only delays `all_signed`.
std::vector<std::string> signers_by_events(webhook::document_snapshot const& document) {
  if (std::any_of(document.events.begin(), document.events.end(), &hides_signer)) return {};
  std::map<std::string, membership> found;
  for (webhook::past_event const& past : document.events) {
    bool const adds = past.name == event_name::add_signer;
    if (!adds && past.name != event_name::remove_signer) continue;
    for (webhook::signer const* who : webhook::signers_of(past.data)) found[identity_of(*who)].note(adds, past.occurred_at.at());
  }
  std::vector<std::string> keys;
  for (auto const& [key, times] : found) {
    if (!times.is_gone() && !key.empty()) keys.push_back(key);
  }
  return keys;
}

void add_roster(std::vector<fact>& out, webhook::document_snapshot const& document, fact const& about) {
  std::vector<std::string> keys;
  for (webhook::signer const& who : document.signers) keys.push_back(identity_of(who));
  if (keys.empty()) keys = signers_by_events(document);
  fact one = about;
  one.name = seen::roster;
  one.detail = roster_detail(std::move(keys));
  if (!one.detail.empty()) out.push_back(std::move(one));
}

/// ClickSign fills it in when the signer has signed; null, nothing and an empty object are the same (clicksign-callbacks §6.5).
bool is_filled(webhook::signature const& one) {
  bool const names = !one.name.empty() || !one.email.empty() || !one.birthday.empty() || !one.documentation.empty();
  return !one.signed_at.empty() || names || !one.ip_address.empty() || !one.sign_as.empty();
}

void add_document(std::vector<fact>& out, event_name const& name, webhook::document_snapshot const& document, fact const& about) {
  for (webhook::past_event const& past : document.events) {
    add_event(out, past.name, past.occurred_at, past.data, about);
  }
  fact shown = about;
  shown.source = fact_source::clicksign_document;
  clicksign::status const end = end_of(document.status);
  if (!end.empty() && !contradicts(name, end)) {
    shown.name = seen::status;
    shown.detail = end.text();
    out.push_back(shown);
    shown.detail.clear();
  }
  for (webhook::signer const& who : document.signers) {
    shown.name = seen::signer;
    fact const listed = with_signer(shown, who);
    if (!listed.signer.empty()) out.push_back(listed);
    if (!who.signature || !is_filled(*who.signature)) continue;
    fact signature = listed;
    signature.name = seen::signature;
    signature.at = timestamp(tidy(who.signature->signed_at.text(), longest_id));
    out.push_back(std::move(signature));
  }
  if (has_ended(name, end, document)) add_roster(out, document, shown);
}

/// An activation is about its envelope, and about a document only where ClickSign shows one.
void add_envelope(std::vector<fact>& out, envelope_id const& envelope, fact& about) {
  std::string id = tidy(envelope.text(), longest_id);
  if (about.document.empty()) {
    about.subject = std::move(id);
  } else if (!id.empty()) {
    fact one = about;
    one.source = fact_source::clicksign_document;
    one.name = seen::envelope;
    one.detail = std::move(id);
    out.push_back(std::move(one));
  }
}

} // namespace

std::vector<fact> facts_of(webhook::event const& event) {
  std::vector<fact> out;
  fact about;
  if (event.document) about.document = tidy(event.document->key.text(), longest_id);
  if (event.acceptance) about.subject = tidy(event.acceptance->key, longest_id);
  if (auto const* e = std::get_if<webhook::activation_event>(&event.data)) add_envelope(out, e->envelope, about);
  add_event(out, event.name, event.occurred_at, event.data, about);
  if (event.acceptance && !out.empty()) out.front().person = tidy(event.acceptance->signer_name.reveal(), longest_id);
  if (event.document) add_document(out, event.name, *event.document, about);
  return out;
}

} // namespace signing
RUBRICA_END_NAMESPACE
