#pragma once

#include "http/curl/curl_url.hpp"

#include <rubrica/http/curl_transport.hpp>

#include <curl/curl.h>
#include <openssl/types.h>

#include <memory>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

class curl_attempt;

/// One libcurl handle for one origin, set up once and kept from call to call. One owner at a time.
class curl_handle {
public:
  /// Null when libcurl could not make one.
  static std::unique_ptr<curl_handle> make(http::curl_options const& options, curl_target const& target);
  ~curl_handle();
  curl_handle(curl_handle const&) = delete;
  curl_handle& operator=(curl_handle const&) = delete;

  /// Where its connection leads, and how the first URL of it began.
  [[nodiscard]] curl_target const& target() const noexcept { return target_; }

  /// Whether a proxy makes the connection, and so decides which address it leads to.
  [[nodiscard]] bool by_proxy() const noexcept { return by_proxy_; }

  /// Whom to trust; before the first request, if that goes over TLS. `authorities` is null where libcurl itself must read the file.
  void trust(X509_STORE* authorities, std::string const& ca_file);
  /// Waits for the answer. The handle is driven by a multi handle of its own, which can be interrupted and keeps the connection.
  result<http::response> send(http::request const& what, http::context const& how);
  /// For who drives it in another multi handle; then that one keeps the connection.
  [[nodiscard]] CURL* easy() const noexcept { return easy_; }

private:
  curl_handle(curl_target target, bool by_proxy);
  void set_lasting_options(http::curl_options const& options);
  bool has_multi();
  CURLcode run(curl_attempt& attempt, http::context const& how);

  curl_target const target_;
  bool const by_proxy_;
  CURL* easy_;
  CURLM* multi_ = nullptr; // made for the first call that waits
};

} // namespace detail
RUBRICA_END_NAMESPACE
