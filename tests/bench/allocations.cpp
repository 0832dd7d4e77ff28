#include "allocations.hpp"

#include <openssl/crypto.h>

#include <cstdlib>
#include <new>

namespace {

rubrica_bench::allocations so_far;

void* openssl_allocates(std::size_t size, char const*, int) {
  ++so_far.openssl;
  return std::malloc(size);
}

void* openssl_reallocates(void* bytes, std::size_t size, char const*, int) {
  ++so_far.openssl;
  return std::realloc(bytes, size);
}

void openssl_frees(void* bytes, char const*, int) {
  std::free(bytes);
}

} // namespace

namespace rubrica_bench {

allocations allocations_so_far() noexcept {
  return so_far;
}

bool count_allocations_of_openssl() noexcept {
  return CRYPTO_set_mem_functions(&openssl_allocates, &openssl_reallocates, &openssl_frees) == 1;
}

} // namespace rubrica_bench

// The other forms of new and delete call these.

void* operator new(std::size_t size) {
  ++so_far.ours;
  if (void* const bytes = std::malloc(size == 0 ? 1 : size)) return bytes;
  throw std::bad_alloc();
}

void operator delete(void* bytes) noexcept {
  std::free(bytes);
}

void operator delete(void* bytes, std::size_t) noexcept {
  std::free(bytes);
}
