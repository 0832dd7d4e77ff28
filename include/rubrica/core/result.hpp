#pragma once

#include <rubrica/core/failure.hpp>

#include <optional>
#include <utility>

RUBRICA_BEGIN_NAMESPACE

/// A value, or the reason why there is none.
///
/// Test it like a pointer and use `*r` and `r->`, or let `r.value()` throw `rubrica::failure`.
template <class T> class [[nodiscard]] result {
public:
  result(T value) : value_(std::move(value)) {}
  result(error_info error) : error_(std::move(error)) {}
  /// Constructs the value in place, for the caller to fill in; a large value is not moved.
  explicit result(std::in_place_t) : value_(std::in_place) {}
  result(result const&) = default;
  result(result&&) = default;            // NOLINT(performance-noexcept-move-constructor): as that of T
  result& operator=(result&&) = default; // NOLINT(performance-noexcept-move-constructor)
  /// All or nothing: when the copy cannot be made, this is as it was.
  result& operator=(result const& other) { return *this = result(other); }

  /// Whether there is a value.
  [[nodiscard]] bool has_value() const noexcept { return value_.has_value(); }
  explicit operator bool() const noexcept { return has_value(); }

  /// The value; throws `failure` when there is none. On a temporary it returns by value, so that a loop over `f().value()` does
  /// not use a destroyed object.
  T& value() & { return check(), **this; }
  T const& value() const& { return check(), **this; }
  T value() && { return check(), *std::move(*this); }

  /// The value; test first, as with a pointer.
  T& operator*() & noexcept { return *value_; }
  T const& operator*() const& noexcept { return *value_; }
  T operator*() && { return std::move(*value_); }
  T* operator->() noexcept { return &*value_; }
  T const* operator->() const noexcept { return &*value_; }

  /// The error; only when there is no value.
  error_info& error() & noexcept { return *error_; }
  error_info const& error() const& noexcept { return *error_; }
  error_info&& error() && noexcept { return std::move(*error_); }

private:
  void check() const {
    if (!has_value()) failure::raise(error());
  }

  // Exactly one of them is there. A variant does the same at a higher cost for the compiler, and in code.
  std::optional<T> value_;
  std::optional<error_info> error_;
};

/// The result of a call that returns no value.
template <> class [[nodiscard]] result<void> {
public:
  result() = default;
  result(error_info error) : error_(std::move(error)) {}

  /// Whether the call succeeded.
  [[nodiscard]] bool has_value() const noexcept { return !error_.has_value(); }
  explicit operator bool() const noexcept { return has_value(); }

  /// Throws `failure` when the call did not succeed.
  void value() const {
    if (!has_value()) failure::raise(error());
  }

  /// The error; only when the call did not succeed.
  error_info& error() & noexcept { return *error_; }
  error_info const& error() const& noexcept { return *error_; }
  error_info&& error() && noexcept { return *std::move(error_); }

private:
  std::optional<error_info> error_;
};

RUBRICA_END_NAMESPACE
