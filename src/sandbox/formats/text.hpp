#pragma once

#include "text/ascii.hpp"
#include "text/plain.hpp"

#include <rubrica/core/timestamp.hpp>

#include <optional>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// `2024-02-29T09:17:36.417-03:00`, as in every answer of the service.
std::string iso_text(instant at);
/// `2024-02-29T12:17:36.417Z`, as in some members of a callback's document.
std::string utc_text(instant at);
/// `2024-02-29 09:17:36 -0300`, as Ruby prints a time in a message.
std::string ruby_text(instant at);
/// `09 out 2025, 14-24-13`, as the service names an uploaded image.
std::string file_name_text(instant at);
/// `20240304T122700Z`, as in storage links.
std::string amz_text(instant at);
std::optional<instant> read_amz_text(std::string const& text);
/// `Thu, 29 Feb 2024 12:17:36 GMT`
std::string http_date(instant at);

/// Reads an ISO 8601 date-time; a bare date is refused, and so is one with slashes.
std::optional<instant> read_date_time(std::string const& text);
bool is_date(std::string_view text);
/// Whether a date is of a day before that of `now` in Brasilia.
bool is_past_date(std::string_view date, instant now);

using detail::lower;
/// `.pdf` of `Contract.PDF`; empty when there is none.
std::string extension_of(std::string const& filename);

/// A CPF: whether it has the punctuated form, and whether its check digits are right.
bool is_cpf_form(std::string_view text);
bool cpf_digits_fit(std::string const& text);

bool is_blank(std::string_view text);
using text::characters_in;

} // namespace sandbox
RUBRICA_END_NAMESPACE
