#pragma once

#include <rubrica/core/clock.hpp>
#include <rubrica/http/priority.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// Limits of one call. `{}` is nearly always right.
struct call_options {
  /// For the whole call: name lookup, connecting, waiting for the rate limit, retries, transfer. 0: the client's default.
  std::chrono::milliseconds timeout{0};
  /// Raise it from any thread and the call ends with `errc::cancelled`. May be null.
  std::shared_ptr<cancel_flag> cancelled{};
  /// Called while a document is uploaded, with bytes of the request body. May be empty.
  std::function<void(std::uint64_t sent, std::uint64_t total)> on_upload{};
  /// Which calls go first when several wait for the rate limit: `bulk` for work that nobody waits for.
  http::priority priority = http::priority::interactive;
  /// The largest file that `documents().download` saves; a larger one ends with `errc::too_large`.
  std::uint64_t max_file_bytes = 200'000'000;
  /// For downloads: when ClickSign does not have the file yet, wait for it within the deadline, which is `timeout` or
  /// `client_options::upload_timeout`. The document is read after 1 s, then less and less often, every 10 s in the end.
  bool wait_for_file = false;
};

} // namespace clicksign
RUBRICA_END_NAMESPACE
