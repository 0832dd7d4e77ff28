#pragma once

#include "sandbox/service/scheduler.hpp"

#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

// The messages of the service to people (clicksign-rest §9.1, §12.3, §12.4). Nothing is sent: `server::notifications` lists
// them.

/// Asks the signer for the signature; false when no channel is set for that.
bool ask_to_sign(account_state& service, envelope& owner, signer& who, std::string const& message, instant at);
/// Asks the signer if it is his turn, and tells whether it did: an item of a notification's `summary`. `message` is a text or
/// null.
json call_signer(account_state& service, envelope& owner, signer& who, json const& message, instant at);
/// The same for each signer who waits in the active group: the whole `summary`.
json call_signers(account_state& service, envelope& owner, json const& message, instant at);
/// Writes the signer's one-time code to him, or with `presential` to the host. `channel` is the authentication.
void send_code(account_state& service, envelope const& owner, signer const& who, std::string const& channel, instant at);
/// The provider reports that the last message to the signer failed; `details` is its text. False when there was no message.
bool bounce(account_state& service, envelope& owner, signer& who, std::string const& details, instant at);
/// Records whose turn it is, and asks the signers of a later group when its turn begins. Called whenever that may have changed.
void release_group(account_state& service, envelope& owner, instant at);
/// Writes to everybody who signed the document.
void tell_signers(account_state& service, envelope const& owner, document const& closed, instant at);
/// Writes to everybody who watches the closed envelope.
void tell_watchers(account_state& service, envelope const& closed, instant at);
/// Offers the next reminder of each signer who has one.
void offer_reminders(account_state& service, envelope& owner, schedule& next);

} // namespace sandbox
RUBRICA_END_NAMESPACE
