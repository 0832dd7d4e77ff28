#include "crypto/hmac.hpp"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <memory>

RUBRICA_BEGIN_NAMESPACE
namespace detail {
namespace {

struct mac_context {
  mac_context() {
    std::unique_ptr<EVP_MAC, decltype(&EVP_MAC_free)> const mac(EVP_MAC_fetch(nullptr, "HMAC", nullptr), &EVP_MAC_free);
    if (mac == nullptr) return;
    context = EVP_MAC_CTX_new(mac.get());
    char name[] = "SHA256";
    OSSL_PARAM const parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, 0),
                                     OSSL_PARAM_construct_end()};
    if (context != nullptr && EVP_MAC_CTX_set_params(context, parameters) != 1) release();
  }
  ~mac_context() { release(); }
  mac_context(mac_context const&) = delete;
  mac_context& operator=(mac_context const&) = delete;

  void release() {
    EVP_MAC_CTX_free(context);
    context = nullptr;
  }

  EVP_MAC_CTX* context = nullptr;
};

} // namespace

bool hmac_sha256(std::string_view key, std::string_view bytes, digest& out) noexcept {
  // Fetching the algorithm costs more than hashing a callback, so each thread keeps one context.
  thread_local mac_context mac;
  static constexpr unsigned char no_key[1] = {0}; // a null pointer would mean "the previous key"
  auto const* key_bytes = key.empty() ? no_key : reinterpret_cast<unsigned char const*>(key.data());
  std::size_t length = 0;
  return mac.context != nullptr && EVP_MAC_init(mac.context, key_bytes, key.size(), nullptr) == 1 &&
         EVP_MAC_update(mac.context, reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size()) == 1 &&
         EVP_MAC_final(mac.context, out.data(), &length, out.size()) == 1 && length == out.size();
}

bool sha256(std::string_view bytes, digest& out) noexcept {
  return EVP_Digest(bytes.data(), bytes.size(), out.data(), nullptr, EVP_sha256(), nullptr) == 1;
}

std::string hex(digest const& value) {
  constexpr char digits[] = "0123456789abcdef";
  std::string text;
  text.reserve(value.size() * 2);
  for (unsigned char byte : value) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

std::string sha256_hex(std::string_view bytes) {
  digest value{};
  return sha256(bytes, value) ? hex(value) : std::string();
}

} // namespace detail
RUBRICA_END_NAMESPACE
