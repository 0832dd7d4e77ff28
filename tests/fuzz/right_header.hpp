#pragma once

#include "property.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace rubrica_fuzz {

/// The right value of ClickSign's header Content-Hmac, computed with another interface of OpenSSL than the library uses.
inline std::string right_header(std::string_view key, std::string_view body) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned length = 0;
  require(HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<unsigned char const*>(body.data()),
               body.size(), digest, &length) != nullptr,
          "OpenSSL computes an HMAC");
  std::string text = "sha256=";
  for (unsigned i = 0; i < length; ++i) {
    char digits[3];
    std::snprintf(digits, sizeof digits, "%02x", digest[i]);
    text += digits;
  }
  return text;
}

} // namespace rubrica_fuzz
