#pragma once

#include "json/json_parse.hpp"
#include "json/value_handler.hpp"

#include <rubrica/core/result.hpp>

#include <string_view>

// Reads JSON into objects, without recursion and without building a tree.

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// Reads a JSON text into the target. Fails as `parse_json` does.
RUBRICA_EXPORT result<void> read_json(std::string_view text, target into, json_limits const& limits = {},
                                      json_producer producer = &parse_json);

/// Parses a text that was valid before, in functions without a result. It can only fail because memory runs out; then it throws,
/// and the outer reader catches it (`within_memory`).
RUBRICA_EXPORT void read_again(std::string_view text, target into);

} // namespace detail
RUBRICA_END_NAMESPACE
