#pragma once

#include <rubrica/core/result.hpp>

#include <string>

namespace rubrica { inline namespace v0_1 { namespace detail {

/// Where a request goes, as libcurl's own parser reads it.
struct curl_target {
  std::string origin; ///< `scheme://host:port`
  bool plain = false; ///< http: only ever to the loopback interface
};

/// Refuses everything but https, or http to this machine, without a name or password in the URL.
result<curl_target> check_url(std::string const& url);

}}} // namespace rubrica::v0_1::detail
