#pragma once

#include <rubrica/core/export.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// Length of the padded base64 text of this many bytes.
constexpr std::uint64_t base64_length(std::uint64_t bytes) {
  return (bytes + 2) / 3 * 4;
}

/// Appends the padded base64 of the bytes. Text of several calls joins into one only when each but the last is given a
/// multiple of three bytes.
void append_base64(std::string& out, std::string_view bytes);

/// The same into a buffer of at least `base64_length(bytes.size()) + 1` characters (for a final NUL); returns the length.
std::size_t encode_base64(char* out, std::string_view bytes);

/// Nothing when the text is not padded base64.
std::optional<std::string> decode_base64(std::string_view text);

} // namespace detail
RUBRICA_END_NAMESPACE
