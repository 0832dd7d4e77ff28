#include "clicksign/webhook/payload.hpp"

#include "clicksign/webhook/payload_tables.hpp"

namespace rubrica { inline namespace v0_1 { namespace clicksign { namespace webhook {
namespace {

template <class Group> void start(payload& data) {
  data.emplace<Group>();
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
    {event_name::acceptance_term_enqueued, &start<acceptance_event>},
    {event_name::acceptance_term_sent, &start<acceptance_event>},
    {event_name::acceptance_term_completed, &start<acceptance_event>},
    {event_name::acceptance_term_refused, &start<acceptance_event>},
    {event_name::acceptance_term_canceled, &start<acceptance_event>},
    {event_name::acceptance_term_expired, &start<acceptance_event>},
    {event_name::acceptance_term_error, &start<acceptance_event>},
};

constexpr std::string_view kinds[] = {
    "upload_event",           "signers_added_event", "signers_removed_event", "signature_started_event", "signed_event",
    "refusal_event",          "closed_event",        "file_ready_event",      "deadline_event",          "cancelled_event",
    "settings_changed_event", "image_added_event",   "custom_event",          "attempts_exceeded_event", "evidence_refused_event",
    "acceptance_event",       "unknown_event",
};
static_assert(std::size(kinds) == std::variant_size_v<payload>);
static_assert(std::size(groups) == std::size(event_name::all));

} // namespace

void choose_payload(event_name const& name, payload& data) {
  std::string early;
  if (auto* unread = std::get_if<unknown_event>(&data)) early = std::move(unread->raw);
  for (group const& candidate : groups) {
    if (name != candidate.name) continue;
    candidate.start(data);
    // The text was valid when it was kept, so nothing can be refused here.
    if (!early.empty()) static_cast<void>(detail::read_json(early, payload_slot(data)));
    return;
  }
  data = unknown_event{std::move(early)};
}

detail::slot payload_slot(payload& data) {
  return std::visit([](auto& chosen) { return detail::slot_for(chosen); }, data);
}

std::string_view kind(payload const& data) noexcept {
  return kinds[data.index()];
}

std::vector<signer const*> signers_of(payload const& data) {
  std::vector<signer const*> found;
  auto const one = [&](auto const& event) { found.push_back(&event.signer); };
  auto const many = [&](auto const& event) {
    for (signer const& each : event.signers) found.push_back(&each);
  };
  if (auto const* signed_by = std::get_if<signed_event>(&data)) one(*signed_by);
  if (auto const* refused_by = std::get_if<refusal_event>(&data)) one(*refused_by);
  if (auto const* started_by = std::get_if<signature_started_event>(&data)) one(*started_by);
  if (auto const* exceeded_by = std::get_if<attempts_exceeded_event>(&data)) one(*exceeded_by);
  if (auto const* failed_by = std::get_if<evidence_refused_event>(&data)) one(*failed_by);
  if (auto const* added = std::get_if<signers_added_event>(&data)) many(*added);
  if (auto const* removed = std::get_if<signers_removed_event>(&data)) many(*removed);
  return found;
}

}}}} // namespace rubrica::v0_1::clicksign::webhook
