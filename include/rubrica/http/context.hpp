#pragma once

#include <rubrica/core/clock.hpp>
#include <rubrica/http/priority.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// What one call is allowed to take.
struct context {
  /// Limits everything: waiting for the rate limit, name lookup, connecting, TLS, transfer and retries. A wait that would end
  /// after the deadline is not started.
  std::chrono::steady_clock::time_point deadline = (std::chrono::steady_clock::time_point::max)();
  /// Raise it from any thread to end the call with `errc::cancelled`. May be null.
  std::shared_ptr<cancel_flag> cancelled{};
  /// Called from the sending thread while a body is sent. May be empty.
  std::function<void(std::uint64_t sent, std::uint64_t total)> on_upload{};
  /// Which calls go first when several wait for the rate limit.
  http::priority priority = http::priority::interactive;
};

} // namespace http
RUBRICA_END_NAMESPACE
