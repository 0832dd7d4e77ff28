#pragma once

#include <rubrica/core/export.hpp>

#include <array>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

using digest = std::array<unsigned char, 32>;

/// HMAC-SHA256 of the bytes. Allocates nothing of its own; false when the cryptographic library fails.
bool hmac_sha256(std::string_view key, std::string_view bytes, digest& out) noexcept;

/// SHA-256 of the bytes; false when the cryptographic library fails.
bool sha256(std::string_view bytes, digest& out) noexcept;

/// 64 lower-case hexadecimal digits.
std::string hex(digest const& value);

/// SHA-256 of the bytes as 64 digits; empty when the cryptographic library fails.
std::string sha256_hex(std::string_view bytes);

} // namespace detail
RUBRICA_END_NAMESPACE
