#include "memory/allocator.hpp"

#include <malloc.h>

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <new>

namespace rubrica_test {
namespace {

thread_local std::size_t countdown = 0;
thread_local bool failed = false;
std::atomic<char const*> wanted{nullptr};
std::atomic<std::size_t> wanted_size{0};
std::atomic<int> blocks_with_it{0};

void* allocate(std::size_t size) {
  if (countdown > 0 && --countdown == 0) {
    failed = true;
    throw std::bad_alloc();
  }
  void* const block = std::malloc(size == 0 ? 1 : size);
  if (block == nullptr) throw std::bad_alloc();
  // What was there before may be libcurl's: only what is written from now on is ours.
  std::memset(block, 0, malloc_usable_size(block));
  return block;
}

void release(void* block) noexcept {
  char const* const text = wanted;
  if (block != nullptr && text != nullptr) {
    std::string_view const bytes(static_cast<char const*>(block), malloc_usable_size(block));
    if (bytes.find(std::string_view(text, wanted_size)) != std::string_view::npos) ++blocks_with_it;
  }
  std::free(block);
}

} // namespace

void fail_allocation(std::size_t number) noexcept {
  countdown = number;
  failed = false;
}

bool allocation_failed() noexcept {
  return failed;
}

void look_for(std::string_view text) noexcept {
  wanted_size = text.size();
  wanted = text.empty() ? nullptr : text.data();
  if (!text.empty()) blocks_with_it = 0;
}

int found() noexcept {
  return blocks_with_it;
}

} // namespace rubrica_test

void* operator new(std::size_t size) {
  return rubrica_test::allocate(size);
}
void* operator new[](std::size_t size) {
  return rubrica_test::allocate(size);
}
void operator delete(void* block) noexcept {
  rubrica_test::release(block);
}
void operator delete[](void* block) noexcept {
  rubrica_test::release(block);
}
void operator delete(void* block, std::size_t) noexcept {
  rubrica_test::release(block);
}
void operator delete[](void* block, std::size_t) noexcept {
  rubrica_test::release(block);
}
