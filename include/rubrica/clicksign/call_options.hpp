#pragma once

#include <rubrica/core/clock.hpp>
#include <rubrica/http/lane.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// What one call may take. `{}` is right nearly always.
struct call_options {
  /// For everything: name lookup, connecting, waiting for the rate limit, repeating, transfer. 0: the client's own.
  std::chrono::milliseconds timeout{0};
  /// Raise it from any thread and the call ends with `errc::cancelled`. May be null.
  std::shared_ptr<cancel_flag> cancelled{};
  /// Called while a document goes out, with bytes of the request body. May be empty.
  std::function<void(std::uint64_t sent, std::uint64_t total)> on_upload{};
  /// Who goes first when calls wait for the rate limit: `bulk` for work that nobody waits for.
  http::lane lane = http::lane::interactive;
  /// What a file may have at most that `documents().download` saves; a larger one is `errc::too_large`.
  std::uint64_t max_file_bytes = 200'000'000;
};

} // namespace clicksign
RUBRICA_END_NAMESPACE
