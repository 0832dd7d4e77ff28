#pragma once

#include <rubrica/core/error.hpp>

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// All of an error, for a column of the workflow's tables. ClickSign's sentences are in it: they go with the personal data.
nlohmann::json json_of(error_info const& error);
std::string to_json(error_info const& error);

/// Nothing for a text, or a value, that is no error: a column that somebody edited. A code that this version does not know counts as
/// `protocol`.
std::optional<error_info> error_of(nlohmann::json const& value);
std::optional<error_info> error_from_json(std::string_view text);

void set_unless_empty(nlohmann::json& object, char const* name, std::string_view text);
/// A member that is a text; empty when it is absent or something else.
std::string text_in(nlohmann::json const& object, char const* name);
/// A member that is a number; 0 when it is absent or something else.
std::int64_t number_in(nlohmann::json const& object, char const* name);
/// Bytes that are not UTF-8 become U+FFFD.
std::string text_of(nlohmann::json const& value);

} // namespace workflow
RUBRICA_END_NAMESPACE
