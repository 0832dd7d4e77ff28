#pragma once

#include <rubrica/core/result.hpp>
#include <rubrica/core/secret.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace assinebem {

/// The header that AssineBem may send with a callback (assinebem §6). It proves only the sender, not the body: no signature is
/// documented.
inline constexpr std::string_view security_token_header = "ASSINEBEM-SECURITY-TOKEN";

/// Whether this is the name of the token's header: in any case, with `-` or `_`, and with the prefix `HTTP_` that CGI servers
/// add.
RUBRICA_EXPORT bool is_security_token_header(std::string_view name) noexcept;

/// Whether the header's value is the tenant's token. The time depends only on the lengths. An empty token matches nothing.
RUBRICA_EXPORT bool token_matches(std::string_view header_value, secret const& token) noexcept;

/// The same against several tokens, for a rotation: the index of the one that matches. All of them are tried.
///
/// Call it when the tenant has set a token; without one AssineBem may send any header, or none. `invalid_argument`: no token, or
/// an empty one. `signature_missing`: no header. `signature_mismatch`: another value.
RUBRICA_EXPORT result<std::size_t> verify_token(std::string_view header_value, std::vector<secret> const& tokens);

/// The header of calls to AssineBem's API, as its samples write it; its documentation calls it `HTTP-SECURITY-HASH`
/// (assinebem §2).
inline constexpr std::string_view security_hash_header = "SECURITY-HASH";

/// The value of that header: base64(token + ":" + hex(sha256(url + secret + query))).
///
/// GET: `url` without its query, and `query` as `a=1&b=2`. POST: `query` is the body exactly as it is sent. The value contains
/// the token, so it is a secret too.
///
/// `invalid_argument`: token or secret is empty.
RUBRICA_EXPORT result<secret> security_hash(secret const& token, secret const& api_secret, std::string_view url,
                                            std::string_view query);

} // namespace assinebem
RUBRICA_END_NAMESPACE
