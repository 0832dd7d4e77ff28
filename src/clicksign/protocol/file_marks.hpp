#pragma once

#include "text/ascii.hpp"

#include <rubrica/core/export.hpp>

#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

// The first bytes of file formats, for checking files to upload and downloaded ones.

inline constexpr std::string_view pdf_mark = "%PDF";
inline constexpr std::string_view zip_mark = "PK\x03\x04";
inline constexpr std::string_view empty_zip_mark = "PK\x05\x06";
/// Word before 2007, and encrypted files of newer versions
inline constexpr std::string_view compound_mark = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
inline constexpr std::string_view rtf_mark = "{\\rtf";

/// Whether a web page or XML begins here: what a captive portal, a proxy or the storage itself says in place of a file.
constexpr bool is_markup(std::string_view beginning) noexcept {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (detail::begins_with(beginning, byte_order_mark)) beginning.remove_prefix(byte_order_mark.size());
  return detail::begins_with(detail::trimmed(beginning), "<");
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
