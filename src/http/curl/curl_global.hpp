#pragma once

#include <rubrica/core/export.hpp>

#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// Facts about this process's libcurl.
struct curl_facts {
  bool usable = false;         ///< it could be initialised and is new enough
  bool shares_openssl = false; ///< its TLS library is the OpenSSL that we link, so that we may use its SSL_CTX
  std::string ca_file;         ///< file with the system's certificate authorities
};

/// Initialises libcurl once for the process. It is never cleaned up: other code of the process may use it as well.
curl_facts const& curl_runtime();

} // namespace detail
RUBRICA_END_NAMESPACE
