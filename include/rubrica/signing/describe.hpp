#pragma once

#include <rubrica/clicksign/client.hpp>
#include <rubrica/core/result.hpp>
#include <rubrica/signing/origin.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// A document that was described.
struct described_document {
  clicksign::document document{}; ///< as ClickSign has it now
  bool signed_meanwhile =
      false; ///< somebody signed it between the check and the change; the description has changed all the same
};

/// Changes type, description and shown name of a document at ClickSign, until somebody has signed it (rule
/// `describe_only_unsigned`). They are in its metadata: all else in there stays as it is, such as rubrica's key and the members of
/// other programs. Later callbacks and `origin_of` say what is new; callbacks that were sent before do not.
///
/// 4 calls; 2 when nothing changes. Calling it again is harmless, also after an error with `outcome::ambiguous`. ClickSign has no
/// way to change metadata only if nobody else did, so of two programs that change it at the same moment one may win over the other.
///
/// Fails with `invalid_request` and pointers (`/description`) for texts that are not UTF-8, with `rule_refused`, and with
/// `invalid_argument` when the metadata is not a JSON object, so that nothing can be added to it.
RUBRICA_EXPORT result<described_document> describe(clicksign::client const& client, envelope_id const& envelope,
                                                   document_id const& document, description_changes const& changes,
                                                   clicksign::call_options const& options = {});

} // namespace signing
RUBRICA_END_NAMESPACE
