#include "support/failing_memory.hpp"

#include <openssl/crypto.h>

#include <cstdlib>
#include <new>

namespace {

struct state {
  bool armed = false;
  bool failed = false;
  rubrica_test::shortage kind = rubrica_test::shortage::once;
  std::size_t left = 0;
  std::size_t asked = 0;
};
thread_local state now;

bool gives_out() noexcept {
  ++now.asked;
  if (!now.armed) return false;
  if (now.failed) return now.kind == rubrica_test::shortage::for_good;
  if (now.left > 0) return --now.left, false;
  return now.failed = true;
}

void* openssl_allocates(std::size_t size, char const*, int) {
  return gives_out() ? nullptr : std::malloc(size);
}

void* openssl_reallocates(void* bytes, std::size_t size, char const*, int) {
  return gives_out() ? nullptr : std::realloc(bytes, size);
}

void openssl_frees(void* bytes, char const*, int) {
  std::free(bytes);
}

bool const openssl_asks_us = CRYPTO_set_mem_functions(&openssl_allocates, &openssl_reallocates, &openssl_frees) == 1;

} // namespace

namespace rubrica_test {

failing_allocation::failing_allocation(std::size_t which, shortage kind) noexcept {
  now = {true, false, kind, which, now.asked};
}

failing_allocation::~failing_allocation() {
  now.armed = false;
}

bool failing_allocation::happened() noexcept {
  return now.failed;
}

std::size_t allocations_until_now() noexcept {
  return now.asked;
}

bool openssl_can_fail() noexcept {
  return openssl_asks_us;
}

} // namespace rubrica_test

// The other forms of new and delete call these.

void* operator new(std::size_t size) {
  void* const bytes = gives_out() ? nullptr : std::malloc(size == 0 ? 1 : size);
  if (bytes == nullptr) throw std::bad_alloc();
  return bytes;
}

void operator delete(void* bytes) noexcept {
  std::free(bytes);
}

void operator delete(void* bytes, std::size_t) noexcept {
  std::free(bytes);
}
