#pragma once

#include "sandbox/service/account_state.hpp"

#include <rubrica/core/result.hpp>

#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

// A signer hands the signing to another person. No source says whether ClickSign has that (clicksign-rest §15.44): here the other
// person takes the signer's place, as if the account had deleted the one and added the other.

/// What the other person must have, so that messages and codes arrive.
struct contact_needs {
  bool email = false;
  bool phone = false;
};
contact_needs contact_needs_of(envelope const& owner, signer const& who);

/// `server::delegate`: the id of who signs instead.
result<std::string> delegate(account_state& service, std::string const& signer_id, stand_in const& to);

} // namespace sandbox
RUBRICA_END_NAMESPACE
