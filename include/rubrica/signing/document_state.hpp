#pragma once

#include <rubrica/core/export.hpp>
#include <rubrica/core/personal.hpp>
#include <rubrica/core/timestamp.hpp>
#include <rubrica/signing/provider_key.hpp>

#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// The state of one signer of one document. A signature takes precedence over everything else, whatever came before or after it.
enum class signer_status {
  waiting,
  invitation_failed, ///< the last invitation could not be delivered: correct the address, or call the signer
  viewed,
  started,
  refused,
  delegated,
  removed,
  has_signed
};

/// `waiting`, `invitation_failed`, … `has_signed`.
RUBRICA_EXPORT std::string_view to_string(signer_status value) noexcept;

/// A message to a signer that could not be delivered, in ClickSign's words (wire: `tracking_notification_error`).
struct failed_invitation {
  timestamp when{};
  std::string channel{};     ///< wire: `provider`, such as `email`
  std::string kind{};        ///< such as `signature_request`
  std::string status{};      ///< wire: `last_status`, such as `bounce`
  std::string bounce_type{}; ///< wire: `last_bounce_type`, such as `HardBounce`
  personal details{};        ///< what the mail server answered; it may quote the address
};

/// What is known of one signer of one document. The flags only ever go from false to true, except `removed` and
/// `invitation_failed`.
struct signer_state {
  signer_key signer{};
  personal name{}; ///< as last heard; empty where no callback said it
  personal email{};
  bool viewed = false;
  bool started = false;
  bool refused = false; ///< at least once
  bool has_signed = false;
  bool delegated = false;
  bool removed = false; ///< false again when the signer was added, or acted, at that moment or later
  timestamp signed_at{};
  /// A message could not be delivered, and nothing shows that the signer was reached afterwards. False again when the signer
  /// opened, refused or was added at that moment or later, or at an unknown time; always false after the signature.
  bool invitation_failed = false;
  failed_invitation failure{}; ///< the last one; empty unless `invitation_failed`

  /// The flags in one word.
  [[nodiscard]] RUBRICA_EXPORT signer_status status() const noexcept;
};

/// The state of a document, as far as it was heard of.
enum class document_status {
  unknown,          ///< nothing is known except what `expect` said
  running,          ///< something happened, but no end is known
  deadline_reached, ///< the deadline passed, and no signature is known: cancelled, as a rule
  closed,           ///< finished, perhaps without some of the signatures
  cancelled,
  invalidated, ///< AssineBem
  conflict,    ///< closed and cancelled, or signed and invalidated: ask the provider. At ClickSign nothing can follow either end
};

/// `unknown`, `running`, … `conflict`.
RUBRICA_EXPORT std::string_view to_string(document_status value) noexcept;

/// What is known of one document. The flags only ever go from false to true.
struct document_state {
  envelope_id envelope{};
  document_key document{}; ///< ClickSign's, or AssineBem's `id_externo`
  bool heard_of = false;   ///< there was a callback about this document
  bool closed = false;
  bool all_signed = false; ///< proven, see `history`
  bool file_ready = false;
  bool cancelled = false;
  bool deadline_reached = false;
  bool invalidated = false;
  std::vector<signer_state> signers{}; ///< in the order of their ids

  /// Whether two different ends were reported.
  [[nodiscard]] RUBRICA_EXPORT bool conflict() const noexcept;
  /// Whether a signature is known.
  [[nodiscard]] RUBRICA_EXPORT bool anybody_signed() const noexcept;
  /// The flags in one word.
  [[nodiscard]] RUBRICA_EXPORT document_status status() const noexcept;
};

} // namespace signing
RUBRICA_END_NAMESPACE
