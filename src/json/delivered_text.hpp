#pragma once

#include "text/form_field.hpp"

#include <rubrica/core/result.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What stands between the bytes of a callback and its JSON text. Providers change the way in which they send without a word,
// and frameworks and gateways in between wrap what they pass on.

RUBRICA_BEGIN_NAMESPACE
namespace detail {

enum class charset : std::uint8_t { utf_8, utf_16, utf_32, latin_1 };

/// What a provider's callbacks may be written in.
struct delivery_forms {
  bool latin_1 = false;    ///< bytes that are not UTF-8 are read as Windows-1252, of which ISO-8859-1 is a part
  bool flat_forms = false; ///< a form without a JSON field is an object of texts
};

struct delivered_text {
  std::string json{};  ///< UTF-8, without a byte order mark
  std::string bytes{}; ///< with `latin_1`: what `json` was made of, a byte for each of its characters
  charset written_in = charset::utf_8;
  bool was_form = false;
  bool has_places = true;           ///< lines and columns of `json` tell something about the bytes that came
  std::vector<form_field> beside{}; ///< the other fields of a form with a JSON field
};

/// The error of a text that stands inside another, where its place would mislead.
error_info without_place(error_info error);

/// The error of `json`, with its place where that tells something.
error_info placed(delivered_text const& in, error_info error);

/// Whether the body is what callbacks usually are, an object without anything around it.
bool is_plain_object(std::string_view body) noexcept;

/// The JSON text of a body: without a byte order mark, from UTF-16 or UTF-32, out of a form, and out of a JSON text that holds it
/// as a string. What is no JSON comes out as it is.
///
/// `malformed`: a compressed body, a multipart form, half a character of UTF-16 or UTF-32.
result<delivered_text> read_delivered(std::string_view body, delivery_forms forms);

/// What a member of the root such as `payload`, `body` or `data` holds: an object or an array, or JSON in a text. Nothing when there
/// is no such member, or when there are two. `json` must be valid.
std::optional<std::string> unwrapped(std::string_view json);

/// Whether a member of this name may be such a wrapper.
bool is_wrapper_name(std::string_view name) noexcept;

/// The same JSON with the texts in wrappers that hold JSON in place of the texts.
std::string with_texts_opened(std::string_view json);

/// The slices of an array's elements; `json` must be valid and an array.
std::vector<std::string_view> elements_of(std::string_view json);

} // namespace detail
RUBRICA_END_NAMESPACE
