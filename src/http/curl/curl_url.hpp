#pragma once

#include <rubrica/core/result.hpp>

#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// Where a request goes, as libcurl's own parser reads it.
struct curl_target {
  std::string origin;    ///< `scheme://host:port`
  std::string start;     ///< of the URL, up to the slash behind the authority; empty when there is none
  std::string host;      ///< an IPv6 address with its brackets
  bool plain = false;    ///< http: only ever to the loopback interface
  bool internal = false; ///< the host is an internal address as it stands there
};

/// Refuses everything but https, or http to this machine, without a name or password in the URL.
result<curl_target> check_url(std::string const& url);

/// Whether the URL is as good as the one whose start this is, so that it need not be parsed again.
bool begins_like(std::string_view start, std::string_view url);

} // namespace detail
RUBRICA_END_NAMESPACE
