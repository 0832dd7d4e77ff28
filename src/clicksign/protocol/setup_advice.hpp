#pragma once

#include <rubrica/core/error.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// Adds to the message which step of setting up the account is missing, when the error of a program's first call shows it: no
/// access token or a wrong one, no e-mail of the API user, a base URL that is not the API's.
error_info with_setup_advice(error_info error);

/// The same for the registration of a webhook, which ClickSign refuses when the address is not acceptable.
error_info with_webhook_advice(error_info error);

} // namespace clicksign
RUBRICA_END_NAMESPACE
