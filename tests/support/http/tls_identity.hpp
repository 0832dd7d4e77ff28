#pragma once

#include <openssl/types.h>

#include <memory>
#include <string>

namespace rubrica_test {

struct tls_free {
  void operator()(X509* value) const;
  void operator()(EVP_PKEY* value) const;
  void operator()(SSL_CTX* value) const;
};
using certificate_ptr = std::unique_ptr<X509, tls_free>;
using key_ptr = std::unique_ptr<EVP_PKEY, tls_free>;
using tls_context_ptr = std::unique_ptr<SSL_CTX, tls_free>;

/// A certificate authority for one test; the file with its certificate is removed with it.
class test_authority {
public:
  test_authority();
  ~test_authority();
  test_authority(test_authority const&) = delete;
  test_authority& operator=(test_authority const&) = delete;

  [[nodiscard]] std::string const& file() const noexcept { return file_; }
  /// A server's context with a certificate of this authority for names such as `IP:127.0.0.1,DNS:localhost`.
  [[nodiscard]] tls_context_ptr server(std::string const& names = "IP:127.0.0.1,DNS:localhost") const;
  /// The same with an expired certificate.
  [[nodiscard]] tls_context_ptr expired_server() const;

private:
  [[nodiscard]] tls_context_ptr server_until(long seconds_from_now, std::string const& names) const;

  key_ptr key_;
  certificate_ptr certificate_;
  std::string file_;
};

/// A server's context with a self-signed certificate.
tls_context_ptr self_signed_server();
/// Makes a context speak TLS 1.1 and nothing newer.
void only_tls_1_1(SSL_CTX* context);

} // namespace rubrica_test
