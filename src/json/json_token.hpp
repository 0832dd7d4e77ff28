#pragma once

#include <rubrica/core/export.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

inline bool is_json_space(char c) noexcept {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// Whether the text is a number by the grammar of RFC 8259 §6 and fits a double, as nlohmann/json also requires.
bool is_json_number(std::string_view text) noexcept;

/// The nearest double to a number that `is_json_number` accepts; none for any other text, such as `nan`. The result is the same
/// with every standard library and in every locale; it is not fast.
std::optional<double> double_of(std::string_view text);
/// The integer value of a JSON number: `12`, `12.0` and `1.2e1` are equal. Nothing for a fraction, for a text that is not a
/// number and for values beyond 64 bits.
std::optional<std::int64_t> whole_number(std::string_view text) noexcept;

/// Appends the unescaped inside of a JSON string. False for an unknown escape and for half of a surrogate pair.
bool append_unescaped(std::string_view inside, std::string& out);

} // namespace detail
RUBRICA_END_NAMESPACE
