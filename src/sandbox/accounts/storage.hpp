#pragma once

#include "sandbox/http/reply.hpp"
#include "sandbox/service/account_state.hpp"

#include <map>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

enum class file_kind { original, signed_one, ziped };

/// The key in `links.files`: `original`, `signed`, `ziped`.
char const* name_of(file_kind kind);

/// A link that is valid for 300 seconds from now; empty while there is no such file. A file made from a template is not shown
/// while the envelope is a draft (clicksign-rest §6.2).
std::string file_link(account_state const& service, envelope const& owner, document const& one, file_kind kind);

struct storage_answer {
  int status = 200;
  std::string content_type;
  file_bytes bytes;
  ending end = ending::whole;
};

struct storage_request {
  std::string path; ///< decoded
  std::multimap<std::string, std::string> query;
  bool had_authorization = false;
};

/// The storage service's answer to a GET. Runs while the account's state is locked.
storage_answer serve_file(account_state& service, storage_request const& request);

/// The answer changed by a fault, in the storage service's form.
storage_answer corrupt(storage_answer whole, fault kind);

} // namespace sandbox
RUBRICA_END_NAMESPACE
