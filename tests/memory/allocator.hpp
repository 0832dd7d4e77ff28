#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// What this executable's `operator new` and `operator delete` do besides their work.

namespace rubrica_test {

/// Lets the allocation of that number fail, counted from 1 on the calling thread from now on; 0: none.
void fail_allocation(std::size_t number) noexcept;
/// Whether it did since then, on the calling thread.
bool allocation_failed() noexcept;

/// Looks for the text in each block that is freed from now on; empty: stop. It must not lie on the heap itself.
void look_for(std::string_view text) noexcept;
/// How many blocks were freed with the text in them.
int found() noexcept;

} // namespace rubrica_test
