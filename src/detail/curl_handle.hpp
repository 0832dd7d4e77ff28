#pragma once

#include <rubrica/http/curl_transport.hpp>

#include <curl/curl.h>
#include <openssl/types.h>

#include <memory>
#include <string>

namespace rubrica { inline namespace v0_1 { namespace detail {

class curl_header_list;
class curl_transfer;
struct curl_target;

/// One libcurl handle with its own connection to one origin, kept from call to call. One owner at a time.
///
/// It drives the easy handle through a multi handle of its own because that can be interrupted while it waits.
class curl_handle {
public:
  /// Null when libcurl could not make one.
  static std::unique_ptr<curl_handle> make(http::curl_options const& options, curl_target const& target);
  ~curl_handle();
  curl_handle(curl_handle const&) = delete;
  curl_handle& operator=(curl_handle const&) = delete;

  /// Where its connection leads: `scheme://host:port`.
  [[nodiscard]] std::string const& origin() const noexcept { return origin_; }

  /// Whom to trust; before the first request, if that goes over TLS. `authorities` is null where libcurl itself must read the file.
  void trust(X509_STORE* authorities, std::string const& ca_file);
  result<http::response> send(http::request const& what, http::context const& how, http::body_reader reader);

private:
  explicit curl_handle(std::string origin);
  void set_lasting_options(http::curl_options const& options, bool plain);
  void set_method(http::method verb, curl_transfer const& transfer);
  CURLcode run(curl_transfer& transfer, http::context const& how);

  std::string const origin_;
  CURL* easy_;
  CURLM* multi_;
};

}}} // namespace rubrica::v0_1::detail
