#pragma once

#include "json/json_parse.hpp"
#include "json/value_handler.hpp"

#include <rubrica/core/result.hpp>

#include <string_view>

// JSON text into objects, without recursion and without a tree in between.

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// Reads a JSON text into what the target names. Fails as `parse_json` does.
result<void> read_json(std::string_view text, target into, json_limits const& limits = {}, json_producer producer = &parse_json);

/// Reads again what was valid once, where there is nobody to tell of a refusal: only memory can lack, and then it throws for the
/// reader outside to catch (`within_memory`).
void read_again(std::string_view text, target into);

} // namespace detail
RUBRICA_END_NAMESPACE
