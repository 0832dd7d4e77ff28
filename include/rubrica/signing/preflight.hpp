#pragma once

#include <rubrica/core/result.hpp>
#include <rubrica/signing/request.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// A request that can be sent, spelled as ClickSign wants it. Only `preflight` makes one.
///
/// Each signer's values are normalised, a mobile number has 11 digits and a CPF the form `000.000.000-00`; each file has the name
/// that ClickSign gets; the envelope has a name, a subject of one line and a deadline with an offset.
class RUBRICA_EXPORT checked_request {
public:
  /// The request as it will be sent.
  [[nodiscard]] request const& get() const& noexcept { return request_; }
  /// For a request that is no longer needed: files in memory are moved, not copied.
  [[nodiscard]] request get() &&;

private:
  friend RUBRICA_EXPORT result<checked_request> preflight(request request, instant now);
  explicit checked_request(request request);

  request request_;
};

/// Finds every problem of the request that can be found without the network, and converts its values into ClickSign's spelling.
///
/// Fails with `errc::invalid_request` and `not_sent`; `error_info::problems` lists all problems at once. Each has a rule
/// (`code`, which `preflight_rule` lists), a sentence without personal values (`detail`) and a JSON pointer into the request as it was given
/// (`/signers/0/mobile`): show them to the people who entered the values, and call it again with the corrected request.
///
/// Files are checked at a few places, not read as a whole: a PDF must begin within its first 1,024 bytes, end within its last 8
/// KiB (not counting blanks) with `%%EOF` or `startxref`, and name no encryption in its last trailer; a .docx must be an archive
/// with `word/document.xml`; a .doc must have the signature of its format. The rules are `file_content`, `file_truncated`,
/// `file_broken` and `file_encrypted`; `file::check_content` switches them off. A pipe or a device instead of a file is refused
/// at once.
///
/// Who signs what must be what ClickSign activates (clicksign-rest §12.2): each file is signed by somebody (`file_unsigned`), an
/// assignment names a file of the request, once (`assignment_file`, `assignment_repeated`), a person has a role once
/// (`role_repeated`). A rubric has one target (`rubric_target`), and of one kind there is one for each file and signer, or several
/// fields (`rubric_kind_repeated`, clicksign-rest §8.1 and §8.6).
///
/// Names, addresses, roles, authentications, channels and the locale must be ones that ClickSign is known to accept; the problem
/// suggests what was probably meant. `unlisted` sends a value that rubrica does not know. `now` is what the deadline is compared
/// with, and what it is counted from where none is given.
RUBRICA_EXPORT result<checked_request> preflight(request request, instant now);

} // namespace signing
RUBRICA_END_NAMESPACE
