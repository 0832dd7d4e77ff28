#pragma once

#include <rubrica/clicksign/webhook/acceptance.hpp>
#include <rubrica/clicksign/webhook/document.hpp>
#include <rubrica/clicksign/webhook/event_name.hpp>
#include <rubrica/clicksign/webhook/payloads.hpp>

#include <optional>
#include <string>

namespace rubrica { inline namespace v0_1 { namespace clicksign { namespace webhook {

/// One event of ClickSign's, from a callback or from `GET …/events`.
///
/// ```cpp
/// std::visit(overloaded{
///     [](webhook::signed_event const& e) { remember(e.signer.name); },
///     [](webhook::refusal_event const& e) { tell(e.reasons); },
///     [](auto const&) {}},
///   event.data);
/// ```
/// Everything but `name` may be empty, because ClickSign leaves out what it likes (clicksign-webhooks §9). Callbacks come
/// late, twice and in any order: `signing::history` makes sense of them.
struct event {
  event_name name{};
  timestamp occurred_at{}; ///< wire: `occurred_at`; over REST `created`. Absent in some callbacks
  payload data = unknown_event{};
  std::optional<document_snapshot> document{};     ///< absent with `acceptance` and over REST
  std::optional<webhook::acceptance> acceptance{}; ///< only with `acceptance_term_*`
  event_id id{};                                   ///< only over REST: callbacks have none
  std::string raw{};                               ///< the callback's body, byte for byte; empty over REST
};

}}}} // namespace rubrica::v0_1::clicksign::webhook
