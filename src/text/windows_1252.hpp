#pragma once

#include <rubrica/core/export.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// The character of a byte in Windows-1252; its five unused bytes stay what they are in ISO-8859-1.
constexpr char32_t in_windows_1252(unsigned char byte) noexcept {
  constexpr char32_t above[] = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
                                0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
  return byte >= 0x80 && byte < 0xA0 ? above[byte - 0x80] : byte;
}

} // namespace detail
RUBRICA_END_NAMESPACE
