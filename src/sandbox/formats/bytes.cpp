#include "sandbox/formats/bytes.hpp"

#include "crypto/base64.hpp"
#include "sandbox/formats/text.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <cstdint>
#include <stdexcept>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

using digest = std::array<unsigned char, EVP_MAX_MD_SIZE>;

unsigned char const* raw(std::string_view text) {
  return reinterpret_cast<unsigned char const*>(text.data());
}

std::string to_hex(digest const& bytes, unsigned length) {
  constexpr char digits[] = "0123456789abcdef";
  std::string text;
  for (unsigned i = 0; i < length; ++i) {
    text += digits[bytes[i] >> 4];
    text += digits[bytes[i] & 15];
  }
  return text;
}

} // namespace

std::string hmac_hex(std::string_view key, std::string_view message) {
  digest out{};
  unsigned length = 0;
  // A null key would mean "the previous key" to OpenSSL.
  std::string_view const usable = key.data() == nullptr ? std::string_view("") : key;
  if (HMAC(EVP_sha256(), usable.data(), static_cast<int>(usable.size()), raw(message), message.size(), out.data(), &length) ==
      nullptr) {
    throw std::runtime_error("HMAC-SHA256 is not available");
  }
  return to_hex(out, length);
}

std::string sha256_hex(std::string_view message) {
  digest out{};
  unsigned length = 0;
  if (EVP_Digest(message.data(), message.size(), out.data(), &length, EVP_sha256(), nullptr) != 1) {
    throw std::runtime_error("SHA-256 is not available");
  }
  return to_hex(out, length);
}

std::optional<data_uri> read_data_uri(std::string_view text) {
  constexpr std::string_view scheme = "data:";
  constexpr std::string_view marker = ";base64,";
  if (text.substr(0, scheme.size()) != scheme) return std::nullopt;
  // The media type is short; this avoids searching megabytes of a malformed upload.
  auto const end = text.substr(0, 256).find(marker);
  if (end == std::string_view::npos || end == scheme.size()) return std::nullopt;
  std::string_view const type = text.substr(scheme.size(), end - scheme.size());
  if (type.find('/') == std::string_view::npos) return std::nullopt;
  auto bytes = detail::decode_base64(text.substr(end + marker.size()));
  if (!bytes) return std::nullopt;
  return data_uri{lower(std::string(type.substr(0, type.find(';')))), *std::move(bytes)};
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
