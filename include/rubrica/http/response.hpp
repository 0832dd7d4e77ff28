#pragma once

#include <rubrica/http/headers.hpp>

#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// A complete answer of any status: at this level a 404 is a success.
struct response {
  int status = 0;
  headers fields{};
  std::string body{}; ///< empty when it went to the request's sink
  /// The address that answered, as the socket reports it; empty when it is unknown or a proxy's.
  std::string peer{};
};

} // namespace http
RUBRICA_END_NAMESPACE
