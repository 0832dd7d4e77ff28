#pragma once

namespace rubrica_test {

/// Lets an allocation of this thread fail while it lives: the one with the number, or with `from_then_on` all of the rest too.
/// Only in programs that link failing_memory.cpp.
class failing_memory {
public:
  explicit failing_memory(int number, bool from_then_on = false) noexcept;
  ~failing_memory();
  failing_memory(failing_memory const&) = delete;
  failing_memory& operator=(failing_memory const&) = delete;

  /// Whether it came to that; also later.
  static bool has_failed() noexcept;
};

} // namespace rubrica_test
