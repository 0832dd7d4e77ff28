#pragma once

#include "sandbox/service/account_state.hpp"

#include <memory>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

// Makes records from the `data` of a request, for single and bulk creations. Each function rejects invalid data. Requirements
// have their own header.

/// An envelope that is not in the account yet.
std::unique_ptr<envelope> make_envelope(account_state& service, json const& data);
document& add_document(account_state& service, envelope& owner, json const& data);
signer& add_signer(account_state& service, envelope& owner, json const& data);
/// The message that the notification would contain. `for_one`: it goes to one signer, and its head may be less long.
json read_notification(envelope const& owner, json const& data, bool for_one);

} // namespace sandbox
RUBRICA_END_NAMESPACE
