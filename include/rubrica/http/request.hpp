#pragma once

#include <rubrica/core/secret.hpp>
#include <rubrica/http/body.hpp>
#include <rubrica/http/headers.hpp>

#include <cstdint>
#include <string>
#include <variant>

RUBRICA_BEGIN_NAMESPACE
namespace http {

enum class method { get, post, put, patch, del };

/// `GET`, `POST`, `PUT`, `PATCH` or `DELETE`.
RUBRICA_EXPORT std::string_view to_string(method value);
/// Whether repeating the request has the same effect as sending it once (RFC 9110 §9.2.2). PATCH counts here, because rubrica
/// only sends absolute values.
RUBRICA_EXPORT bool is_idempotent(method value);

/// What goes on the wire, and what may come back.
struct request {
  method verb = method::get;
  std::string url{}; ///< absolute; https, or http to the loopback interface
  headers fields{};
  secret authorization{};                        ///< value of `Authorization`; empty sends none
  std::variant<std::string, body_source> body{}; ///< an empty string is no body
  /// Where a 2xx body goes; empty: into `response::body`. Bytes that go to a sink are not decoded: see `Content-Encoding`.
  body_sink sink{};
  std::uint64_t max_response_bytes = 8u << 20; ///< counted after decoding; more ends the call with `too_large`
  /// True: a request that leads to an internal address, whatever the host is called, ends with `errc::address_refused`. A proxy
  /// resolves names itself, so behind one only an address that stands in the URL is checked.
  bool outside_only = false;
};

} // namespace http
RUBRICA_END_NAMESPACE
