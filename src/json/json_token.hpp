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

/// Whether the text is a number by the grammar of RFC 8259 §6 and fits a double, as nlohmann/json asks for too.
bool is_json_number(std::string_view text) noexcept;

/// The nearest double to a number as `is_json_number` takes it; none for any other text, such as `nan`. The same with every
/// standard library and in every locale, and not fast.
std::optional<double> double_of(std::string_view text);
/// The whole number that a JSON number is: `12`, `12.0` and `1.2e1` are one. Nothing for a fraction, for what is not a number and
/// for what lies beyond 64 bits.
std::optional<std::int64_t> whole_number(std::string_view text) noexcept;

/// Appends what the inside of a JSON string stands for. False for an unknown escape and for half of a surrogate pair.
bool append_unescaped(std::string_view inside, std::string& out);

} // namespace detail
RUBRICA_END_NAMESPACE
