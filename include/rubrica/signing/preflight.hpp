#pragma once

#include <rubrica/core/error.hpp>
#include <rubrica/signing/request.hpp>

#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// Every problem of the request that can be found without the network, at once. Each has a rule name (`code`), a sentence
/// without personal values (`detail`) and a JSON pointer into the request (`/signers/0/mobile`). Empty: it can be sent.
///
/// Files are looked into, not read: a PDF begins within its first 1,024 bytes and ends within its last 8 KiB (blanks not counted)
/// in `%%EOF` or `startxref`, and its last trailer names no encryption; a .docx is an archive with `word/document.xml`; a .doc
/// has the mark of its kind. `file_content`, `file_truncated`, `file_broken`, `file_encrypted` say what is wrong;
/// `file::check_content` leaves it out. A pipe or device in the place of a file is refused at once.
///
/// Names, addresses, roles, authentications, channels and the locale are those that ClickSign is known to take; what was probably
/// meant is told. `unlisted` sends what rubrica does not know. `now` is what the deadline is compared with.
RUBRICA_EXPORT std::vector<problem> preflight(request const& request, instant now);

} // namespace signing
RUBRICA_END_NAMESPACE
