#pragma once

#include <rubrica/clicksign/async_client.hpp>

#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// The state of one document of an envelope.
struct document_standing {
  document_id id{};
  clicksign::status status{};
  std::vector<signer_id> signed_by{};
  bool file_ready = false;          ///< ClickSign offers the signed file
  std::vector<signer_id> signers{}; ///< who is to sign it; empty when nothing says so: all signers of the envelope
  bool deadline_reached = false;    ///< the envelope's deadline ended it: closed, or cancelled where nobody had signed

  /// It has no effect, whoever signed it; no signature is expected any more.
  [[nodiscard]] RUBRICA_EXPORT bool cancelled() const;
  /// Closed or cancelled: no signature is expected any more.
  [[nodiscard]] RUBRICA_EXPORT bool ended() const;
};

/// The state of an envelope, as far as the rules of the signing process need it.
///
/// Nobody waits for a cancelled document, so `everybody_signed` leaves it out. `anybody_signed` still counts a signature on it.
struct envelope_progress {
  envelope_id envelope{};
  clicksign::status status{};
  std::vector<signer_id> signers{}; ///< without those that were removed
  std::vector<document_standing> documents{};

  /// Whether there is a signature, on whatever document.
  [[nodiscard]] RUBRICA_EXPORT bool anybody_signed() const;
  /// Whether there is a document that is not cancelled, and each such document was signed by each of its signers.
  [[nodiscard]] RUBRICA_EXPORT bool everybody_signed() const;
  /// Whether each signer of this document, one of `documents`, has signed it. What others have to sign does not matter.
  [[nodiscard]] RUBRICA_EXPORT bool complete(document_standing const& document) const;
  /// Whether no signature is expected any more: the envelope has ended, or each of its documents has.
  [[nodiscard]] RUBRICA_EXPORT bool ended() const;
  /// Whether it has ended, and a signature is missing for ever: a document was closed without all of its signatures, by hand or by
  /// the deadline, or the deadline cancelled it. A document that was cancelled by hand is missed by nobody.
  [[nodiscard]] RUBRICA_EXPORT bool ended_incomplete() const;
  /// Whether the envelope is cancelled, or each of its documents is; ClickSign may show that in the envelope only later.
  [[nodiscard]] RUBRICA_EXPORT bool cancelled() const;
};

/// Asks ClickSign: 3 calls, and one for each document.
RUBRICA_EXPORT result<envelope_progress> fetch_progress(clicksign::client const& client, envelope_id const& envelope,
                                                        clicksign::call_options const& options = {});
/// The same, to be started: `async.start(fetch_progress(async, id), done)`.
[[nodiscard]] RUBRICA_EXPORT clicksign::pending_call<envelope_progress> fetch_progress(
    clicksign::async_client const& async, envelope_id const& envelope, clicksign::call_options const& options = {});

} // namespace signing
RUBRICA_END_NAMESPACE
