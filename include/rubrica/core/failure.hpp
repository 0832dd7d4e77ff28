#pragma once

#include <rubrica/core/error.hpp>

#include <exception>
#include <memory>

RUBRICA_BEGIN_NAMESPACE

/// What `result::value()` throws. Nothing else in rubrica throws on purpose.
///
/// Copies share one error and never throw, so that an exception in flight, or one kept in `std::exception_ptr`, cannot be lost
/// for want of memory.
class RUBRICA_EXPORT failure : public std::exception {
public:
  explicit failure(error_info error);
  failure(failure const&) noexcept = default;
  failure& operator=(failure const&) noexcept = default;
  ~failure() override;

  /// `to_string(error())`.
  [[nodiscard]] const char* what() const noexcept override;
  /// What went wrong. Valid as long as any copy of the failure.
  [[nodiscard]] error_info const& error() const noexcept;

  /// Throws it. `result::value()` calls this, so that our headers compile where exceptions are switched off; the program ends then.
  [[noreturn]] static void raise(error_info const& error);

private:
  struct state;
  std::shared_ptr<state const> state_;
};

RUBRICA_END_NAMESPACE
