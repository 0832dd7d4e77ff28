#pragma once

#include "sandbox/service/account_state.hpp"

#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

// The data of events, by name (clicksign-callbacks §7).
json user_and_account(account_state const& service);
json upload_data(account_state const& service, envelope const& owner);
/// `add_signer` and `remove_signer`: one entry for each role of the signer on the document.
json signers_data(account_state const& service, envelope const& owner, document const& target, signer const& who);
json sign_data(account_state const& service, envelope const& owner, document const& target, signer const& who);
json refusal_data(account_state const& service, envelope const& owner, document const& target, signer const& who,
                  std::string const& reason, std::string const& comment);

enum class audience {
  history, ///< only the event list of the document
  webhook, ///< also the callback
};

/// Adds the event to the document's history and, if wanted, queues its callback. Drafts have no callbacks.
void record(account_state& service, envelope const& owner, document& target, std::string const& name, json data, instant at,
            audience who = audience::webhook);

} // namespace sandbox
RUBRICA_END_NAMESPACE
