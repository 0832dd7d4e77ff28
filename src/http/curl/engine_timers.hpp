#pragma once

#include <rubrica/core/clock.hpp>
#include <rubrica/core/result.hpp>

#include <functional>
#include <map>
#include <memory>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// Called when a wait is over: with `errc::cancelled` when it was ended before its moment.
using wake_up = std::function<void(result<void>)>;

/// The moments that others than calls wait for. Used by the engine's thread only.
class engine_timers {
public:
  using time_point = std::chrono::steady_clock::time_point;
  struct timer {
    std::shared_ptr<cancel_flag> cancelled{};
    wake_up done{};
  };
  using list = std::multimap<time_point, timer>;

  /// Needs no memory.
  void add(list& more) noexcept;
  [[nodiscard]] bool empty() const noexcept { return waiting_.empty(); }
  /// Whether a flag may end one of them.
  [[nodiscard]] bool cancellable() const noexcept { return cancellable_ > 0; }
  /// The earliest moment; only when there is one.
  [[nodiscard]] time_point next() const { return waiting_.begin()->first; }

  void end_due(time_point now) noexcept;
  void end_cancelled() noexcept;
  void cancel_all() noexcept;

private:
  list::iterator end(list::iterator one, bool cancelled) noexcept;

  list waiting_;
  std::size_t cancellable_ = 0;
};

} // namespace http
RUBRICA_END_NAMESPACE
