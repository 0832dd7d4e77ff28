#include <rubrica/core/secret.hpp>

#include <openssl/crypto.h>

#include <cstring>
#include <utility>

RUBRICA_BEGIN_NAMESPACE

secret::secret(std::string_view text) : bytes_(text.empty() ? nullptr : new char[text.size()]), size_(text.size()) {
  if (bytes_ != nullptr) std::memcpy(bytes_, text.data(), size_);
}

secret::secret(const char* text) : secret(text == nullptr ? std::string_view() : std::string_view(text)) {}

secret::secret(secret const& other) : secret(other.reveal()) {}

secret::secret(secret&& other) noexcept : bytes_(std::exchange(other.bytes_, nullptr)), size_(std::exchange(other.size_, 0)) {}

secret& secret::operator=(secret other) noexcept {
  std::swap(bytes_, other.bytes_);
  std::swap(size_, other.size_);
  return *this;
}

secret::~secret() {
  if (bytes_ != nullptr) OPENSSL_cleanse(bytes_, size_);
  delete[] bytes_;
}

bool constant_time_equal(std::string_view a, std::string_view b) noexcept {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

RUBRICA_END_NAMESPACE
