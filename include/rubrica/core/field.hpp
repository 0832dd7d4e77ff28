#pragma once

#include <rubrica/core/export.hpp>

#include <optional>
#include <type_traits>
#include <utility>

RUBRICA_BEGIN_NAMESPACE

/// Sets a `field` to JSON null.
struct null_t {};
inline constexpr null_t null{};

/// One attribute of a change: absent (leave it as it is), null (clear it) or a value.
template <class T> class field {
public:
  field() = default;
  field(null_t) : is_null_(true) {}
  template <class U, class = std::enable_if_t<std::is_convertible_v<U&&, T> && !std::is_same_v<std::decay_t<U>, field>>>
  field(U&& value) : value_(std::in_place, std::forward<U>(value)) {}

  /// It is left as it is.
  [[nodiscard]] bool is_absent() const noexcept { return !is_null_ && !value_.has_value(); }
  /// It is cleared.
  [[nodiscard]] bool is_null() const noexcept { return is_null_; }
  /// The value, or a null pointer.
  [[nodiscard]] T const* value() const noexcept { return value_.has_value() ? &*value_ : nullptr; }

private:
  std::optional<T> value_{}; // a variant of three takes a compiler several times as long, in every source that includes us
  bool is_null_ = false;
};

RUBRICA_END_NAMESPACE
