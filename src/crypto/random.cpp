#include "crypto/random.hpp"

#include <fmt/format.h>
#include <openssl/rand.h>

#include <random>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

// OpenSSL keeps a generator for each thread, where std::random_device asks the processor or the system each time.
std::uint64_t random_bits() {
  std::uint64_t bits = 0;
  auto* const bytes = reinterpret_cast<unsigned char*>(&bits);
  if (RAND_bytes(bytes, static_cast<int>(sizeof bits)) == 1) return bits;
  std::random_device source; // throws where the system has no randomness either
  return std::uint64_t{source()} << 32 | source();
}

std::string random_id() {
  return fmt::format("{:016x}", random_bits());
}

} // namespace detail
RUBRICA_END_NAMESPACE
