#pragma once

#include <rubrica/signing/envelope_progress.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// Asks ClickSign for the history of a document that was just read: who signed it, and who is to sign it.
result<document_standing> fetch_standing(clicksign::client const& client, envelope_id const& envelope,
                                         clicksign::document const& document, clicksign::call_options const& options);

} // namespace signing
RUBRICA_END_NAMESPACE
