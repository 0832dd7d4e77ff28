#include "support/process/failing_memory.hpp"

#include <openssl/crypto.h>

#include <malloc.h>

#include <atomic>
#include <cstdlib>
#include <cstring>
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

std::atomic<char const*> wanted{nullptr};
std::atomic<std::size_t> wanted_size{0};
std::atomic<int> blocks_with_it{0};

void look_into(void* block) noexcept {
  char const* const text = wanted;
  if (block == nullptr || text == nullptr) return;
  std::string_view const bytes(static_cast<char const*>(block), malloc_usable_size(block));
  if (bytes.find(std::string_view(text, wanted_size)) != std::string_view::npos) ++blocks_with_it;
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

void look_for(std::string_view text) noexcept {
  wanted_size = text.size();
  wanted = text.empty() ? nullptr : text.data();
  if (!text.empty()) blocks_with_it = 0;
}

int found() noexcept {
  return blocks_with_it;
}

bool openssl_can_fail() noexcept {
  return openssl_asks_us;
}

} // namespace rubrica_test

// The other forms of new and delete call these.

void* operator new(std::size_t size) {
  void* const block = gives_out() ? nullptr : std::malloc(size == 0 ? 1 : size);
  if (block == nullptr) throw std::bad_alloc();
  // The old content may be libcurl's: only what is written from now on is ours.
  std::memset(block, 0, malloc_usable_size(block));
  return block;
}

void operator delete(void* block) noexcept {
  look_into(block);
  std::free(block);
}

void operator delete(void* block, std::size_t) noexcept {
  operator delete(block);
}
