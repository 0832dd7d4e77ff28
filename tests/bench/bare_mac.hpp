#pragma once

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <string>
#include <string_view>

namespace rubrica_bench {

/// The baseline of a verification: OpenSSL's fastest documented way, one context that keeps its key from message to message.
class bare_mac {
public:
  explicit bare_mac(std::string_view key) {
    char name[] = "SHA256";
    OSSL_PARAM const parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, 0),
                                     OSSL_PARAM_construct_end()};
    EVP_MAC_init(context_, reinterpret_cast<unsigned char const*>(key.data()), key.size(), parameters);
  }
  ~bare_mac() {
    EVP_MAC_CTX_free(context_);
    EVP_MAC_free(mac_);
  }
  bare_mac(bare_mac const&) = delete;
  bare_mac& operator=(bare_mac const&) = delete;

  /// Whether the header's digits are those of the body.
  bool verify(std::string_view body, std::string_view header) {
    unsigned char expected[32];
    std::size_t length = 0;
    EVP_MAC_init(context_, nullptr, 0, nullptr);
    EVP_MAC_update(context_, reinterpret_cast<unsigned char const*>(body.data()), body.size());
    EVP_MAC_final(context_, expected, &length, sizeof expected);
    unsigned char claimed[32];
    for (std::size_t i = 0; i < sizeof claimed; ++i) {
      claimed[i] = static_cast<unsigned char>(digit(header[7 + 2 * i]) << 4 | digit(header[8 + 2 * i]));
    }
    return CRYPTO_memcmp(claimed, expected, sizeof expected) == 0;
  }

private:
  static int digit(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

  EVP_MAC* mac_ = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  EVP_MAC_CTX* context_ = EVP_MAC_CTX_new(mac_);
};

} // namespace rubrica_bench
