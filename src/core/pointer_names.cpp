#include "core/pointer_names.hpp"

#include <algorithm>
#include <iterator>

RUBRICA_BEGIN_NAMESPACE
namespace detail {
namespace {

// None of them is a person's name, or a word that people use as one.
constexpr std::string_view known_names =
    " acceptance_term account account_id account_key accounts action address admin_email align api_email asks_cpf"
    " assignments at_deadline atomic attach_documents_enabled attachments attributes auth authentication"
    " authentications auths auto_close birthday block_after_refusal button bytes channels checks code color comment"
    " communicate_by communicate_events contact content content_base64 content_name content_url copy_of cpf created"
    " created_at data data_json deadline deadline_at deadline_partial_signature_action default_message default_subject"
    " description detail direction document document_cancelled document_deadline document_sent document_signed"
    " document_type documentation documents downloads duplicate email email_customization endpoint enqueued_at"
    " envelope envelope_closed envelope_id envelopes errors events facematch facial_biometrics_enabled"
    " federal_data_validation field fields file filename files filter final final_text folder folders from_template"
    " greeting group groups handwritten_enabled has_documentation has_signed hash head height host id"
    " identity_biometrics identity_verification in_root include included job_id key kind latitude links liveness"
    " liveness_enabled locale location_required_enabled longitude memberships message messages meta metadata migrated"
    " mobile modified more_authentications more_roles name next notifications number oauth2 occurred_at"
    " official_document_enabled op operations operator origin original page page_number pages parent path phone"
    " phone_number pointer position positions preview principal profile_name provider reasons record record_count ref"
    " refusable relationships remind_interval replaces requirements role roles rubric_enabled rubric_field"
    " rubric_pages rubrics secret self selfie selfie_enabled sender_name sender_name_option sender_phone sent_at"
    " sequence_enabled show_details show_qrcode show_token sign_as signature signature_host"
    " signature_host_signature_request signature_reminder signature_request signature_watchers signed signed_at signer"
    " signer_email signer_name signer_phone signers size sort source status status_flow subject template"
    " template_fields templates term terms title token type updated_at url user users validation watcher watchers"
    " webhook webhooks whatsapps who width x y atomic:operations ";

// The lists whose items a pointer may count. Anywhere else a number may be part of a personal value.
constexpr std::string_view lists[] = {"assignments",     "atomic:operations",
                                      "authentications", "documents",
                                      "errors",          "events",
                                      "files",           "more_authentications",
                                      "more_roles",      "operations",
                                      "positions",       "roles",
                                      "requirements",    "rubrics",
                                      "signers",         "watchers"};

bool is_list(std::string_view name) noexcept {
  return std::find(std::begin(lists), std::end(lists), name) != std::end(lists);
}

bool is_index(std::string_view text) noexcept {
  constexpr std::size_t longest = 3; // no list of ours is longer
  return !text.empty() && text.size() <= longest &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

bool is_known_name(std::string_view text) {
  bool const is_word = !text.empty() && text.find(' ') == std::string_view::npos;
  return is_word && known_names.find(" " + std::string(text) + " ") != std::string_view::npos;
}

std::string with_known_names(std::string_view pointer) {
  std::string out;
  std::string_view before;
  while (!pointer.empty()) {
    bool const begins = pointer.front() == '/';
    pointer.remove_prefix(begins ? 1 : 0);
    std::string_view const part = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(part.size());
    if (begins) out += '/';
    if (is_known_name(part) || (is_list(before) && is_index(part)))
      out += part;
    else if (!part.empty())
      out += "\xE2\x80\xA6";
    before = part;
  }
  return out;
}

} // namespace detail
RUBRICA_END_NAMESPACE
