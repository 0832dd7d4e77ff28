#include "clicksign/webhook/payload.hpp"

#include "clicksign/webhook/payload_tables.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace clicksign::webhook {
namespace {

template <class Group> void start(payload& data) {
  data.emplace<Group>();
}

void start_failed_activation(payload& data) {
  data.emplace<activation_event>().failed = true;
}

void start_automatic_close(payload& data) {
  data.emplace<closed_event>().automatic = true;
}

struct group {
  event_name::known name;
  void (*start)(payload&);
};

constexpr group groups[] = {
    {event_name::sign, &start<signed_event>},
    {event_name::upload, &start<upload_event>},
    {event_name::add_signer, &start<signers_added_event>},
    {event_name::remove_signer, &start<signers_removed_event>},
    {event_name::signature_started, &start<signature_started_event>},
    {event_name::refusal, &start<refusal_event>},
    {event_name::close, &start<closed_event>},
    {event_name::auto_close, &start_automatic_close},
    {event_name::document_closed, &start<file_ready_event>},
    {event_name::deadline, &start<deadline_event>},
    {event_name::cancel, &start<cancelled_event>},
    {event_name::update_deadline, &start<settings_changed_event>},
    {event_name::update_auto_close, &start<settings_changed_event>},
    {event_name::update_locale, &start<settings_changed_event>},
    {event_name::update_block_after_refusal, &start<settings_changed_event>},
    {event_name::add_image, &start<image_added_event>},
    {event_name::custom, &start<custom_event>},
    {event_name::attempts_by_whatsapp_exceeded, &start<attempts_exceeded_event>},
    {event_name::attempts_by_liveness_or_facematch_exceeded, &start<attempts_exceeded_event>},
    {event_name::liveness_refused, &start<evidence_refused_event>},
    {event_name::facematch_refused, &start<evidence_refused_event>},
    {event_name::identity_biometrics_refused, &start<evidence_refused_event>},
    {event_name::biometric_refused, &start<evidence_refused_event>},
    {event_name::documentscopy_refused, &start<evidence_refused_event>},
    {event_name::ocr_refused, &start<evidence_refused_event>},
    {event_name::registro_civil_refused, &start<evidence_refused_event>},
    {event_name::tracking_notification_error, &start<notification_failed_event>},
    {event_name::envelope_activated, &start<activation_event>},
    {event_name::envelope_activation_failed, &start_failed_activation},
    {event_name::acceptance_term_enqueued, &start<acceptance_event>},
    {event_name::acceptance_term_sent, &start<acceptance_event>},
    {event_name::acceptance_term_completed, &start<acceptance_event>},
    {event_name::acceptance_term_refused, &start<acceptance_event>},
    {event_name::acceptance_term_cancelled, &start<acceptance_event>},
    {event_name::acceptance_term_expired, &start<acceptance_event>},
    {event_name::acceptance_term_error, &start<acceptance_event>},
};

static_assert(std::size(groups) == std::size(event_name::all));

} // namespace

void choose_payload(event_name const& name, payload& data) {
  unknown_event* const unread = std::get_if<unknown_event>(&data);
  for (group const& candidate : groups) {
    if (name != candidate.name) continue;
    std::string const early = unread != nullptr ? std::move(unread->raw) : std::string();
    candidate.start(data);
    if (!early.empty()) detail::read_again(early, payload_target(data));
    return;
  }
  if (unread == nullptr) data = unknown_event{};
}

detail::target payload_target(payload& data) {
  return std::visit([](auto& chosen) { return detail::target_for(chosen); }, data);
}

} // namespace clicksign::webhook
RUBRICA_END_NAMESPACE
