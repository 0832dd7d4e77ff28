#pragma once

#include <rubrica/clicksign/client.hpp>

#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// Where one document of an envelope stands.
struct document_standing {
  document_id id{};
  clicksign::status status{};
  std::vector<signer_id> signed_by{};
  bool file_ready = false;          ///< ClickSign offers the signed file
  std::vector<signer_id> signers{}; ///< who is to sign it; empty where nothing says so: all of the envelope's

  /// Nobody waits for it any more.
  [[nodiscard]] RUBRICA_EXPORT bool cancelled() const;
};

/// Where an envelope stands: what the rules of the signing process look at.
///
/// A cancelled document is waited for by nobody, so it counts neither for nor against `everybody_signed`. A signature on it
/// was given all the same, and `anybody_signed` says so.
struct standing {
  envelope_id envelope{};
  clicksign::status status{};
  std::vector<signer_id> signers{}; ///< without those that were removed
  std::vector<document_standing> documents{};

  [[nodiscard]] RUBRICA_EXPORT bool anybody_signed() const;
  /// Each document that is not cancelled, and there is one, was signed by each of its signers.
  [[nodiscard]] RUBRICA_EXPORT bool everybody_signed() const;
  /// The envelope is cancelled, or each of its documents is, which ClickSign may show later in the envelope.
  [[nodiscard]] RUBRICA_EXPORT bool cancelled() const;
};

/// Asks ClickSign: 3 calls, and one for each document.
RUBRICA_EXPORT result<standing> look(clicksign::client const& client, envelope_id const& envelope,
                                     clicksign::call_options const& how = {});

} // namespace signing
RUBRICA_END_NAMESPACE
