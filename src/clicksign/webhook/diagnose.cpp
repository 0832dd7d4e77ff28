#include <rubrica/clicksign/webhook/diagnose.hpp>

#include <rubrica/clicksign/webhook/verify.hpp>

#include "clicksign/webhook/body_spellings.hpp"
#include "crypto/hmac.hpp"
#include "text/ascii.hpp"

#include <algorithm>
#include <iterator>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign::webhook {
namespace {

using detail::trimmed;

bool is_hex(std::string_view text) {
  return text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

bool matches(std::string_view body, std::string_view header, secret const& key) {
  return matching_secret(body, header, {key}).has_value();
}

/// The lengths in hexadecimal digits of MD5, SHA-1, SHA-384 and SHA-512.
bool is_other_digest(std::string_view digits) {
  constexpr std::size_t lengths[] = {32, 40, 96, 128};
  return is_hex(digits) && std::find(std::begin(lengths), std::end(lengths), digits.size()) != std::end(lengths);
}

bool is_base64_digest(std::string_view text) {
  return text.size() == 44 && text.back() == '=' &&
         text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_=") == std::string_view::npos;
}

/// What is wrong with the form of the header, if anything is.
mismatch form_of(std::string_view header) {
  if (header.empty()) return mismatch::header_missing;
  std::string_view const value = trimmed(header);
  std::size_t const equals = value.find('=');
  std::string const algorithm = detail::lower(std::string(value.substr(0, equals)));
  bool const named = equals != std::string_view::npos && !is_hex(algorithm) && equals < 12;
  std::string_view const digest = named ? value.substr(equals + 1) : value;
  if (is_base64_digest(digest)) return mismatch::base64_digest;
  if (is_other_digest(digest) || (named && algorithm != "sha256" && is_hex(digest))) return mismatch::other_algorithm;
  if (digest.size() != 64 || !is_hex(digest)) return mismatch::unreadable_header;
  if (!named) return mismatch::prefix_missing;
  if (value != detail::lower(std::string(value))) return mismatch::upper_case;
  return value.size() == header.size() ? mismatch::none : mismatch::blanks;
}

mismatch try_secrets(std::string_view body, std::string_view header, secret const& used) {
  std::string_view const text = used.reveal();
  if (trimmed(text) != text && matches(body, header, secret(trimmed(text)))) return mismatch::secret_with_blanks;
  constexpr char digits[] = "0123456789abcdef";
  std::string spelled;
  for (char c : text) {
    spelled += digits[static_cast<unsigned char>(c) >> 4];
    spelled += digits[static_cast<unsigned char>(c) & 15];
  }
  if (matches(body, header, secret(spelled))) return mismatch::secret_hex_decoded;
  return mismatch::none;
}

mismatch try_hashes(std::string_view body, std::string_view header, secret const& used) {
  std::string const text(used.reveal());
  for (std::string const& mixed : {text + std::string(body), std::string(body) + text}) {
    if (header == "sha256=" + detail::sha256_hex(mixed)) return mismatch::plain_hash;
  }
  return mismatch::none;
}

mismatch try_bodies(std::string_view body, std::string_view header, secret const& used) {
  for (auto const& [spelling, cause] : body_spellings(body)) {
    if (matches(spelling, header, used)) return cause;
  }
  return mismatch::none;
}

} // namespace

mismatch diagnose(std::string_view body, std::string_view content_hmac, secret const& used, secret const& api_token) {
  if (used.empty()) return mismatch::secret_missing;
  if (mismatch const form = form_of(content_hmac); form != mismatch::none) return form;
  if (matches(body, content_hmac, used)) return mismatch::none;
  if (!api_token.empty() && used.reveal() == api_token.reveal()) return mismatch::api_token_as_secret;
  for (auto const attempt : {&try_secrets, &try_bodies, &try_hashes}) {
    if (mismatch const cause = attempt(body, content_hmac, used); cause != mismatch::none) return cause;
  }
  return mismatch::other_secret_or_body;
}

std::string_view message(mismatch cause) noexcept {
  switch (cause) {
  case mismatch::none: return "The signature matches.";
  case mismatch::header_missing: return "The header Content-Hmac is missing: check that the proxy passes it on.";
  case mismatch::prefix_missing: return "The digest lacks the prefix sha256=: give the header's whole value.";
  case mismatch::upper_case: return "ClickSign writes sha256= and the digest in lower case: something changed the header.";
  case mismatch::blanks: return "There are blanks around the header's value: trim it.";
  case mismatch::other_algorithm: return "The digest is not SHA-256: the request is not ClickSign's.";
  case mismatch::base64_digest: return "The digest is in base64: ClickSign writes hexadecimal digits.";
  case mismatch::unreadable_header: return "The header is not sha256= and 64 hexadecimal digits.";
  case mismatch::secret_missing: return "The secret is empty: is the environment variable set?";
  case mismatch::api_token_as_secret: return "The API's access token was used: the webhook has a secret of its own.";
  case mismatch::secret_hex_decoded: return "The secret was hex-decoded: use its text as it is shown.";
  case mismatch::secret_with_blanks: return "The secret has blanks or a line break around it: trim it.";
  case mismatch::trailing_newline: return "A line break at the body's end was added or removed: use the raw bytes.";
  case mismatch::line_endings_changed: return "The body's line endings were changed: use the raw bytes.";
  case mismatch::byte_order_mark: return "A byte order mark stands before the body: use the raw bytes.";
  case mismatch::body_reserialised: return "The body was parsed and written again: use the raw bytes.";
  case mismatch::plain_hash: return "The sender hashed body and secret; ClickSign computes an HMAC.";
  case mismatch::other_secret_or_body: return "The secret is another webhook's, or the body was changed or forged.";
  }
  return "The signature does not match.";
}

} // namespace clicksign::webhook
RUBRICA_END_NAMESPACE
