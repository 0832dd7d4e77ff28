#pragma once

#include <rubrica/core/export.hpp>

#include <array>
#include <cstdint>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// How many requests the server counted, or may have counted, in each window from a first one on. The server's clock is only
/// known to be between two times, so a request may have been counted in any of several windows; it then counts in all of them.
class window_counts {
public:
  /// Forgets the windows before this one. It may be an earlier one than before: what later windows counted is kept.
  void begin_at(std::int64_t window) noexcept;
  /// Forgets all but this number, in the first window.
  void restart(int counted) noexcept;
  /// One more in each of the windows from `first` to `last`.
  void add(std::int64_t first, std::int64_t last) noexcept;

  [[nodiscard]] int in_first() const noexcept { return near_.front(); }
  /// The most that was counted in one of them.
  [[nodiscard]] int most() const noexcept;

private:
  [[nodiscard]] int in(std::int64_t window) const noexcept;
  [[nodiscard]] std::int64_t begin_of_far() const noexcept { return first_ + static_cast<std::int64_t>(near_.size()); }

  std::int64_t first_ = 0;
  std::array<int, 3> near_{};
  // After a machine slept or an answer was very late, many windows are possible. All those after the near ones share a count.
  int far_ = 0;
  std::int64_t last_far_ = 0;
};

} // namespace http
RUBRICA_END_NAMESPACE
