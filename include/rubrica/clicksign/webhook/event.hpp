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

/// What became of the search for the document, or the acceptance, that an event is about.
enum class subject {
  not_asked,   ///< over REST the call names it; events that nobody knows, and ends of activations, may have none
  found,       ///< in `document` or `acceptance`, with its key
  absent,      ///< a known event that names none: it happened to something, and nobody knows to what
  unreadable,  ///< there is a text or a number in its place that is no document
  several,     ///< there are several: one event cannot be about all of them
  without_key, ///< it is there, but has no key, or a placeholder such as `0` or `null`
};
/// `found`, `without_key` …
RUBRICA_EXPORT std::string_view name(subject value) noexcept;

/// One event of ClickSign's, from a callback or from `GET …/events`.
///
/// ```cpp
/// std::visit(overloaded{
///     [](webhook::signed_event const& e) { remember(e.signer.name); },
///     [](webhook::refusal_event const& e) { tell(e.reasons); },
///     [](auto const&) {}},
///   event.data);
/// ```
/// Everything but `name` may be empty, because ClickSign leaves out what it likes (clicksign-callbacks §9). Callbacks come
/// late, twice and in any order: `signing::history` makes sense of them.
///
/// `is_told` says whether a callback can be acted on: what it says `false` of is to be kept for a person. `callbacks::router`
/// puts it into quarantine.
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
