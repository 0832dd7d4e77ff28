#pragma once

#include "sandbox/accounts/accounts.hpp"
#include "sandbox/http/reply.hpp"

#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

// The files of templates. Unlike those of documents they are on the host of the service itself (clicksign-rest §1.1), and their
// links do not expire.

bool is_media(std::string const& path);
/// `http://127.0.0.1:PORT/media/…/file.docx?sha=…`, which opens the file for whoever has it.
std::string media_link(account_state const& service, document_template const& one);
/// Runs while the accounts are locked.
reply serve_media(accounts const& known, std::string const& path, std::string const& sha);

} // namespace sandbox
RUBRICA_END_NAMESPACE
