#pragma once

#include "signing/sending/doubt.hpp"

#include <rubrica/clicksign/client.hpp>
#include <rubrica/core/clock.hpp>
#include <rubrica/core/result.hpp>

#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// What the client takes for today's time: deadlines and birthdays are compared with it.
inline instant calendar_of(clicksign::client const& client) {
  return std::chrono::time_point_cast<std::chrono::microseconds>(client.clock()->calendar());
}

/// The time limit of an operation of several calls, and the flag that ends it.
class time_left {
public:
  time_left(std::shared_ptr<clock> clock, std::chrono::milliseconds timeout, std::shared_ptr<cancel_flag> cancelled)
      : clock_(std::move(clock)), cancelled_(std::move(cancelled)), deadline_(clock_->now() + timeout) {}

  [[nodiscard]] result<void> may_go_on() const {
    if (cancelled_ != nullptr && cancelled_->load()) return make_error(errc::cancelled, {}, outcome::not_sent);
    if (clock_->now() >= deadline_) return out_of_time();
    return {};
  }
  /// Limits of one call, which takes `longest` at most.
  [[nodiscard]] clicksign::call_options limits(std::chrono::milliseconds longest) const {
    auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - clock_->now());
    clicksign::call_options out;
    out.timeout = std::clamp(left, std::chrono::milliseconds(1), longest); // 0 would mean the client's own
    out.cancelled = cancelled_;
    return out;
  }
  /// Whether so much of it is left.
  [[nodiscard]] bool allows(std::chrono::milliseconds time) const { return clock_->now() + time < deadline_; }
  /// Waits, unless the time ends before.
  [[nodiscard]] result<void> pause(std::chrono::milliseconds time) const {
    if (!allows(time)) return out_of_time();
    clock_->wait(clock_->now() + time, cancelled_.get());
    return may_go_on();
  }

private:
  std::shared_ptr<clock> clock_;
  std::shared_ptr<cancel_flag> cancelled_;
  std::chrono::steady_clock::time_point deadline_;
};

} // namespace signing
RUBRICA_END_NAMESPACE
