#include <rubrica/assinebem/callback.hpp>

#include "assinebem/kinds.hpp"
#include "crypto/hmac.hpp"
#include "json/identifier.hpp"

#include <algorithm>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace assinebem {
namespace {

template <class T, class = void> struct has_document : std::false_type {};
template <class T> struct has_document<T, std::void_t<decltype(T::document_id)>> : std::true_type {};
template <class T, class = void> struct has_party : std::false_type {};
template <class T> struct has_party<T, std::void_t<decltype(T::party_id)>> : std::true_type {};

/// Joins texts so that no two different lists give the same result.
class joined {
public:
  /// Adds a part without which the whole is not usable.
  joined& needed(std::string_view part) {
    complete_ = complete_ && !detail::is_placeholder(part);
    return also(part);
  }
  joined& also(std::string_view part) {
    text_.append(std::to_string(part.size())).append(":").append(part);
    return *this;
  }
  std::string const* text() const { return complete_ ? &text_ : nullptr; }

private:
  std::string text_;
  bool complete_ = true;
};

std::vector<std::string_view> file_ids(attachment_sent const& event) {
  std::vector<std::string_view> ids;
  for (attachment const& each : event.attachments) {
    for (attached_file const& file : each.files) ids.push_back(file.id);
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

/// The same text for the same moment, in whatever spelling; a text that cannot be parsed is used as it is.
std::string moment(timestamp const& at) {
  return at.at() ? timestamp(*at.at()).text() : at.text();
}

/// What identifies an event among those of its kind (assinebem §8).
struct identity {
  joined& key;

  void operator()(document_signed const& e) const { key.needed(e.document_id.text()); }
  void operator()(party_status_changed const& e) const { key.needed(e.external_id.text()).needed(e.status.text()); }
  void operator()(document_invalidated const& e) const { key.needed(e.document_id.text()); }
  void operator()(party_signed const& e) const {
    key.needed(e.document_id.text()).needed(e.party_id.text()).needed(e.signature_id);
  }
  void operator()(party_refused const& e) const {
    key.needed(e.document_id.text()).needed(e.party_id.text()).also(e.reason).also(e.description);
  }
  void operator()(party_data_filled const& e) const {
    key.needed(e.external_id.text()).also(e.cpf.reveal()).also(e.birth_date.reveal()).also(e.description);
  }
  void operator()(party_delegated const& e) const {
    key.needed(e.document_id.text()).needed(e.delegator_id.text()).needed(e.delegate_id.text());
  }
  void operator()(document_viewed const& e) const {
    key.needed(e.document_id.text()).needed(e.party_id.text()).needed(moment(e.viewed_at));
  }
  void operator()(attachment_sent const& e) const {
    auto const ids = file_ids(e);
    if (ids.empty()) key.needed({}); // nothing identifies the event
    for (std::string_view const id : ids) key.needed(id);
  }
  void operator()(unknown const&) const { key.needed({}); }
};

/// Keeps the later of two times; one that cannot be parsed counts as earlier than any.
void keep_later(timestamp& latest, timestamp const& other) {
  if (other.at() && (!latest.at() || *latest.at() < *other.at())) latest = other;
}

/// Whether there is such an event, and it has the ids that say what it happened to and who did it (assinebem §7).
template <class Event> bool is_this_told(Event const* event) noexcept {
  if (event == nullptr) return false;
  if constexpr (std::is_same_v<Event, unknown>)
    return false;
  else if constexpr (has_party<Event>::value)
    return !event->document_id.empty() && !event->party_id.empty();
  else if constexpr (std::is_same_v<Event, party_delegated>)
    return !event->document_id.empty() && !event->delegator_id.empty() && !event->delegate_id.empty();
  else if constexpr (std::is_same_v<Event, party_status_changed>)
    return !event->external_id.empty() && !event->status.empty();
  else if constexpr (has_document<Event>::value)
    return !event->document_id.empty();
  else
    return !event->external_id.empty();
}

// Not by std::visit, which throws where an assignment threw and left no event behind.
template <class... Events> bool is_any_told(std::variant<Events...> const& event) noexcept {
  return (is_this_told(std::get_if<Events>(&event)) || ...);
}

} // namespace

std::string_view kind(payload const& event) noexcept {
  return kind_name(event.index());
}

std::string_view wire_name(payload const& event) noexcept {
  return kind_wire_name(event.index());
}

document_id document_of(payload const& event) {
  return std::visit(
      [](auto const& e) {
        if constexpr (has_document<std::decay_t<decltype(e)>>::value)
          return e.document_id;
        else
          return document_id();
      },
      event);
}

party_id party_of(payload const& event) {
  if (auto const* by = std::get_if<party_signed>(&event)) return by->party_id;
  if (auto const* by = std::get_if<party_refused>(&event)) return by->party_id;
  if (auto const* by = std::get_if<document_viewed>(&event)) return by->party_id;
  if (auto const* by = std::get_if<attachment_sent>(&event)) return by->party_id;
  if (auto const* by = std::get_if<party_delegated>(&event)) return by->delegator_id;
  return {};
}

timestamp occurred_at(payload const& event) {
  timestamp latest;
  if (auto const* viewed = std::get_if<document_viewed>(&event)) latest = viewed->viewed_at;
  if (auto const* finished = std::get_if<document_signed>(&event)) {
    for (party_signature const& party : finished->parties) keep_later(latest, party.signed_at);
  }
  if (auto const* sent = std::get_if<attachment_sent>(&event)) {
    for (attachment const& each : sent->attachments) {
      for (attached_file const& file : each.files) keep_later(latest, file.created_at);
    }
  }
  return latest;
}

bool is_told(payload const& event) noexcept {
  return is_any_told(event);
}

bool is_terminal(payload const& event) noexcept {
  return std::holds_alternative<document_signed>(event) || std::holds_alternative<document_invalidated>(event);
}

std::string deduplication_key(callback const& event) {
  joined key;
  std::visit(identity{key}, event.payload);
  std::string const* const text = key.text();
  // A body that says nothing is identified with its route; otherwise the kind comes first.
  bool const by_route = std::holds_alternative<unknown>(event.payload) && !event.route_kind.empty();
  std::string const whole = by_route ? event.route_kind + '\n' + event.raw : event.raw;
  std::string const hash = detail::sha256_hex(text != nullptr ? *text : whole);
  return hash.empty() ? hash : std::string(kind(event.payload)).append(":").append(hash);
}

personal cpf_digits(personal const& cpf) {
  std::string digits;
  for (char c : cpf.reveal()) {
    if (c >= '0' && c <= '9') digits += c;
  }
  return personal(std::move(digits));
}

} // namespace assinebem
RUBRICA_END_NAMESPACE
