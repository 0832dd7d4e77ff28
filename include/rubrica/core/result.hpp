#pragma once

#include <rubrica/core/failure.hpp>

#include <optional>
#include <utility>
#include <variant>

RUBRICA_BEGIN_NAMESPACE

/// A value, or the reason why there is none.
///
/// Test it like a pointer and use `*r` and `r->`, or let `r.value()` throw `rubrica::failure`.
template <class T> class [[nodiscard]] result {
public:
  result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  result(error_info error) : state_(std::in_place_index<1>, std::move(error)) {}
  /// Constructs the value in place, for the caller to fill in; a large value is not moved.
  explicit result(std::in_place_t) : state_(std::in_place_index<0>) {}

  /// Whether there is a value.
  [[nodiscard]] bool has_value() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  /// The value; throws `failure` when there is none. On a temporary it returns by value, so that a loop over `f().value()` does
  /// not use a destroyed object.
  T& value() & { return check(), **this; }
  T const& value() const& { return check(), **this; }
  T value() && { return check(), *std::move(*this); }

  /// The value; test first, as with a pointer.
  T& operator*() & noexcept { return *std::get_if<0>(&state_); }
  T const& operator*() const& noexcept { return *std::get_if<0>(&state_); }
  T operator*() && { return std::move(*std::get_if<0>(&state_)); }
  T* operator->() noexcept { return std::get_if<0>(&state_); }
  T const* operator->() const noexcept { return std::get_if<0>(&state_); }

  /// The error; only when there is no value.
  error_info& error() & noexcept { return *std::get_if<1>(&state_); }
  error_info const& error() const& noexcept { return *std::get_if<1>(&state_); }
  error_info&& error() && noexcept { return std::move(*std::get_if<1>(&state_)); }

private:
  void check() const {
    if (!has_value()) failure::raise(error());
  }

  std::variant<T, error_info> state_;
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
