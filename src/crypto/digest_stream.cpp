#include "crypto/digest_stream.hpp"

#include "crypto/hmac.hpp"

#include <openssl/evp.h>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

struct digest_stream::state {
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
  bool ready = context != nullptr && EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1;
};

digest_stream::digest_stream() : state_(std::make_shared<state>()) {}

bool digest_stream::add(std::string_view bytes) {
  return state_->ready && EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) == 1;
}

std::string digest_stream::hex() {
  digest value;
  if (!state_->ready || EVP_DigestFinal_ex(state_->context.get(), value.data(), nullptr) != 1) return {};
  return detail::hex(value);
}

} // namespace detail
RUBRICA_END_NAMESPACE
