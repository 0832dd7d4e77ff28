#pragma once

#include <rubrica/clicksign/locale.hpp>
#include <rubrica/clicksign/webhook/evidence.hpp>
#include <rubrica/clicksign/webhook/signer.hpp>
#include <rubrica/core/error.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign::webhook {

/// The operator, a person or the API user, behind an action (wire: `user`).
struct user {
  personal email{};
  personal name{};
};

/// The ClickSign account (wire: `account`).
struct account {
  std::string key{};
  std::optional<bool> timestamp_signature_functionality{}; ///< API v3, `sign` only
};

/// `upload`: a document was created.
struct upload_event {
  webhook::user user{};
  webhook::account account{};
  timestamp deadline{};
  std::optional<bool> auto_close{};
  clicksign::locale locale{};
};

/// `add_signer`: signers were linked to the document; in API v3 that is when the envelope is activated.
struct signers_added_event {
  webhook::user user{};
  webhook::account account{};
  std::vector<signer> signers{};
};

/// `remove_signer`
struct signers_removed_event {
  webhook::user user{};
  webhook::account account{};
  std::vector<signer> signers{};
};

/// `signature_started`: a signer opened the signing page. It is not a signature.
struct signature_started_event {
  webhook::signer signer{};
  webhook::account account{};
};

/// `sign`: one signer signed.
struct signed_event {
  webhook::signer signer{};
  webhook::account account{};
  std::string secret_hmac{}; ///< text or JSON text; only ever seen null, which leaves it empty
  std::string log_version{}; ///< API v3, such as `1.1495.0`
  rubrica::secret url{};     ///< API v3; a link of unknown use: treat it as secret
};

/// `refusal`: one signer refused. Whether the others may go on depends on the envelope's `block_after_refusal`.
struct refusal_event {
  webhook::signer signer{};
  std::vector<std::string> reasons{}; ///< wire: `refusal.reasons`, in Portuguese
  std::string comment{};              ///< wire: `refusal.comment`: free text, whatever the signer wrote
  webhook::account account{};
};

/// `close` and `auto_close`: the document was finalised. It proves neither that everybody signed nor that the file is ready.
struct closed_event {
  bool automatic = false; ///< `auto_close`, after the last signature; without a user
  webhook::user user{};
  webhook::account account{};
};

/// `document_closed`: the signed file can be downloaded.
struct file_ready_event {
  webhook::account account{};
};

/// `deadline`: the deadline passed. The document is closed when somebody had signed, otherwise cancelled.
struct deadline_event {
  timestamp reached_at{};
};

/// `cancel`
struct cancelled_event {
  webhook::user user{};
  webhook::account account{};
};

/// `update_deadline`, `update_auto_close`, `update_locale` and `update_block_after_refusal`: the member with the same name holds
/// the new value, when ClickSign sends it.
struct settings_changed_event {
  webhook::user user{};
  webhook::account account{};
  timestamp deadline{};
  std::optional<bool> auto_close{};
  clicksign::locale locale{};
  std::optional<bool> block_after_refusal{};
};

/// `add_image`: a picture was added as evidence through the API.
struct image_added_event {
  std::string title{};
  std::string content_name{};
  std::string content_hash{};
  timestamp occurred_at{}; ///< as the caller of the API gave it
  std::optional<std::int64_t> attachment_id{};
};

/// `custom`: somebody registered an event through the API, such as a token that was checked elsewhere.
struct custom_event {
  std::string kind{}; ///< `token_email` or `token_sms`
  personal signer_name{};
  personal signer_email{};
  personal signer_phone_number{};
  timestamp occurred_at{}; ///< as the caller of the API gave it: `2020-10-28 11:00:00 +0300` was seen
};

/// `attempts_by_whatsapp_exceeded` and `attempts_by_liveness_or_facematch_exceeded`
struct attempts_exceeded_event {
  webhook::signer signer{};
  webhook::account account{};
};

/// `liveness_refused`, `facematch_refused`, `identity_biometrics_refused` and the other failed checks of a person. The three
/// with a documented result have a member for it.
struct evidence_refused_event {
  webhook::signer signer{};
  webhook::account account{};
  std::optional<webhook::unico_result> unico_result{};
  std::optional<webhook::facematch> facematch{};
  std::optional<webhook::identity_biometrics> identity_biometrics{};
};

/// `tracking_notification_error`: a message from ClickSign did not reach the signer. It says nothing about other messages: two
/// at the same moment are two facts, told apart by signer and by the members.
struct notification_failed_event {
  webhook::signer signer{};
  webhook::account account{};
  std::string message_kind{}; ///< wire: `notification.kind`, such as `signature_request`
  std::string provider{};     ///< wire: `notification.provider`, such as `email`
  std::string last_status{};  ///< wire: `notification.last_status`, such as `bounce`
  std::string bounce_type{};  ///< wire: `notification.last_bounce_type`, such as `HardBounce`
  personal details{};         ///< wire: `notification.details`: the provider's text, often with the address
};

/// `envelope_activated` and `envelope_activation_failed`: the result of an asynchronous activation. ClickSign announced them,
/// but none has been seen, so the places are guesses (clicksign-callbacks §7.7). No document belongs to it.
struct activation_event {
  bool failed = false;             ///< `envelope_activation_failed`
  envelope_id envelope{};          ///< `envelope.key` or `.id`, or `key`; inside `data` or beside `event`
  std::vector<problem> problems{}; ///< wire: `problems`, else `error` or `message`; personal values in them are masked
  std::string raw{};               ///< `data` as JSON text, whatever it contains
};

/// `acceptance_term_*`: what happened to the term that `event::acceptance` describes.
struct acceptance_event {
  webhook::user user{};
  webhook::account account{};
};

/// An event that this version of rubrica does not know.
struct unknown_event {
  std::string raw{};             ///< `data` as JSON text; empty when it was absent, null or `{}`
  std::vector<signer> signers{}; ///< wire: `signer` and `signers`, where it names any
};

/// The payload groups.
using payload =
    std::variant<upload_event, signers_added_event, signers_removed_event, signature_started_event, signed_event, refusal_event,
                 closed_event, file_ready_event, deadline_event, cancelled_event, settings_changed_event, image_added_event,
                 custom_event, attempts_exceeded_event, evidence_refused_event, notification_failed_event, activation_event,
                 acceptance_event, unknown_event>;

/// The name of the payload's group: `signed_event`, `unknown_event` …
RUBRICA_EXPORT std::string_view kind(payload const& data) noexcept;

/// The signers that the payload is about, in its order; none in most groups. Valid as long as the payload.
RUBRICA_EXPORT std::vector<signer const*> signers_of(payload const& data);

} // namespace clicksign::webhook
RUBRICA_END_NAMESPACE
