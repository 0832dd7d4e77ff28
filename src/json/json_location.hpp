#pragma once

#include <rubrica/core/error.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

// Finds the position of a value in a JSON text. Parsers do not keep positions: only refused texts are searched again.

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// `malformed` with line and column of the byte at `offset`, both counted from 1; a column is a byte.
error_info malformed_at(std::string_view text, std::size_t offset, std::string_view why);

/// Where the value at `path` begins in a valid JSON text; if there is no such value, the last existing value on the path.
std::size_t offset_of(std::string_view json, std::initializer_list<std::string_view> path = {});

/// Where a member occurs for the second time in its object. `hash` is the `key_hash` of its name; the text need not be valid after
/// that name.
std::size_t offset_of_repeat(std::string_view text, std::uint64_t hash);

} // namespace detail
RUBRICA_END_NAMESPACE
