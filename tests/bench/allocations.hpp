#pragma once

#include <cstddef>

namespace rubrica_bench {

/// How often memory was asked for.
struct allocations {
  std::size_t ours = 0;    ///< by operator new, which the program replaces
  std::size_t openssl = 0; ///< by OpenSSL, which uses malloc

  friend allocations operator-(allocations a, allocations b) { return {a.ours - b.ours, a.openssl - b.openssl}; }
};

/// What this program has counted until now; it has one thread.
allocations allocations_so_far() noexcept;

/// Before anything of OpenSSL's is used. False where OpenSSL refuses.
bool count_allocations_of_openssl() noexcept;

/// The mean of many calls.
template <class Call> double allocations_each(int calls, Call const& call) {
  allocations const before = allocations_so_far();
  for (int i = 0; i < calls; ++i) call();
  return static_cast<double>((allocations_so_far() - before).ours) / calls;
}

} // namespace rubrica_bench
