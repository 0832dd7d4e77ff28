#pragma once

#include <rubrica/core/secret.hpp>

#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign::webhook {

/// The likely reason why a signature does not match.
enum class mismatch {
  none,                 ///< it matches
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
  trailing_newline,     ///< a line break was added to the body, or removed from it
  line_endings_changed, ///< CRLF became LF or the reverse
  byte_order_mark,      ///< a byte order mark was added to the body
  body_reserialised,    ///< the body was parsed and serialised again, so the same JSON has other bytes
  plain_hash,           ///< the sender hashed body and secret instead of computing an HMAC
  other_secret_or_body, ///< none of the above: another webhook's secret, or a changed or forged body
};

/// One sentence that says what to do about it.
RUBRICA_EXPORT std::string_view message(mismatch cause) noexcept;

/// For developers whose callbacks do not verify: finds the likely cause. Pass the API's access token to learn whether it was
/// used as the secret.
///
/// It tries dozens of variants and is not constant-time: never call it in a server, and let no answer to a request depend on it.
/// `verify` does not use it.
RUBRICA_EXPORT mismatch diagnose(std::string_view body, std::string_view content_hmac, secret const& used,
                                 secret const& api_token = {});

} // namespace clicksign::webhook
RUBRICA_END_NAMESPACE
