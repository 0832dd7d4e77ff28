#pragma once

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <string>
#include <string_view>

namespace rubrica_test {

/// What ClickSign would put into `Content-Hmac`, computed by another interface of OpenSSL than the library uses. Empty, and so
/// never right, when OpenSSL fails.
inline std::string content_hmac(std::string_view key, std::string_view body) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned length = 0;
  if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<unsigned char const*>(body.data()),
           body.size(), digest, &length) == nullptr) {
    return {};
  }
  std::string text = "sha256=";
  for (unsigned i = 0; i < length; ++i) {
    text += "0123456789abcdef"[digest[i] >> 4];
    text += "0123456789abcdef"[digest[i] & 15];
  }
  return text;
}

} // namespace rubrica_test
