#pragma once

#include <rubrica/core/result.hpp>

#include <openssl/types.h>

#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// The authorities in a PEM file, read once for the process and kept: reading a system's bundle takes about 40 ms of CPU, and
/// libcurl would do it again for each new connection.
result<X509_STORE*> trusted_authorities(std::string const& pem_file);

} // namespace detail
RUBRICA_END_NAMESPACE
