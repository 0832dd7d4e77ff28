#pragma once

#include <rubrica/http/transport.hpp>

#include <memory>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// How libcurl connects.
struct curl_options {
  /// PEM file of the authorities to trust; empty: the system's. Verification cannot be switched off.
  std::string ca_file{};
  /// `http://host:port`, used for https only; empty: none. No environment variable is read.
  std::string proxy{};
  /// Value of `User-Agent`.
  std::string user_agent{};
  /// For name lookup, TCP and TLS together; when it is exceeded, the call ends with `errc::connect`.
  std::chrono::milliseconds connect_timeout{10'000};
  /// A connection that was idle for longer is not used again.
  std::chrono::seconds idle_connection_age{30};
  /// How many are kept open for later calls.
  std::size_t max_idle_connections = 16;
};

/// The real transport: libcurl, HTTP/1.1, TLS 1.2 or newer.
///
/// Each call has its own handle; idle handles keep their connection for the next call. libcurl by itself repeats a request when a
/// reused connection drops before the answer. This transport prevents that: it refuses to start anything but a GET a second time,
/// and does not rewind a large or streamed body (docs/adr/0004-never-twice.md).
///
/// It works only in the process that created it: in a forked child each call ends with `errc::process_forked`, and its destructor
/// does not touch the parent's connections.
///
/// It writes `Authorization`, `Connection`, `Content-Length`, `Expect`, `Host` and `Transfer-Encoding` itself and refuses a
/// request that sets them.
class RUBRICA_EXPORT curl_transport final : public transport {
public:
  explicit curl_transport(curl_options options = {});
  ~curl_transport() override;
  curl_transport(curl_transport const&) = delete;
  curl_transport& operator=(curl_transport const&) = delete;

  /// Makes one request, once. May be called from several threads at once.
  result<response> send(request const& request, context const& limits) override;

private:
  class state;
  std::unique_ptr<state> state_;
};

} // namespace http
RUBRICA_END_NAMESPACE
