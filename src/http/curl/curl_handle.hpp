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

/// One libcurl handle for one origin, configured once and reused. It has one owner at a time.
class curl_handle {
public:
  /// Null when libcurl could not make one.
  static std::unique_ptr<curl_handle> make(http::curl_options const& options, curl_target const& target);
  ~curl_handle();
  curl_handle(curl_handle const&) = delete;
  curl_handle& operator=(curl_handle const&) = delete;

  /// The server of its connection, and how its first URL began.
  [[nodiscard]] curl_target const& target() const noexcept { return target_; }

  /// Whether a proxy makes the connection, and so decides about its address.
  [[nodiscard]] bool by_proxy() const noexcept { return by_proxy_; }

  /// Sets the trusted authorities; call it before the first request over TLS. `authorities` is null when libcurl itself must
  /// read the file.
  void trust(X509_STORE* authorities, std::string const& ca_file);
  /// Sends the request and waits for the answer. The handle has its own multi handle, which can be interrupted and keeps the
  /// connection.
  result<http::response> send(http::request const& request, http::context const& limits);
  /// For use with another multi handle, which then keeps the connection.
  [[nodiscard]] CURL* easy() const noexcept { return easy_; }

private:
  curl_handle(curl_target target, bool by_proxy);
  void set_lasting_options(http::curl_options const& options);
  bool has_multi();
  CURLcode run(curl_attempt& attempt, http::context const& limits);

  curl_target const target_;
  bool const by_proxy_;
  CURL* easy_;
  CURLM* multi_ = nullptr; // created for the first blocking call
};

} // namespace detail
RUBRICA_END_NAMESPACE
