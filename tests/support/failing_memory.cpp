#include "support/failing_memory.hpp"

#include <cstdlib>
#include <new>

namespace {

thread_local int until_failure = 0; // 0: nothing is to fail
thread_local bool goes_on = false;
thread_local bool failed = false;

bool is_to_fail() noexcept {
  if (until_failure == 0) return false;
  if (until_failure > 1) return --until_failure, false;
  if (!goes_on) until_failure = 0;
  return failed = true;
}

} // namespace

namespace rubrica_test {

failing_memory::failing_memory(int number, bool from_then_on) noexcept {
  failed = false;
  goes_on = from_then_on;
  until_failure = number;
}

failing_memory::~failing_memory() {
  until_failure = 0;
}

bool failing_memory::has_failed() noexcept {
  return failed;
}

} // namespace rubrica_test

// The other forms of new and delete call these.

void* operator new(std::size_t size) {
  if (is_to_fail()) throw std::bad_alloc();
  if (void* const bytes = std::malloc(size == 0 ? 1 : size)) return bytes;
  throw std::bad_alloc();
}

void operator delete(void* bytes) noexcept {
  std::free(bytes);
}

void operator delete(void* bytes, std::size_t) noexcept {
  std::free(bytes);
}
