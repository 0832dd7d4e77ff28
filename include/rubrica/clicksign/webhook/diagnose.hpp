#pragma once

#include <rubrica/core/secret.hpp>

#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign::webhook {

/// Why a signature does not match, as far as trying things out can tell.
enum class mismatch {
  none,                 ///< it does match
  header_missing,       ///< the header is empty: a proxy dropped it, or the request is not ClickSign's
  prefix_missing,       ///< a bare digest without `sha256=`
  upper_case,           ///< the digest or the prefix is in upper case; ClickSign writes lower case
  blanks,               ///< blanks around the header's value
  other_algorithm,      ///< the header names or has the length of SHA-1, SHA-512 or MD5
  base64_digest,        ///< the digest is in base64
  unreadable_header,    ///< the header has some other form
  secret_missing,       ///< the secret is empty
  api_token_as_secret,  ///< the API's access token was used; the webhook has a secret of its own
  secret_hex_decoded,   ///< the secret was hex-decoded; its text is the key
  secret_with_blanks,   ///< the secret has blanks or a line break around it
  trailing_newline,     ///< a line break was added to the body, or taken from it
  line_endings_changed, ///< CRLF became LF or the reverse
  byte_order_mark,      ///< a byte order mark was added to the body
  body_reserialised,    ///< the body was parsed and written again, in another spelling of the same JSON
  plain_hash,           ///< the sender hashed body and secret instead of computing an HMAC
  other_secret_or_body, ///< nothing of the above: another webhook's secret, or a changed or forged body
};

/// One sentence that says what to do about it.
RUBRICA_EXPORT std::string_view sentence(mismatch cause) noexcept;

/// A tool for the desk of a developer whose callbacks do not verify: says what the likely cause is. Give the API's access
/// token to learn whether it was taken for the secret.
///
/// It tries dozens of variants and takes no care to be constant in time; call it never from a server, and let no answer to
/// a request depend on it. `verify` does not know it.
RUBRICA_EXPORT mismatch diagnose(std::string_view body, std::string_view content_hmac, secret const& used,
                                 secret const& api_token = {});

} // namespace clicksign::webhook
RUBRICA_END_NAMESPACE
