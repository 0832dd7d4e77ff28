#pragma once

#include <rubrica/clicksign/client.hpp>

#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// The headers that identify the client in each request (clicksign-rest §1.2).
struct credentials {
  secret authorization;    ///< value of `Authorization`
  std::string account_key; ///< value of `X-Account-Key`; empty: the header is left out
};

/// `invalid_argument` when there is no token, more than one, or an account key without an OAuth token.
result<credentials> credentials_of(client_options const& options);

} // namespace clicksign
RUBRICA_END_NAMESPACE
