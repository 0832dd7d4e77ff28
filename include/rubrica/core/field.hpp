#pragma once

#include <rubrica/core/export.hpp>

#include <type_traits>
#include <utility>
#include <variant>

RUBRICA_BEGIN_NAMESPACE

/// Sets a `field` to JSON null.
struct null_t {};
inline constexpr null_t null{};

/// One attribute of a change: absent (leave it as it is), null (clear it) or a value.
template <class T> class field {
public:
  field() = default;
  field(null_t) : state_(null_t{}) {}
  template <class U, class = std::enable_if_t<std::is_convertible_v<U&&, T> && !std::is_same_v<std::decay_t<U>, field>>>
  field(U&& value) : state_(std::in_place_type<T>, std::forward<U>(value)) {}

  /// It is left as it is.
  [[nodiscard]] bool is_absent() const noexcept { return std::holds_alternative<std::monostate>(state_); }
  /// It is cleared.
  [[nodiscard]] bool is_null() const noexcept { return std::holds_alternative<null_t>(state_); }
  /// The value, or a null pointer.
  [[nodiscard]] T const* value() const noexcept { return std::get_if<T>(&state_); }

private:
  std::variant<std::monostate, null_t, T> state_;
};

RUBRICA_END_NAMESPACE
