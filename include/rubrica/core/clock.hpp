#pragma once

#include <rubrica/core/export.hpp>

#include <atomic>
#include <chrono>
#include <memory>

RUBRICA_BEGIN_NAMESPACE

/// A flag that the caller may raise from any thread to end a call early.
using cancel_flag = std::atomic<bool>;

/// The library's source of time. Tests pass a clock that moves only when it is told to.
class RUBRICA_EXPORT clock {
public:
  virtual ~clock();

  /// Monotonic time, for deadlines and waits.
  [[nodiscard]] virtual std::chrono::steady_clock::time_point now() const = 0;
  /// Calendar time, for dates that are sent or stored.
  [[nodiscard]] virtual std::chrono::system_clock::time_point calendar() const = 0;
  /// Returns at `until`, or soon after `cancelled` (which may be null) is raised.
  virtual void wait(std::chrono::steady_clock::time_point until, cancel_flag const* cancelled) = 0;
};

/// The machine's own clock.
RUBRICA_EXPORT std::shared_ptr<clock> system_clock();

RUBRICA_END_NAMESPACE
