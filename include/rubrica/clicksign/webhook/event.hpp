#pragma once

#include <rubrica/clicksign/webhook/acceptance.hpp>
#include <rubrica/clicksign/webhook/document.hpp>
#include <rubrica/clicksign/webhook/event_name.hpp>
#include <rubrica/clicksign/webhook/payloads.hpp>

#include <optional>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign::webhook {

/// Whether the callback says which document, or which acceptance, the event is about.
enum class subject {
  not_asked,      ///< not needed: over REST the call names it; unknown events and ends of activations may have none
  found,          ///< in `document` or `acceptance`, with its key
  absent,         ///< a known event that names none, so it is unknown what it happened to
  unreadable,     ///< there is a string or a number in its place, but no document
  several,        ///< there are several, but an event is about one
  without_key,    ///< it is there, but has no key, or a placeholder such as `0` or `null`
  without_signer, ///< a signature or a refusal whose `data` says something, but not by whom: no key, e-mail, name, number or CPF
};
/// `found`, `without_key` …
RUBRICA_EXPORT std::string_view to_string(subject value) noexcept;

/// One ClickSign event, from a callback or from `GET …/events`.
///
/// ```cpp
/// std::visit(overloaded{
///     [](webhook::signed_event const& e) { remember(e.signer.name); },
///     [](webhook::refusal_event const& e) { tell(e.reasons); },
///     [](auto const&) {}},
///   event.data);
/// ```
/// Everything but `name` may be empty, because ClickSign may leave any of it out (clicksign-callbacks §9). Callbacks come late,
/// twice and in any order: use `signing::history` to evaluate them.
///
/// `is_told` says whether a callback can be acted on. When it is false, keep the callback for a person to look at;
/// `callbacks::router` puts it into quarantine.
struct event {
  event_name name{};
  timestamp occurred_at{}; ///< wire: `occurred_at`; over REST `created`. Absent in some callbacks
  payload data = unknown_event{};
  std::optional<document_snapshot> document{};     ///< absent with `acceptance` and over REST
  std::optional<webhook::acceptance> acceptance{}; ///< only with `acceptance_term_*`
  webhook::subject subject = webhook::subject::not_asked;
  event_id id{};     ///< only over REST: callbacks have none
  std::string raw{}; ///< the callback's body, byte for byte; empty over REST
};

/// Whether it is known what the event happened to: `found` or `not_asked`.
RUBRICA_EXPORT bool is_told(event const& callback) noexcept;

} // namespace clicksign::webhook
RUBRICA_END_NAMESPACE
