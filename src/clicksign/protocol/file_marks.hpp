#pragma once

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

} // namespace clicksign
RUBRICA_END_NAMESPACE
