#pragma once

#include "sandbox/service/due.hpp"

#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

// To whom the service writes (clicksign-rest §9.1, §12.3, §12.4). Nothing is sent: `server::notifications` lists it.

/// Asks the signer for the signature; false when that is not wanted by any channel.
bool ask_to_sign(world& service, envelope& owner, signer& who, std::string const& message, instant at);
/// The provider gives back the last message to the signer; `details` is what it says. False when there was none.
bool bounce(world& service, envelope& owner, signer& who, std::string const& details, instant at);
/// Notes whose turn it is, and asks the signers of a later group that has come up. Called whenever that may have changed.
void release_group(world& service, envelope& owner, instant at);
/// To everybody who signed the document.
void tell_signers(world& service, envelope const& owner, document const& closed, instant at);
/// To everybody who watches the envelope, which is closed.
void tell_watchers(world& service, envelope const& closed, instant at);
/// The next reminder of each signer who has one to come.
void offer_reminders(world& service, envelope& owner, agenda& next);

} // namespace sandbox
RUBRICA_END_NAMESPACE
