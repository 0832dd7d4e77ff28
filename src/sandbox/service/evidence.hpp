#pragma once

#include "sandbox/service/account_state.hpp"

#include <rubrica/core/result.hpp>

#include <map>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

// What a person shows on the signing page before signing. `server::sign` asks for none of it.

/// The authentications that the documents which wait for the signer ask for, each once.
std::vector<std::string> auths_of(envelope const& owner, signer const& who);
/// The one of them that is a one-time code; empty: none.
std::string code_among(std::vector<std::string> const& auths);
/// Whether a file is shown for it: a picture of a document, a proof of address.
bool asks_for_file(std::string const& auth);

/// Sends a new one-time code. `not_found`, or `rule_refused` with a rule of `sign` or with `no_code`.
result<void> send_code(account_state& service, std::string const& signer_id);

struct shown_evidence {
  std::string code;
  std::map<std::string, shown_file> files; ///< by authentication
};
/// Signs when all that is asked for was shown. `not_found`, or `rule_refused` with a rule of `sign` or with `wrong_code` or
/// `file_missing`.
result<void> sign_with(account_state& service, std::string const& signer_id, shown_evidence const& shown);

} // namespace sandbox
RUBRICA_END_NAMESPACE
