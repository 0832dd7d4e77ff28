#pragma once

#include <rubrica/core/open_enum.hpp>
#include <rubrica/core/personal.hpp>
#include <rubrica/core/timestamp.hpp>

#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// Where a fact comes from.
struct fact_source : open_enum<fact_source> {
  using open_enum::open_enum;
  static constexpr known clicksign{"clicksign"};                   ///< an event
  static constexpr known clicksign_document{"clicksign.document"}; ///< the document's state as shown in a callback
  static constexpr known assinebem{"assinebem"};                   ///< a callback
  static constexpr known assinebem_document{"assinebem.document"}; ///< a party as `document_signed` lists it
  static constexpr known caller{"caller"};                         ///< `history::expect`
  static constexpr known all[] = {clicksign, clicksign_document, assinebem, assinebem_document, caller};
};

/// One statement about one document and at most one signer; a `history` is a set of these. An event about several signers gives
/// several facts.
struct fact {
  // identity: the fact's key is made of these members
  fact_source source{};
  std::string name{}; ///< the event's name, or the kind of the statement: `signer`, `signature`, `status`, `roster`
  timestamp at{};     ///< by its instant: the same moment may be written with another offset
  std::string document{};
  std::string subject{}; ///< what the fact is about when it is not a document: see `change::subject`
  std::string signer{};
  std::string detail{}; ///< what distinguishes facts that are otherwise equal

  // for display: of two spellings the greater one is kept
  personal actor{};  ///< name or e-mail of who did it, when that is not the signer
  personal person{}; ///< the signer's name
  personal email{};  ///< the signer's
  personal note{};   ///< free text in the callback
};

} // namespace signing
RUBRICA_END_NAMESPACE
