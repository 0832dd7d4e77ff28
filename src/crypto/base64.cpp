#include "crypto/base64.hpp"

#include <openssl/evp.h>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

std::size_t encode_base64(char* out, std::string_view bytes) {
  int const written = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out), reinterpret_cast<unsigned char const*>(bytes.data()),
                                      static_cast<int>(bytes.size()));
  return static_cast<std::size_t>(written);
}

void append_base64(std::string& out, std::string_view bytes) {
  std::size_t const before = out.size();
  out.resize(before + base64_length(bytes.size()) + 1);
  out.resize(before + encode_base64(out.data() + before, bytes));
}

} // namespace detail
RUBRICA_END_NAMESPACE
