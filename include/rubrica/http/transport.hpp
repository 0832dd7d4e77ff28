#pragma once

#include <rubrica/core/result.hpp>
#include <rubrica/http/context.hpp>
#include <rubrica/http/request.hpp>
#include <rubrica/http/response.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// The only interface between rubrica and the network.
///
/// An implementation sends a request that may change something only once and never repeats it by itself, follows no redirect,
/// and may be called from several threads at once. `outcome` of its error says whether anything may have reached the server:
/// `outcome::not_sent` only when it is certain that no byte of the request left.
class RUBRICA_EXPORT transport {
public:
  virtual ~transport();
  /// Makes one request, once, within `limits`. An error's `outcome` says what may have happened to it.
  virtual result<response> send(request const& request, context const& limits) = 0;
};

} // namespace http
RUBRICA_END_NAMESPACE
