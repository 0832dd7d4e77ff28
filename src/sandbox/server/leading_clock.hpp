#pragma once

#include <rubrica/core/clock.hpp>

#include <chrono>
#include <memory>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// The machine's clock with another calendar.
class leading_clock : public rubrica::clock {
public:
  [[nodiscard]] std::chrono::steady_clock::time_point now() const override { return machine_->now(); }
  [[nodiscard]] std::chrono::system_clock::time_point calendar() const override { return machine_->calendar() + ahead(); }
  void wait(std::chrono::steady_clock::time_point until, cancel_flag const* cancelled) override {
    machine_->wait(until, cancelled);
  }

private:
  [[nodiscard]] virtual std::chrono::microseconds ahead() const = 0;

  std::shared_ptr<rubrica::clock> const machine_ = system_clock();
};

} // namespace sandbox
RUBRICA_END_NAMESPACE
