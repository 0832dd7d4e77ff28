#pragma once

#include <rubrica/core/export.hpp>

#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// What this process's libcurl is.
struct curl_facts {
  bool usable = false;         ///< it could be initialised and is new enough
  bool shares_openssl = false; ///< it speaks TLS with the OpenSSL that we link, so that we may touch its SSL_CTX
  std::string ca_file;         ///< the system's authorities
};

/// Initialises libcurl once for the process. It is never cleaned up: other code of the process may use it as well.
curl_facts const& curl_runtime();

} // namespace detail
RUBRICA_END_NAMESPACE
