#pragma once

#include <cstddef>
#include <string_view>

// For an executable that links failing_memory.cpp, which replaces operator new and delete and OpenSSL's functions for memory.

namespace rubrica_test {

/// How many allocations fail.
enum class shortage { once, for_good };

/// While it exists, an allocation of this thread fails: the first for `which` 0, the next for 1, …; with `for_good` all later
/// ones too.
class failing_allocation {
public:
  explicit failing_allocation(std::size_t which, shortage kind = shortage::once) noexcept;
  ~failing_allocation();
  failing_allocation(failing_allocation const&) = delete;
  failing_allocation& operator=(failing_allocation const&) = delete;

  /// Whether there were enough allocations for one to fail; still known after the last of these objects is gone.
  [[nodiscard]] static bool happened() noexcept;
};

/// The number of allocations of this thread so far.
std::size_t allocations_until_now() noexcept;
template <class Call> std::size_t allocations_of(Call const& call) {
  std::size_t const before = allocations_until_now();
  call();
  return allocations_until_now() - before;
}

/// False when OpenSSL's functions could not be replaced: then only operator new fails.
bool openssl_can_fail() noexcept;

/// Searches for the text in each block that is deleted from now on; empty: stop. The text itself must not be on the heap.
void look_for(std::string_view text) noexcept;
/// The number of blocks that contained the text when they were deleted.
int found() noexcept;

} // namespace rubrica_test
