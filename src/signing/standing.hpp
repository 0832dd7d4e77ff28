#pragma once

#include <rubrica/signing/envelope_progress.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

using deferred_documents = clicksign::basic_documents<clicksign::deferred>;

/// Asks ClickSign for the history of a document that was just read: who signed it, and who is to sign it.
clicksign::pending_call<document_standing> standing_of(deferred_documents const& documents, envelope_id const& envelope,
                                                       clicksign::document const& document,
                                                       clicksign::call_options const& options);
/// The same, now.
result<document_standing> fetch_standing(clicksign::client const& client, envelope_id const& envelope,
                                         clicksign::document const& document, clicksign::call_options const& options);

} // namespace signing
RUBRICA_END_NAMESPACE
