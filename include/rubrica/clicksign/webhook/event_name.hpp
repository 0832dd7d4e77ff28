#pragma once

#include <rubrica/core/open_enum.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign::webhook {

/// What happened (wire: `event.name`; clicksign-callbacks §7). New names appear without notice: they are valid values, and their
/// event carries an `unknown_event`. The simulator's webhooks accept only these names.
struct event_name : open_enum<event_name> {
  using open_enum::open_enum;
  // the life of the document, clicksign-callbacks §7.1
  static constexpr known upload{"upload"};
  static constexpr known add_signer{"add_signer"};
  static constexpr known remove_signer{"remove_signer"};
  static constexpr known signature_started{"signature_started"};
  static constexpr known sign{"sign"};
  static constexpr known refusal{"refusal"};
  static constexpr known close{"close"};
  static constexpr known auto_close{"auto_close"};
  static constexpr known document_closed{"document_closed"};
  static constexpr known deadline{"deadline"};
  static constexpr known cancel{"cancel"};
  // changed settings, clicksign-callbacks §7.2
  static constexpr known update_deadline{"update_deadline"};
  static constexpr known update_auto_close{"update_auto_close"};
  static constexpr known update_locale{"update_locale"};
  static constexpr known update_block_after_refusal{"update_block_after_refusal"};
  // added through the API, clicksign-callbacks §7.3
  static constexpr known add_image{"add_image"};
  static constexpr known custom{"custom"};
  // failed authentications, clicksign-callbacks §7.4
  static constexpr known attempts_by_whatsapp_exceeded{"attempts_by_whatsapp_exceeded"};
  static constexpr known attempts_by_liveness_or_facematch_exceeded{"attempts_by_liveness_or_facematch_exceeded"};
  static constexpr known liveness_refused{"liveness_refused"};
  static constexpr known facematch_refused{"facematch_refused"};
  static constexpr known identity_biometrics_refused{"identity_biometrics_refused"};
  static constexpr known biometric_refused{"biometric_refused"};
  static constexpr known documentscopy_refused{"documentscopy_refused"};
  static constexpr known ocr_refused{"ocr_refused"};
  static constexpr known registro_civil_refused{"registro_civil_refused"};
  // results of messages to signers and of asynchronous activations, clicksign-callbacks §7.7
  static constexpr known tracking_notification_error{"tracking_notification_error"};
  static constexpr known envelope_activated{"envelope_activated"};
  static constexpr known envelope_activation_failed{"envelope_activation_failed"};
  // acceptance terms over WhatsApp, clicksign-callbacks §7.5
  static constexpr known acceptance_term_enqueued{"acceptance_term_enqueued"};
  static constexpr known acceptance_term_sent{"acceptance_term_sent"};
  static constexpr known acceptance_term_completed{"acceptance_term_completed"};
  static constexpr known acceptance_term_refused{"acceptance_term_refused"};
  static constexpr known acceptance_term_cancelled{"acceptance_term_canceled"};
  static constexpr known acceptance_term_expired{"acceptance_term_expired"};
  static constexpr known acceptance_term_error{"acceptance_term_error"};

  static constexpr known all[] = {upload,
                                  add_signer,
                                  remove_signer,
                                  signature_started,
                                  sign,
                                  refusal,
                                  close,
                                  auto_close,
                                  document_closed,
                                  deadline,
                                  cancel,
                                  update_deadline,
                                  update_auto_close,
                                  update_locale,
                                  update_block_after_refusal,
                                  add_image,
                                  custom,
                                  attempts_by_whatsapp_exceeded,
                                  attempts_by_liveness_or_facematch_exceeded,
                                  liveness_refused,
                                  facematch_refused,
                                  identity_biometrics_refused,
                                  biometric_refused,
                                  documentscopy_refused,
                                  ocr_refused,
                                  registro_civil_refused,
                                  tracking_notification_error,
                                  envelope_activated,
                                  envelope_activation_failed,
                                  acceptance_term_enqueued,
                                  acceptance_term_sent,
                                  acceptance_term_completed,
                                  acceptance_term_refused,
                                  acceptance_term_cancelled,
                                  acceptance_term_expired,
                                  acceptance_term_error};
};

} // namespace clicksign::webhook
RUBRICA_END_NAMESPACE
