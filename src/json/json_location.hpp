#pragma once

#include <rubrica/core/error.hpp>

#include <cstddef>
#include <initializer_list>
#include <string_view>

// Where in a JSON text something stands. Parsers do not keep places: only what is refused is looked for again.

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// `malformed` with line and column of the byte at `offset`, both counted from 1; a column is a byte.
error_info malformed_at(std::string_view text, std::size_t offset, std::string_view why);

/// Where the value at `path` begins in a valid JSON text; if the path leads nowhere, the last value that is on it.
std::size_t offset_of(std::string_view json, std::initializer_list<std::string_view> path = {});

/// Where a member is named for the second time in its object. `hash` is the name's, as `duplicate_key_check` has it; the text need
/// not be valid behind that name.
std::size_t offset_of_repeat(std::string_view text, std::size_t hash);

} // namespace detail
RUBRICA_END_NAMESPACE
