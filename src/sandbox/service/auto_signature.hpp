#pragma once

#include "sandbox/service/scheduler.hpp"

#include <rubrica/core/result.hpp>

#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

// Signers who sign automatically (clicksign-rest §10.2). All of it runs while the account's state is locked.

/// Whether a signed term names the signer, by name, e-mail, birthday and CPF.
bool has_signed_term(account_state const& service, signer const& who);

result<void> sign_auto_signature_term(account_state& service, std::string const& id);

/// Offers the automatic signatures of a running envelope.
void offer_auto_signatures(account_state& service, envelope& owner, schedule& next);

} // namespace sandbox
RUBRICA_END_NAMESPACE
