#pragma once

#include <atomic>
#include <cstdio>

namespace rubrica_test {

/// How often a thread of a test's own server ended by an exception. main() turns it into a failure of the run: Catch2 only
/// catches what the test's thread throws.
inline std::atomic<int> thread_failures{0};

inline void report_from_thread(char const* message) {
  ++thread_failures;
  std::fprintf(stderr, "a server of a test threw: %s\n", message);
}

} // namespace rubrica_test
