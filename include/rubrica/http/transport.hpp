#pragma once

#include <rubrica/core/result.hpp>
#include <rubrica/http/context.hpp>
#include <rubrica/http/request.hpp>
#include <rubrica/http/response.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// The one seam between rubrica and the network.
///
/// An implementation sends a request that may change something once and never by itself a second time, follows no
/// redirect, and may be called from several threads at once. Its error tells by `effect` whether anything may have
/// reached the server: `outcome::not_sent` only when it is certain that no byte of the request left.
class RUBRICA_EXPORT transport {
public:
  virtual ~transport();
  virtual result<response> send(request const& what, context const& how) = 0;
};

} // namespace http
RUBRICA_END_NAMESPACE
