#include "support/http/tls_identity.hpp"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

namespace rubrica_test {
namespace {

void need(bool fine) {
  if (!fine) throw std::runtime_error("OpenSSL could not make the test's certificate");
}

void extend(X509* certificate, X509* issuer, int what, std::string const& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, what, value.c_str());
  need(extension != nullptr);
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

// `issuer` is null for a self-signed certificate.
certificate_ptr make_certificate(EVP_PKEY* key, std::string const& names, X509* issuer, EVP_PKEY* issuer_key,
                                 long seconds_from_now = 3600) {
  static std::atomic<long> serial{1};
  certificate_ptr certificate(X509_new());
  X509_set_version(certificate.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial++);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -7200);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), seconds_from_now);
  auto const* common_name = reinterpret_cast<unsigned char const*>(names.empty() ? "rubrica test CA" : "rubrica test");
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_ASC, common_name, -1, -1, 0);
  X509* const signer = issuer == nullptr ? certificate.get() : issuer;
  X509_set_issuer_name(certificate.get(), X509_get_subject_name(signer));
  X509_set_pubkey(certificate.get(), key);
  extend(certificate.get(), signer, NID_basic_constraints, names.empty() ? "critical,CA:TRUE" : "CA:FALSE");
  if (!names.empty()) extend(certificate.get(), signer, NID_subject_alt_name, names);
  need(X509_sign(certificate.get(), issuer == nullptr ? key : issuer_key, EVP_sha256()) > 0);
  return certificate;
}

tls_context_ptr make_context(X509* certificate, EVP_PKEY* key) {
  tls_context_ptr context(SSL_CTX_new(TLS_server_method()));
  need(SSL_CTX_use_certificate(context.get(), certificate) == 1 && SSL_CTX_use_PrivateKey(context.get(), key) == 1);
  return context;
}

} // namespace

void tls_free::operator()(X509* value) const {
  X509_free(value);
}
void tls_free::operator()(EVP_PKEY* value) const {
  EVP_PKEY_free(value);
}
void tls_free::operator()(SSL_CTX* value) const {
  SSL_CTX_free(value);
}

test_authority::test_authority() : key_(EVP_EC_gen("P-256")), file_("/tmp/rubrica-test-ca-XXXXXX") {
  certificate_ = make_certificate(key_.get(), {}, nullptr, nullptr);
  FILE* const out = fdopen(mkstemp(file_.data()), "w");
  need(out != nullptr && PEM_write_X509(out, certificate_.get()) == 1);
  std::fclose(out);
}

test_authority::~test_authority() {
  unlink(file_.c_str());
}

tls_context_ptr test_authority::server_until(long seconds_from_now, std::string const& names) const {
  key_ptr const key(EVP_EC_gen("P-256"));
  auto const certificate = make_certificate(key.get(), names, certificate_.get(), key_.get(), seconds_from_now);
  return make_context(certificate.get(), key.get());
}

tls_context_ptr test_authority::server(std::string const& names) const {
  return server_until(3600, names);
}

tls_context_ptr test_authority::expired_server() const {
  return server_until(-60, "IP:127.0.0.1");
}

tls_context_ptr self_signed_server() {
  key_ptr const key(EVP_EC_gen("P-256"));
  return make_context(make_certificate(key.get(), "IP:127.0.0.1", nullptr, nullptr).get(), key.get());
}

void only_tls_1_1(SSL_CTX* context) {
  // OpenSSL 3 has no TLS 1.1 above this level.
  need(SSL_CTX_set_cipher_list(context, "ALL:@SECLEVEL=0") == 1);
  need(SSL_CTX_set_min_proto_version(context, TLS1_1_VERSION) == 1);
  need(SSL_CTX_set_max_proto_version(context, TLS1_1_VERSION) == 1);
}

} // namespace rubrica_test
