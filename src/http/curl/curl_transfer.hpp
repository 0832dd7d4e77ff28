#pragma once

#include <rubrica/http/context.hpp>
#include <rubrica/http/request.hpp>
#include <rubrica/http/response.hpp>

#include <curl/curl.h>

#include <optional>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

class curl_handle;

/// One request in progress: the data that libcurl's callbacks read and write.
///
/// The callbacks never throw. The reason for which we stop a transfer is kept here, because libcurl's own code says only that a
/// callback refused.
class curl_transfer {
public:
  /// `reader` is empty when the body is bytes in memory.
  curl_transfer(curl_handle const& handle, http::request const& request, http::context const& limits, http::body_reader reader);
  curl_transfer(curl_transfer const&) = delete;
  curl_transfer& operator=(curl_transfer const&) = delete;

  /// Registers the functions below with libcurl; once for each handle.
  static void install(CURL* easy);
  /// Points those functions at this transfer.
  void attach();
  [[nodiscard]] std::uint64_t body_size() const noexcept { return body_size_; }
  /// A body that fits into one packet with the header fields; null: libcurl must read it through the callback.
  [[nodiscard]] char const* small_body() const noexcept;

  /// Continues a body that was held back because an answer seemed to come; call it before libcurl is driven again.
  void resume() noexcept;
  /// Whether the whole answer is here while libcurl would still send the request; then end the transfer with CURLE_OK.
  [[nodiscard]] bool is_answered() const noexcept;
  /// Ends the transfer from outside, for the cancel flag and the deadline.
  void stop(errc code) noexcept { stopped_ = code; }
  /// The result of the call, once libcurl has finished.
  result<http::response> finish(CURLcode code);

private:
  static curl_socket_t on_connect(void* self, curlsocktype, curl_sockaddr* address) noexcept;
  static int on_start(void* self, char* peer, char*, int, int) noexcept;
  static std::size_t on_read(char* buffer, std::size_t size, std::size_t count, void* self) noexcept;
  static int on_seek(void* self, curl_off_t offset, int origin) noexcept;
  static std::size_t on_header(char* bytes, std::size_t size, std::size_t count, void* self) noexcept;
  static std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* self) noexcept;

  void thrown(errc code, std::string_view reason) noexcept;
  std::size_t read(char* buffer, std::size_t size);
  [[nodiscard]] bool answer_waits() const noexcept;
  std::size_t read_source(char* buffer, std::size_t size);
  bool take_header(std::string_view line);
  void take_field(std::string_view line);
  bool take_body(std::string_view bytes);
  [[nodiscard]] bool goes_to_sink() const;

  CURL* easy_;
  bool const by_proxy_;
  http::request const& request_;
  http::context const& limits_;
  http::body_reader reader_;
  http::response answer_;
  std::optional<error_info> failure_; // error of the caller's own source or sink
  std::optional<errc> stopped_;       // why we ended it
  std::string_view reason_;           // text for that reason, when there is more to say
  std::uint64_t body_size_;
  std::uint64_t sent_ = 0;
  std::uint64_t received_ = 0;
  std::size_t header_bytes_ = 0;
  bool started_ = false;
  bool address_refused_ = false; // for at least one of the addresses of the name
  bool head_complete_ = false;
  bool held_back_ = false; // libcurl was told to send nothing for now
};

} // namespace detail
RUBRICA_END_NAMESPACE
