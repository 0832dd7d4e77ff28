#pragma once

#include <rubrica/core/timestamp.hpp>

#include <optional>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// A moment as PDFs write it, `D:20261129105900-03'00'`, with at least the minute; without an offset it is in UTC.
std::optional<instant> read_pdf_time(std::string_view text);

} // namespace signing
RUBRICA_END_NAMESPACE
