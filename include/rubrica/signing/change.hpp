#pragma once

#include <rubrica/core/open_enum.hpp>
#include <rubrica/core/personal.hpp>
#include <rubrica/core/timestamp.hpp>
#include <rubrica/signing/provider_key.hpp>

#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

struct change_kind;

/// The names of the changes. Both `change` and `change_kind` have them: `change::file_ready`.
struct change_names {
  using known = open_enum<change_kind>::known;

  // one signer; once for each signer of each document
  static constexpr known signer_added{"signer_added"};     ///< the first callback about this signer
  static constexpr known signer_removed{"signer_removed"}; ///< may be added again: see `signer_state::removed`
  static constexpr known signer_viewed{"signer_viewed"};
  static constexpr known signing_started{"signing_started"}; ///< opened the signing page; not a signature
  static constexpr known signer_signed{"signer_signed"};
  static constexpr known signer_refused{"signer_refused"};     ///< at AssineBem the signer may still sign
  static constexpr known signer_delegated{"signer_delegated"}; ///< another person signs instead
  // the document; once for each document
  static constexpr known all_signed{"all_signed"}; ///< proven, see `history`
  static constexpr known closed{"closed"};         ///< the process has ended, perhaps without all signatures
  static constexpr known file_ready{"file_ready"}; ///< the signed file can be downloaded
  static constexpr known cancelled{"cancelled"};
  static constexpr known deadline_reached{"deadline_reached"};
  static constexpr known invalidated{"invalidated"};
  static constexpr known conflict{"conflict"}; ///< callbacks report two different ends: ask the provider
  // each time that it happens
  static constexpr known authentication_failed{"authentication_failed"}; ///< a check of a signer failed, or too many attempts
  static constexpr known invitation_failed{"invitation_failed"};         ///< a message to a signer could not be delivered
  static constexpr known attachment_sent{"attachment_sent"};
  static constexpr known data_filled{"data_filled"};
  static constexpr known data_checked{"data_checked"};
  // the envelope, where ClickSign activates it later than it was asked to
  static constexpr known activated{"activated"};                 ///< once
  static constexpr known activation_failed{"activation_failed"}; ///< each time that it happens
  // acceptance terms over WhatsApp; once for each term
  static constexpr known acceptance_completed{"acceptance_completed"};
  static constexpr known acceptance_refused{"acceptance_refused"};
  static constexpr known acceptance_ended{"acceptance_ended"}; ///< cancelled, expired or failed

  static constexpr known all[] = {
      signer_added,      signer_removed,       signer_viewed,      signing_started, signer_signed,
      signer_refused,    signer_delegated,     all_signed,         closed,          file_ready,
      cancelled,         deadline_reached,     invalidated,        conflict,        authentication_failed,
      invitation_failed, attachment_sent,      data_filled,        data_checked,    activated,
      activation_failed, acceptance_completed, acceptance_refused, acceptance_ended};
};

/// The kind of a change: of a document, of one of its signers, or of an acceptance term. Later versions may add kinds.
struct change_kind : open_enum<change_kind>, change_names {
  using known = change_names::known;
  using open_enum::open_enum;
};

/// Something that has become true, reported once. This is what a CRM acts on.
///
/// ```cpp
/// history.expect(sent); // once, after sending: no callback names the envelope
/// for (auto& change : history.apply(event))
///   if (change.is(signing::change::file_ready)) download(change.envelope, *change.document.clicksign());
/// ```
struct change : change_names {
  change_kind kind{};
  std::string key{};       ///< 64 digits, the same for the same change in every process: use it as primary key of your own action
  envelope_id envelope{};  ///< when known: from `history::expect`; of the callbacks only those about an activation name it
  document_key document{}; ///< ClickSign's, or AssineBem's `id_externo`; empty when it is about something else
  signer_key signer{};     ///< empty for changes of the document
  /// Key of the acceptance term; for an activation the envelope's id; with `data_*` AssineBem's id of a document or a party,
  /// without saying which of the two.
  std::string subject{};
  personal who{};   ///< the signer's name, else the e-mail address, as far as known
  timestamp when{}; ///< empty when no callback says it
  personal note{};  ///< text of the callback: reasons of a refusal, why a message was not delivered. Prints masked

  /// `change.is(signing::change::file_ready)`
  [[nodiscard]] bool is(change_kind::known wanted) const { return kind == wanted; }
};

} // namespace signing
RUBRICA_END_NAMESPACE
