#pragma once

#include <cstddef>
#include <string_view>

// For an executable that links failing_memory.cpp, which replaces operator new and delete and OpenSSL's functions for memory.

namespace rubrica_test {

/// How often the memory gives out.
enum class shortage { once, for_good };

/// While it lives, an allocation of this thread fails: the first for `which` 0, the next for 1, …; with `for_good` all that follow, too.
class failing_allocation {
public:
  explicit failing_allocation(std::size_t which, shortage kind = shortage::once) noexcept;
  ~failing_allocation();
  failing_allocation(failing_allocation const&) = delete;
  failing_allocation& operator=(failing_allocation const&) = delete;

  /// Whether so many allocations were asked for that one failed; also when the last of these is gone.
  [[nodiscard]] static bool happened() noexcept;
};

/// How many allocations a call makes.
std::size_t allocations_until_now() noexcept;
template <class Call> std::size_t allocations_of(Call const& call) {
  std::size_t const before = allocations_until_now();
  call();
  return allocations_until_now() - before;
}

/// False where OpenSSL could not be told: then only operator new fails.
bool openssl_can_fail() noexcept;

/// Looks for the text in each block that is deleted from now on; empty: stop. It must not lie on the heap itself.
void look_for(std::string_view text) noexcept;
/// How many blocks were deleted with the text in them.
int found() noexcept;

} // namespace rubrica_test
