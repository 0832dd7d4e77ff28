#include "signing/signed_file/certificate_chain.hpp"

#include "signing/signed_file/certificate.hpp"

#include <algorithm>
#include <ctime>
#include <new>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

/// 112 bits: RSA of 2048 bits, curves of 224, SHA-2.
constexpr int strong_enough = 2;
constexpr int longest_chain = 10;

chain_finding refused(int error) {
  switch (error) {
  case X509_V_ERR_CERT_HAS_EXPIRED:
    return {signature_verdict::not_valid_when_signed, "a certificate had expired when it was signed", {}};
  case X509_V_ERR_CERT_NOT_YET_VALID:
    return {signature_verdict::not_valid_when_signed, "a certificate was not valid yet when it was signed", {}};
  case X509_V_ERR_EE_KEY_TOO_SMALL:
  case X509_V_ERR_CA_KEY_TOO_SMALL: return {signature_verdict::weak, "the key of a certificate is too short", {}};
  case X509_V_ERR_CA_MD_TOO_WEAK: return {signature_verdict::weak, "a certificate was signed with MD5 or SHA-1", {}};
  case X509_V_ERR_OUT_OF_MEM: throw std::bad_alloc();
  case X509_V_ERR_INVALID_PURPOSE:
    return {signature_verdict::untrusted, "a certificate is not made for what it was used for", {}};
  case X509_V_ERR_CERT_SIGNATURE_FAILURE:
    return {signature_verdict::untrusted, "a certificate was not signed by the authority that it names", {}};
  default: return {signature_verdict::untrusted, "its certificate does not lead to a trusted one", {}};
  }
}

bool expired_before(STACK_OF(X509) * chain, instant now) {
  for (int i = 0; i < sk_X509_num(chain); ++i) {
    if (instant_of(X509_get0_notAfter(sk_X509_value(chain, i))).value_or(instant()) < now) return true;
  }
  return false;
}

} // namespace

chain_finding check_chain(X509* certificate, STACK_OF(X509) * others, trust_store const& trusted, certificate_use use,
                          instant signed_at, instant now) {
  if (trusted.empty())
    return {signature_verdict::unchecked, "there are no trusted certificates to compare its certificate with", {}};
  openssl_ptr<X509_STORE_CTX> const context(X509_STORE_CTX_new());
  if (context == nullptr || X509_STORE_CTX_init(context.get(), trusted.certificates()->store.get(), certificate, others) != 1) {
    throw std::bad_alloc();
  }
  X509_VERIFY_PARAM* const with = X509_STORE_CTX_get0_param(context.get());
  // A claimed time may lie in the future; the certificate must be valid at a time that has come.
  auto const at = std::chrono::floor<std::chrono::seconds>(std::min(signed_at, now));
  X509_VERIFY_PARAM_set_time(with, static_cast<std::time_t>(at.time_since_epoch().count()));
  X509_VERIFY_PARAM_set_auth_level(with, strong_enough);
  X509_VERIFY_PARAM_set_depth(with, longest_chain);
  // A listed certificate is trusted by itself, whether or not it is a root.
  X509_VERIFY_PARAM_set_flags(with, X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_TRUSTED_FIRST);
  if (use == certificate_use::time_stamp) X509_VERIFY_PARAM_set_purpose(with, X509_PURPOSE_TIMESTAMP_SIGN);
  if (X509_verify_cert(context.get()) != 1) return refused(X509_STORE_CTX_get_error(context.get()));
  if (use == certificate_use::document && !may_sign_documents(certificate)) return refused(X509_V_ERR_INVALID_PURPOSE);
  x509_list chain(X509_STORE_CTX_get1_chain(context.get()));
  if (chain == nullptr) throw std::bad_alloc();
  bool const expired = expired_before(chain.get(), now);
  return {expired ? signature_verdict::valid_when_signed : signature_verdict::valid, {}, std::move(chain)};
}

} // namespace signing
RUBRICA_END_NAMESPACE
