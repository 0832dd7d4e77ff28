#pragma once

#include "json/json_handler.hpp"

#include <rubrica/core/result.hpp>

#include <cstddef>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

// What the headers of this folder export is for rubrica's other libraries only (docs/adr/0003-abi.md): the parsers are 70 KB.

/// No text may nest deeper than this, whatever the limits say: the receivers' stacks have this size.
inline constexpr std::size_t json_deepest = 64;

/// What an untrusted text may cost.
struct json_limits {
  std::size_t bytes = 16u << 20;
  std::size_t depth = json_deepest;
  std::size_t string_bytes = 8u << 20;
  std::size_t number_characters = 64;
  bool duplicate_keys = true; ///< whether an object may name a member twice; callbacks may not
};

/// For what rubrica wrote and others kept: a request with 100 MB of files, or the body of a callback in base64 and escapes.
RUBRICA_EXPORT json_limits limits_of_stored();

/// Reads one JSON value (RFC 8259, valid UTF-8, no byte order mark) that must fill the whole text. `malformed` and
/// `limit_exceeded` name line and column, or the limit; `out_of_memory` says that an allocation failed, here or in the handler,
/// and nothing about the text. On an error, discard what the handler received until then.
RUBRICA_EXPORT result<void> parse_json(std::string_view text, json_handler& handler, json_limits const& limits = {});

/// Produces the events of a text. Use `parse_json` instead.
using json_producer = result<void> (*)(std::string_view text, json_handler& handler, json_limits const& limits);

// The two producers of events. Both accept the same texts and produce the same events, as tests/unit/json/json_producers_test.cpp
// shows. Callers use parse_json, which takes the faster one available.

result<void> parse_with_nlohmann(std::string_view text, json_handler& handler, json_limits const& limits = {});
/// The same as `parse_with_nlohmann` when simdjson was not built in.
result<void> parse_with_simdjson(std::string_view text, json_handler& handler, json_limits const& limits = {});
bool has_simdjson() noexcept;

} // namespace detail
RUBRICA_END_NAMESPACE
