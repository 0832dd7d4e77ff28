#pragma once

#include <rubrica/core/export.hpp>

#include <optional>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// Lower-case hexadecimal HMAC-SHA256.
std::string hmac_hex(std::string_view key, std::string_view message);
/// Lower-case hexadecimal SHA-256.
std::string sha256_hex(std::string_view message);

struct data_uri {
  std::string media_type; ///< without parameters, lower-case
  std::string bytes;
};
/// Reads `data:application/pdf;base64,…`; nothing when it is not complete.
std::optional<data_uri> read_data_uri(std::string_view text);

} // namespace sandbox
RUBRICA_END_NAMESPACE
