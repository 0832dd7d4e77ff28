#include "http/process_id.hpp"

#include <pthread.h>
#include <unistd.h>

#include <atomic>

RUBRICA_BEGIN_NAMESPACE
namespace http {
namespace {

std::atomic<pid_t> known_id{0}; // 0: the kernel must be asked

void forget_id() {
  known_id.store(0, std::memory_order_relaxed);
}

} // namespace

pid_t process_id() noexcept {
  pid_t const known = known_id.load(std::memory_order_relaxed);
  if (known != 0) return known;
  static bool const forks_are_seen = pthread_atfork(nullptr, nullptr, &forget_id) == 0;
  pid_t const asked = getpid();
  if (forks_are_seen) known_id.store(asked, std::memory_order_relaxed);
  return asked;
}

} // namespace http
RUBRICA_END_NAMESPACE
