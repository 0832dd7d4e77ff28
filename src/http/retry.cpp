#include <rubrica/http/retry.hpp>

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace http {

retry_budget::retry_budget(int capacity) noexcept : capacity_(capacity), left_(capacity) {}

bool retry_budget::take(int amount) noexcept {
  std::lock_guard<std::mutex> const lock(mutex_);
  if (amount > left_) return false;
  left_ -= amount;
  return true;
}

void retry_budget::give(int amount) noexcept {
  std::lock_guard<std::mutex> const lock(mutex_);
  left_ = std::min(left_ + amount, capacity_);
}

int retry_budget::left() const noexcept {
  std::lock_guard<std::mutex> const lock(mutex_);
  return left_;
}

} // namespace http
RUBRICA_END_NAMESPACE
