#pragma once

#include <rubrica/http/transport.hpp>

#include <memory>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace http {

struct curl_options {
  /// PEM file of the authorities to trust; empty: the system's. Verification cannot be switched off.
  std::string ca_file{};
  /// `http://host:port`, used for https only; empty: none. No environment variable is read.
  std::string proxy{};
  /// Value of `User-Agent`.
  std::string user_agent{};
  /// For name lookup, TCP and TLS together; passing it is `errc::connect`.
  std::chrono::milliseconds connect_timeout{10'000};
  /// A connection that was idle for longer is not used again.
  std::chrono::seconds idle_connection_age{30};
  /// How many are kept open for later calls.
  std::size_t max_idle_connections = 16;
};

/// The real transport: libcurl, HTTP/1.1, TLS 1.2 or newer.
///
/// Each call owns its handle; idle handles keep their connection for the next call. libcurl repeats a request by itself
/// when a kept connection drops before the answer; here a second start of anything but a GET is refused, and a large
/// or streamed body cannot be rewound (docs/adr/0004-never-twice.md).
///
/// It belongs to the process that made it: in a forked child each call is `errc::process_forked`, and its destruction leaves
/// the parent's connections alone.
///
/// It writes `Authorization`, `Connection`, `Content-Length`, `Expect`, `Host` and `Transfer-Encoding` itself and refuses
/// them among the request's fields.
class RUBRICA_EXPORT curl_transport final : public transport {
public:
  explicit curl_transport(curl_options options = {});
  ~curl_transport() override;
  curl_transport(curl_transport const&) = delete;
  curl_transport& operator=(curl_transport const&) = delete;

  result<response> send(request const& what, context const& how) override;

private:
  class state;
  std::unique_ptr<state> state_;
};

} // namespace http
RUBRICA_END_NAMESPACE
