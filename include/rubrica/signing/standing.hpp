#pragma once

#include <rubrica/clicksign/client.hpp>

#include <vector>

namespace rubrica { inline namespace v0_1 { namespace signing {

/// Where one document of an envelope stands.
struct document_standing {
  document_id id{};
  clicksign::status status{};
  std::vector<signer_id> signed_by{};
  bool file_ready = false; ///< ClickSign offers the signed file
};

/// Where an envelope stands: what the rules of the signing process look at.
struct standing {
  envelope_id envelope{};
  clicksign::status status{};
  std::vector<signer_id> signers{};
  std::vector<document_standing> documents{};

  [[nodiscard]] RUBRICA_EXPORT bool anybody_signed() const;
  /// Every signer signed every document.
  [[nodiscard]] RUBRICA_EXPORT bool everybody_signed() const;
};

/// Asks ClickSign: 3 calls, and one for each document.
RUBRICA_EXPORT result<standing> look(clicksign::client const& client, envelope_id const& envelope,
                                     clicksign::call_options const& how = {});

}}} // namespace rubrica::v0_1::signing
