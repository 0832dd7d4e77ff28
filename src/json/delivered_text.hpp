#pragma once

#include "text/form_field.hpp"

#include <rubrica/core/result.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Extracts the JSON text of a callback from its bytes. Providers change their encoding without notice, and frameworks and
// gateways wrap bodies that they pass on.

RUBRICA_BEGIN_NAMESPACE
namespace detail {

enum class charset : std::uint8_t { utf_8, utf_16, utf_32, latin_1 };

/// The forms in which a provider may send callbacks.
struct delivery_forms {
  bool latin_1 = false;    ///< bytes that are not UTF-8 are read as Windows-1252, a superset of ISO-8859-1
  bool flat_forms = false; ///< a form without a JSON field is read as an object of strings
};

struct delivered_text {
  std::string json{};  ///< UTF-8, without a byte order mark
  std::string bytes{}; ///< with `latin_1`: the bytes that `json` was made from, one for each of its characters
  charset written_in = charset::utf_8;
  bool was_form = false;
  bool has_places = true;           ///< lines and columns of `json` are meaningful for the received bytes
  std::vector<form_field> beside{}; ///< the other fields of a form with a JSON field
};

/// Removes the place from an error of an embedded text, where it would mislead.
error_info without_place(error_info error);

/// The error of `json`, with its place if that is meaningful.
error_info placed(delivered_text const& in, error_info error);

/// Whether the body looks like a normal callback: a plain object without anything around it.
bool is_plain_object(std::string_view body) noexcept;

/// The JSON text of a body: without a byte order mark, decoded from UTF-16 or UTF-32, taken out of a form, or out of a JSON
/// string. A body that is not JSON is returned as it is.
///
/// `malformed`: a compressed body, a multipart form, half a character of UTF-16 or UTF-32.
result<delivered_text> read_delivered(std::string_view body, delivery_forms forms);

/// The content of a member of the root such as `payload`, `body` or `data`: an object or an array, or JSON in a string. Nothing
/// when there is no such member, or more than one. `json` must be valid.
std::optional<std::string> unwrapped(std::string_view json);

/// Whether a member of this name may be such a wrapper.
bool is_wrapper_name(std::string_view name) noexcept;

/// The same JSON, with strings in wrappers replaced by the JSON that they contain.
std::string with_texts_opened(std::string_view json);

/// The slices of an array's elements; `json` must be valid and an array.
std::vector<std::string_view> elements_of(std::string_view json);

} // namespace detail
RUBRICA_END_NAMESPACE
