#pragma once

#include <rubrica/core/personal.hpp>
#include <rubrica/core/timestamp.hpp>
#include <rubrica/signing/provider_key.hpp>

#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// One line of the page that shows what happened to a record's documents.
struct timeline_line {
  timestamp when{};   ///< empty where the provider does not say, as in most of AssineBem's callbacks
  personal who{};     ///< who did it: the signer, or the operator at ClickSign. Prints masked
  std::string what{}; ///< the provider's word: `sign`, `auto_close`; AssineBem's callbacks by our names, `party_signed`
  personal whom{};    ///< the person concerned: the signer that was added or removed, the delegate
  personal note{};    ///< reasons of a refusal, a new deadline, why a message was not delivered. Prints masked
  envelope_id envelope{};
  document_key document{}; ///< empty when the line is about something else; names its provider all the same
  signer_key signer{};     ///< the signer that the line is about; empty for lines about the document
  std::string subject{};   ///< see `change::subject`
  std::string key{};       ///< stable: the same line always has the same key
};

/// Ordered by time; lines without a time come last. Lines of one moment are ordered by cause: created, added, called, opened,
/// checked, signed, closed, ready, cancelled; then by document and signer. A removal comes before an addition of the same
/// moment.
using timeline_lines = std::vector<timeline_line>;

} // namespace signing
RUBRICA_END_NAMESPACE
