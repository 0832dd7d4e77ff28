#include <rubrica/clicksign/webhook/event.hpp>

#include <iterator>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign::webhook {
namespace {

constexpr std::string_view kinds[] = {
    "upload_event",     "signers_added_event",     "signers_removed_event",  "signature_started_event",
    "signed_event",     "refusal_event",           "closed_event",           "file_ready_event",
    "deadline_event",   "cancelled_event",         "settings_changed_event", "image_added_event",
    "custom_event",     "attempts_exceeded_event", "evidence_refused_event", "notification_failed_event",
    "activation_event", "acceptance_event",        "unknown_event",
};
static_assert(std::size(kinds) == std::variant_size_v<payload>);

} // namespace

std::string_view kind(payload const& data) noexcept {
  return kinds[data.index()];
}

std::string_view to_string(subject value) noexcept {
  switch (value) {
  case subject::not_asked: return "not_asked";
  case subject::found: return "found";
  case subject::absent: return "absent";
  case subject::unreadable: return "unreadable";
  case subject::several: return "several";
  case subject::without_key: return "without_key";
  case subject::without_signer: return "without_signer";
  }
  return "absent";
}

bool is_told(event const& callback) noexcept {
  return callback.subject == subject::found || callback.subject == subject::not_asked;
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
  if (auto const* unreached = std::get_if<notification_failed_event>(&data)) one(*unreached);
  if (auto const* unknown = std::get_if<unknown_event>(&data)) many(*unknown);
  if (auto const* added = std::get_if<signers_added_event>(&data)) many(*added);
  if (auto const* removed = std::get_if<signers_removed_event>(&data)) many(*removed);
  return found;
}

} // namespace clicksign::webhook
RUBRICA_END_NAMESPACE
