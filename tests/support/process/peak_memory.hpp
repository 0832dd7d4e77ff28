#pragma once

#include <cstddef>
#include <fstream>
#include <string>

namespace rubrica_test {

/// Whether the figures are meaningful: a sanitizer keeps freed memory.
#ifdef RUBRICA_SANITIZED
inline constexpr bool memory_is_counted = false;
#else
inline constexpr bool memory_is_counted = true;
#endif

/// The process's peak of resident memory (VmHWM).
inline std::size_t peak_memory_kib() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    if (word != "VmHWM:") continue;
    std::size_t size = 0;
    status >> size;
    return size;
  }
  return 0;
}

/// Resets the peak; returns the present resident memory, from which the next peak can be counted.
inline std::size_t restart_peak_memory_kib() {
  std::ofstream("/proc/self/clear_refs") << "5";
  return peak_memory_kib();
}

} // namespace rubrica_test
