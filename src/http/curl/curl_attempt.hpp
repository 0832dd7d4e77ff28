#pragma once

#include "http/curl/curl_handle.hpp"
#include "http/curl/curl_headers.hpp"
#include "http/curl/curl_transfer.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// One request on one easy handle, from the options that belong to it to its answer. Who drives the handle is left open.
class curl_attempt {
public:
  /// Request and context must outlive it.
  curl_attempt(curl_handle const& handle, http::request const& what, http::context const& how, http::body_reader reader);
  /// The handle must be in no multi handle any more: libcurl keeps pointers to what ends here.
  ~curl_attempt();
  curl_attempt(curl_attempt const&) = delete;
  curl_attempt& operator=(curl_attempt const&) = delete;

  /// Ends it when its cancel flag is raised or its deadline has passed; false then.
  bool may_go_on() noexcept;
  void resume() noexcept { transfer_.resume(); }
  void stop(errc code) noexcept { transfer_.stop(code); }
  /// What the call returns, once libcurl is done with it.
  result<http::response> finish(CURLcode code) { return transfer_.finish(code); }

private:
  void set_method(http::method verb);

  CURL* easy_;
  http::context const& how_;
  curl_transfer transfer_;
  curl_header_list headers_;
};

/// What reads the request's body, when that is not bytes in memory.
result<http::body_reader> open_body(http::request const& what);

/// Whether there is any sense in beginning: neither cancelled nor too late.
result<void> check_time(http::context const& how);

} // namespace detail
RUBRICA_END_NAMESPACE
