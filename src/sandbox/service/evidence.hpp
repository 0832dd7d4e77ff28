#pragma once

#include "sandbox/service/account_state.hpp"

#include <rubrica/core/result.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

// What a person shows on the signing page before signing. `server::sign` asks for none of it.

/// The authentications that the documents which wait for the signer ask for, each once.
std::vector<std::string> auths_of(envelope const& owner, signer const& who);
/// The one of them that is a one-time code; empty: none.
std::string code_among(std::vector<std::string> const& auths);

/// A file that the page asks for: no source says how ClickSign takes it, and its own page takes most of them with the camera.
struct asked_file {
  std::string_view field; ///< of the form
  std::string_view authentication;
  std::string_view side; ///< of a document that has two; empty: it has not
  bool may_be_pdf = false;
};
/// All that these authentications need, in their order.
std::vector<asked_file> files_for(std::vector<std::string> const& auths);
/// Whether the name is one of a file of that kind.
bool is_of_kind(asked_file const& asked, std::string const& filename);

/// Sends a new one-time code. `not_found`, or `rule_refused` with a rule of `sign` or with `no_code`.
result<void> send_code(account_state& service, std::string const& signer_id);

struct shown_evidence {
  std::string code;
  std::map<std::string, shown_file> files; ///< by the field of `asked_file`
};
/// Signs when all that is asked for was shown. `not_found`, or `rule_refused` with a rule of `sign` or with `wrong_code`,
/// `file_missing` or `wrong_file`.
result<void> sign_with(account_state& service, std::string const& signer_id, shown_evidence const& shown);

} // namespace sandbox
RUBRICA_END_NAMESPACE
