#pragma once

#include <rubrica/core/result.hpp>

#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// The server of a request, as libcurl's own parser reads the URL.
struct curl_target {
  std::string origin;    ///< `scheme://host:port`
  std::string start;     ///< of the URL, up to the slash after the authority; empty when there is none
  std::string host;      ///< an IPv6 address with its brackets
  bool plain = false;    ///< http: only to the loopback interface
  bool internal = false; ///< the host is written as an internal address
};

/// Refuses everything but https, or http to this machine, and URLs with a user name or password.
result<curl_target> check_url(std::string const& url);

/// Whether the URL has the same origin as the one with this start, so that it need not be parsed again.
bool begins_like(std::string_view start, std::string_view url);

} // namespace detail
RUBRICA_END_NAMESPACE
