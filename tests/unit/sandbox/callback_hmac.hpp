#pragma once

#include <openssl/hmac.h>

#include <string>

namespace fixture {

/// What a receiver computes itself, to compare with `Content-Hmac`: in hexadecimal, without `sha256=`.
inline std::string hmac(std::string const& key, std::string const& message) {
  unsigned char out[32];
  unsigned length = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<unsigned char const*>(message.data()),
       message.size(), out, &length);
  std::string text;
  for (unsigned char byte : out) {
    text += "0123456789abcdef"[byte >> 4];
    text += "0123456789abcdef"[byte & 15];
  }
  return text;
}

} // namespace fixture
