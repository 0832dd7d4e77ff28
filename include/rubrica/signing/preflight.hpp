#pragma once

#include <rubrica/core/result.hpp>
#include <rubrica/signing/request.hpp>

#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// A request that can be sent, spelled as ClickSign wants it. Only `preflight` makes one.
///
/// In it each signer's values are plain, the mobile number is 11 digits and the CPF `000.000.000-00` where there is one; each file
/// has the name that ClickSign gets; the envelope has a name, a subject of one line and a deadline with an offset.
class RUBRICA_EXPORT checked_request {
public:
  [[nodiscard]] request const& get() const& noexcept { return request_; }
  /// Out of one that is not needed any more: files in memory are not copied.
  [[nodiscard]] request get() && { return std::move(request_); }

private:
  friend RUBRICA_EXPORT result<checked_request> preflight(request request, instant now);
  explicit checked_request(request request) : request_(std::move(request)) {}

  request request_;
};

/// Looks for every problem of the request that can be found without the network, and puts it into ClickSign's spelling.
///
/// Fails with `errc::invalid_request` and `not_sent`; `error_info::errors` lists all problems at once. Each has a rule name
/// (`code`), a sentence without personal values (`detail`) and a JSON pointer into the request as it was given
/// (`/signers/0/mobile`): show them to the people who typed the values, and ask again with a request that was mended.
///
/// Files are looked into, not read: a PDF begins within its first 1,024 bytes and ends within its last 8 KiB (blanks not counted)
/// in `%%EOF` or `startxref`, and its last trailer names no encryption; a .docx is an archive with `word/document.xml`; a .doc
/// has the mark of its kind. `file_content`, `file_truncated`, `file_broken`, `file_encrypted` say what is wrong;
/// `file::check_content` leaves it out. A pipe or device in the place of a file is refused at once.
///
/// Names, addresses, roles, authentications, channels and the locale are those that ClickSign is known to take; what was probably
/// meant is told. `unlisted` sends what rubrica does not know. `now` is what the deadline is compared with, and what it is counted
/// from where none is given.
RUBRICA_EXPORT result<checked_request> preflight(request request, instant now);

} // namespace signing
RUBRICA_END_NAMESPACE
