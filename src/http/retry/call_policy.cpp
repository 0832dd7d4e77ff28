#include "http/retry/call_policy.hpp"

#include "crypto/random.hpp"

#include <mutex>
#include <random>

RUBRICA_BEGIN_NAMESPACE
namespace http {

std::function<double()> random_draws() {
  struct source {
    std::mutex mutex;
    std::minstd_rand engine{static_cast<unsigned>(detail::random_bits())};
  };
  return [shared = std::make_shared<source>()] {
    std::lock_guard<std::mutex> const lock(shared->mutex);
    return std::uniform_real_distribution<double>()(shared->engine);
  };
}

} // namespace http
RUBRICA_END_NAMESPACE
