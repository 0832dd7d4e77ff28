#pragma once

#include <rubrica/core/export.hpp>

#include <chrono>
#include <cstdint>
#include <unordered_map>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// The rule of endpoints that accept a call only so often, as notifications do. What the server refused does not count.
class call_spacing {
public:
  using local_time = std::chrono::steady_clock::time_point;

  /// When the next call to the endpoint may go out; `now` or earlier: at once.
  [[nodiscard]] local_time open_at(std::uint64_t endpoint, local_time now) const;
  /// A call goes out.
  void send(std::uint64_t endpoint, local_time now);
  /// It has ended; `counts`: the server accepted it, or may have.
  void ended(std::uint64_t endpoint, local_time now, bool counts, std::chrono::seconds spacing);

private:
  struct state {
    bool under_way = false;
    local_time open_at{(local_time::min)()};
  };
  std::unordered_map<std::uint64_t, state> endpoints_; // only those that are not open
};

} // namespace http
RUBRICA_END_NAMESPACE
