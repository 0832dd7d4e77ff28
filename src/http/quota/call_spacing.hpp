#pragma once

#include <rubrica/core/export.hpp>

#include <chrono>
#include <cstdint>
#include <unordered_map>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// The rule of endpoints that accept only one call in a period, such as notifications. Calls that the server refused do not
/// count.
class call_spacing {
public:
  using local_time = std::chrono::steady_clock::time_point;

  /// When the next call to the endpoint may be sent; `now` or earlier: at once.
  [[nodiscard]] local_time open_at(std::uint64_t endpoint, local_time now) const;
  /// A call is sent.
  void send(std::uint64_t endpoint, local_time now);
  /// The call has ended; `counts`: the server accepted it, or may have.
  void ended(std::uint64_t endpoint, local_time now, bool counts, std::chrono::seconds min_interval);

private:
  struct state {
    bool under_way = false;
    local_time open_at{(local_time::min)()};
  };
  std::unordered_map<std::uint64_t, state> endpoints_; // only those that must wait
};

} // namespace http
RUBRICA_END_NAMESPACE
