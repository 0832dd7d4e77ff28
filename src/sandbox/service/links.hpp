#pragma once

#include "sandbox/service/account_state.hpp"

#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

// Who signs what: a signer is linked to a document by their requirements.

/// The qualifications (`agree`) of the signer on the document.
std::vector<requirement const*> roles_of(envelope const& owner, std::string const& document_id, std::string const& signer_id);
/// The authentications (`provide_evidence`) of the signer on the document.
std::vector<std::string> auths_of(envelope const& owner, std::string const& document_id, std::string const& signer_id);
bool linked(envelope const& owner, std::string const& document_id, std::string const& signer_id);
bool has_signed(signer const& who, std::string const& document_id);
/// Whether a running document still waits for the signer.
bool is_pending(envelope const& owner, signer const& who);
/// Whether a refusal blocks all signers.
bool paused(envelope const& owner);
/// The group whose turn it is; 0 when no signer is pending.
std::int64_t active_group(envelope const& owner);
/// The page on which the signer signs.
std::string signing_link(account_state const& service, signer const& who);
std::size_t signatures_on(envelope const& owner, document const& target);

enum class signer_detail { plain, added, signed_now };

/// The signer as in events and callbacks (clicksign-callbacks §6.3).
json event_signer(account_state const& service, envelope const& owner, document const& target, signer const& who,
                  requirement const& role, signer_detail detail);

} // namespace sandbox
RUBRICA_END_NAMESPACE
