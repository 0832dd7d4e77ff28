#pragma once

#include "signing/history/facts.hpp"

#include <rubrica/signing/change.hpp>
#include <rubrica/signing/document_state.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// What a fact makes true, and which change it reports. Several rules may match a fact; a fact without a rule is history only.
struct fact_rule {
  fact_source::known source;
  std::string_view name;
  std::string_view detail = {}; ///< empty: any
  bool document_state::*document = nullptr;
  bool signer_state::*signer = nullptr;
  change_names::known tells = {}; ///< empty: nothing
  bool each_time = false;
};

namespace rules_of_facts {

using names = change_names;
using doc = document_state;
using who = signer_state;
inline constexpr auto event = fact_source::clicksign;
inline constexpr auto shown = fact_source::clicksign_document;
inline constexpr auto call = fact_source::assinebem;
inline constexpr auto listed = fact_source::assinebem_document;

inline constexpr fact_rule all[] = {
    {event, "add_signer", {}, nullptr, nullptr, names::signer_added},
    {shown, seen::signer, {}, nullptr, nullptr, names::signer_added},
    {fact_source::caller, seen::signer, {}, nullptr, nullptr, names::signer_added},
    {event, "remove_signer", {}, nullptr, &who::removed, names::signer_removed},
    {event, "signature_started", {}, nullptr, &who::started, names::signing_started},
    {event, "sign", {}, nullptr, &who::has_signed, names::signer_signed},
    {shown, seen::signature, {}, nullptr, &who::has_signed, names::signer_signed},
    {event, "refusal", {}, nullptr, &who::refused, names::signer_refused},
    {event, "close", {}, &doc::closed, nullptr, names::closed},
    {event, "auto_close", {}, &doc::closed, nullptr, names::closed},
    {event, "document_closed", {}, &doc::closed, nullptr, names::closed},
    {event, "document_closed", {}, &doc::file_ready, nullptr, names::file_ready},
    {shown, seen::status, "closed", &doc::closed, nullptr, names::closed},
    {event, "cancel", {}, &doc::cancelled, nullptr, names::cancelled},
    {shown, seen::status, "canceled", &doc::cancelled, nullptr, names::cancelled},
    {event, "deadline", {}, &doc::deadline_reached, nullptr, names::deadline_reached},
    {event, "attempts_by_whatsapp_exceeded", {}, nullptr, nullptr, names::authentication_failed, true},
    {event, "attempts_by_liveness_or_facematch_exceeded", {}, nullptr, nullptr, names::authentication_failed, true},
    {event, "liveness_refused", {}, nullptr, nullptr, names::authentication_failed, true},
    {event, "facematch_refused", {}, nullptr, nullptr, names::authentication_failed, true},
    {event, "identity_biometrics_refused", {}, nullptr, nullptr, names::authentication_failed, true},
    {event, "biometric_refused", {}, nullptr, nullptr, names::authentication_failed, true},
    {event, "documentscopy_refused", {}, nullptr, nullptr, names::authentication_failed, true},
    {event, "ocr_refused", {}, nullptr, nullptr, names::authentication_failed, true},
    {event, "registro_civil_refused", {}, nullptr, nullptr, names::authentication_failed, true},
    {event, "tracking_notification_error", {}, nullptr, nullptr, names::invitation_failed, true},
    {event, "envelope_activated", {}, nullptr, nullptr, names::activated},
    {event, "envelope_activation_failed", {}, nullptr, nullptr, names::activation_failed, true},
    {event, "acceptance_term_completed", {}, nullptr, nullptr, names::acceptance_completed},
    {event, "acceptance_term_refused", {}, nullptr, nullptr, names::acceptance_refused},
    {event, "acceptance_term_canceled", {}, nullptr, nullptr, names::acceptance_ended},
    {event, "acceptance_term_expired", {}, nullptr, nullptr, names::acceptance_ended},
    {event, "acceptance_term_error", {}, nullptr, nullptr, names::acceptance_ended},

    {call, "document_signed", {}, &doc::closed, nullptr, names::closed},
    {call, "document_signed", {}, &doc::all_signed, nullptr, names::all_signed},
    {call, "document_invalidated", {}, &doc::invalidated, nullptr, names::invalidated},
    {call, "party_signed", {}, nullptr, &who::has_signed, names::signer_signed},
    {listed, seen::signature, {}, nullptr, &who::has_signed, names::signer_signed},
    {call, "party_refused", {}, nullptr, &who::refused, names::signer_refused},
    {call, "document_viewed", {}, nullptr, &who::viewed, names::signer_viewed},
    {listed, seen::viewed, {}, nullptr, &who::viewed, names::signer_viewed},
    {call, "party_delegated", {}, nullptr, &who::delegated, names::signer_delegated},
    {listed, seen::delegate, {}, nullptr, nullptr, names::signer_added},
    {call, "attachment_sent", {}, nullptr, nullptr, names::attachment_sent, true},
    {call, "party_data_filled", {}, nullptr, nullptr, names::data_filled, true},
    {call, "party_status_changed", {}, nullptr, nullptr, names::data_checked, true},
};

} // namespace rules_of_facts

inline bool meets(fact const& one, fact_rule const& rule) {
  return one.name == rule.name && one.source == rule.source && (rule.detail.empty() || one.detail == rule.detail);
}

/// Whether the fact sets this flag of its signer.
inline bool sets(fact const& one, bool signer_state::*flag) {
  for (fact_rule const& rule : rules_of_facts::all) {
    if (rule.signer == flag && meets(one, rule)) return true;
  }
  return false;
}

/// Whether a fact is about a signer, even one without a key.
inline bool names_signer(fact const& one) {
  if (!one.signer.empty()) return true;
  for (fact_rule const& rule : rules_of_facts::all) {
    bool const about_signer = rule.signer != nullptr || rule.tells == change_names::signer_added;
    if (about_signer && meets(one, rule)) return true;
  }
  return false;
}

} // namespace signing
RUBRICA_END_NAMESPACE
