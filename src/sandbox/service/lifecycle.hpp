#pragma once

#include "sandbox/service/due.hpp"

#include <rubrica/core/result.hpp>

#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

// How envelopes live (clicksign-rest §12). All of it runs while the world is locked.

/// What keeps a draft from being activated; empty when nothing does.
std::string activation_obstacle(envelope const& one);
void activate(world& service, envelope& one);

/// Ends a running document by hand: `close` or `cancel`.
void close_by_hand(world& service, envelope& owner, document& target);
void cancel(world& service, envelope& owner, document& target);

/// Ends what is still running, as the envelope's `deadline_partial_signature_action` says.
void reach_deadline(world& service, envelope& owner, instant at);

result<void> sign(world& service, std::string const& signer_id);
/// Whether a document waits for the signer and nothing is in the way.
bool may_sign(envelope const& owner, signer const& who);
/// Signs every document that waits for the signer.
void sign_all(world& service, envelope& owner, signer& who, instant at);
result<void> refuse(world& service, std::string const& signer_id, std::string const& reason, std::string const& comment);

/// Plays the provider who gives back the last message to a signer.
result<void> bounce(world& service, std::string const& signer_id, std::string const& details);

/// Tells of signers who joined or left a running envelope when its requirements changed.
void announce_link(world& service, envelope& owner, document& target, signer const& who, instant at);
/// With the data of before, since the requirements are gone.
void announce_unlink(world& service, envelope& owner, document& target, json data, instant at);
/// Closes what nobody is left to sign.
void settle_documents(world& service, envelope& owner, instant at);

} // namespace sandbox
RUBRICA_END_NAMESPACE
