#pragma once

#include <rubrica/http/permit_source.hpp>

#include <chrono>
#include <cstdint>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// What this process may send in the current window, where several processes share an account.
///
/// Where the windows are too small for all who send, they take turns.
class window_share {
public:
  using local_time = std::chrono::steady_clock::time_point;

  explicit window_share(std::uint32_t seed) : seed_(seed) {}

  void enter(std::int64_t window, local_time begin);
  /// How many more may be sent when so many were.
  [[nodiscard]] int room(int used) const;
  [[nodiscard]] bool is_used_up() const { return asked_ && left_ == 0; }
  /// When to ask for more.
  [[nodiscard]] local_time next_request() const { return next_request_; }
  /// How many to ask for, when `wanted` more are to be sent and `used` were.
  [[nodiscard]] int to_reserve(std::int64_t wanted, int used) const;
  /// What was reserved of the limit; ignored for a window that is over. Before it knows the server's clock it sends one all the same:
  /// else it could ask for windows that are over, and never learn.
  void grant(std::int64_t window, permits const& reserved, int limit, local_time now);
  /// An answer told the server's time.
  void know_the_clock() { knows_the_clock_ = true; }

private:
  std::uint32_t seed_;
  bool knows_the_clock_ = false;
  std::int64_t window_ = 0;
  int granted_ = 0;
  int left_ = 0; // what could still be reserved when it was last asked
  bool asked_ = false;
  bool meets_others_ = false; // in this window
  bool contended_ = false;    // the window before was too small for all
  local_time next_request_{(local_time::min)()};
};

} // namespace http
RUBRICA_END_NAMESPACE
