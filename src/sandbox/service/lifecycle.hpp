#pragma once

#include "sandbox/service/scheduler.hpp"

#include <rubrica/core/result.hpp>

#include <optional>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

// The lifecycle of envelopes (clicksign-rest §12). All of it runs while the account's state is locked.

/// Why a draft cannot be activated; empty when it can.
std::string activation_obstacle(account_state const& service, envelope const& one);
void activate(account_state& service, envelope& one);

/// Ends a running document on request: `close` or `cancel`.
void close_by_hand(account_state& service, envelope& owner, document& target);
void cancel(account_state& service, envelope& owner, document& target);

/// Ends what is still running, according to the envelope's `deadline_partial_signature_action`.
void reach_deadline(account_state& service, envelope& owner, instant at);

result<void> sign(account_state& service, std::string const& signer_id);
/// Why the signer cannot use the signing page now; nothing when a document waits for the signer and nothing prevents signing.
std::optional<error_info> page_obstacle(envelope const& owner, signer const& who);
/// The signer with his envelope.
struct page_user {
  envelope* owner = nullptr;
  signer* who = nullptr;
};
/// Who uses the signing page: `not_found`, or `page_obstacle`.
result<page_user> page_user_of(account_state& service, std::string const& signer_id);
/// Signs every document that waits for the signer.
void sign_all(account_state& service, envelope& owner, signer& who, instant at);
result<void> refuse(account_state& service, std::string const& signer_id, std::string const& reason, std::string const& comment);

/// Acts as a provider that could not deliver the last message to a signer.
result<void> bounce(account_state& service, std::string const& signer_id, std::string const& details);

/// Reports signers who joined a running envelope because its requirements changed.
void announce_link(account_state& service, envelope& owner, document& target, signer const& who, instant at);
/// Reports signers who left, with the earlier data, because the requirements are gone.
void announce_unlink(account_state& service, envelope& owner, document& target, json data, instant at);
/// Closes the documents that nobody has to sign any more.
void settle_documents(account_state& service, envelope& owner, instant at);

} // namespace sandbox
RUBRICA_END_NAMESPACE
