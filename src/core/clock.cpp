#include <rubrica/core/clock.hpp>

#include <algorithm>
#include <thread>

RUBRICA_BEGIN_NAMESPACE

clock::~clock() = default;

namespace {

class machine_clock final : public clock {
public:
  std::chrono::steady_clock::time_point now() const override { return std::chrono::steady_clock::now(); }
  std::chrono::system_clock::time_point calendar() const override { return std::chrono::system_clock::now(); }

  void wait(std::chrono::steady_clock::time_point until, cancel_flag const* cancelled) override {
    // A plain flag cannot wake a thread, so the wait is cut into slices too short for a person to notice.
    constexpr auto slice = std::chrono::milliseconds(20);
    for (auto at = now(); at < until; at = now()) {
      if (cancelled != nullptr && cancelled->load()) return;
      std::this_thread::sleep_until(cancelled == nullptr ? until : std::min(until, at + slice));
    }
  }
};

} // namespace

std::shared_ptr<clock> system_clock() {
  return std::make_shared<machine_clock>();
}

RUBRICA_END_NAMESPACE
