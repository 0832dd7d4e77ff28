#pragma once

#include <rubrica/core/export.hpp>

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
  field(null_t) : state_(state::cleared) {}
  template <class U, class = std::enable_if_t<std::is_convertible_v<U&&, T> && !std::is_same_v<std::decay_t<U>, field>>>
  field(U&& value) : value_(std::forward<U>(value)), state_(state::given) {}

  /// It is left as it is.
  [[nodiscard]] bool is_absent() const noexcept { return state_ == state::absent; }
  /// It is cleared.
  [[nodiscard]] bool is_null() const noexcept { return state_ == state::cleared; }
  /// The value, or a null pointer.
  [[nodiscard]] T const* value() const noexcept { return state_ == state::given ? &value_ : nullptr; }

private:
  enum class state : unsigned char { absent, cleared, given };

  T value_{}; // neither variant nor optional: each T of theirs takes a compiler long, in every source that includes us
  state state_ = state::absent;
};

RUBRICA_END_NAMESPACE
