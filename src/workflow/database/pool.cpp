#include "workflow/database/pool.hpp"

#include <algorithm>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

bool pool::lease::take() {
  {
    std::unique_lock lock(of_.mutex_);
    int const most = std::max(of_.options_.connections, 1);
    if (!of_.returned_.wait_for(lock, of_.options_.patience, [&] { return of_.taken_ < most; })) return false;
    of_.idle_.reserve(static_cast<std::size_t>(of_.taken_) + 1); // giving it back must not need memory
    ++of_.taken_;
    is_counted_ = true;
    if (!of_.idle_.empty()) {
      session_ = std::move(of_.idle_.back());
      of_.idle_.pop_back();
      is_used_ = true;
      return true;
    }
  }
  auto opened = std::make_unique<soci::session>();
  of_.words_.open(*opened, of_.address_, of_.options_);
  if (of_.words_.longest != nullptr) of_.longest_ = of_.words_.longest(*opened);
  session_ = std::move(opened);
  return true;
}

void pool::lease::give_back() {
  if (!is_counted_) return;
  std::lock_guard const lock(of_.mutex_);
  --of_.taken_;
  if (session_ != nullptr) of_.idle_.push_back(std::move(session_));
  of_.returned_.notify_one();
}

void pool::drop_idle() {
  std::vector<std::unique_ptr<soci::session>> closed; // outside of the lock
  std::lock_guard const lock(mutex_);
  for (auto& one : idle_) closed.push_back(std::move(one));
  idle_.clear(); // and not its memory
}

} // namespace workflow
RUBRICA_END_NAMESPACE
