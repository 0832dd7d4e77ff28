#pragma once

#include "http/curl/curl_handle.hpp"
#include "http/curl/curl_headers.hpp"
#include "http/curl/curl_transfer.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// One request on one easy handle, from setting its options to its answer. The caller decides how the handle is driven.
class curl_attempt {
public:
  /// Request and context must outlive it.
  curl_attempt(curl_handle const& handle, http::request const& request, http::context const& limits, http::body_reader reader);
  /// The handle must have been removed from every multi handle: libcurl keeps pointers into this object.
  ~curl_attempt();
  curl_attempt(curl_attempt const&) = delete;
  curl_attempt& operator=(curl_attempt const&) = delete;

  /// Stops it when its cancel flag is raised or its deadline has passed; false then.
  bool may_go_on() noexcept;
  void resume() noexcept { transfer_.resume(); }
  [[nodiscard]] bool is_answered() const noexcept { return transfer_.is_answered(); }
  void stop(errc code) noexcept { transfer_.stop(code); }
  /// The result of the call, once libcurl has finished.
  result<http::response> finish(CURLcode code) { return transfer_.finish(code); }

private:
  void set_method(http::method verb);

  CURL* easy_;
  http::context const& limits_;
  curl_transfer transfer_;
  curl_header_list headers_;
};

/// The reader of the request's body, unless the body is bytes in memory.
result<http::body_reader> open_body(http::request const& request);

/// Fails when the call is cancelled or its deadline has passed.
result<void> check_time(http::context const& limits);

} // namespace detail
RUBRICA_END_NAMESPACE
