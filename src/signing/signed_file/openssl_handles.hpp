#pragma once

#include <rubrica/core/export.hpp>

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/ess.h>
#include <openssl/evp.h>
#include <openssl/ts.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include <memory>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

struct openssl_free {
  void operator()(ASN1_OBJECT* one) const { ASN1_OBJECT_free(one); }
  void operator()(BIGNUM* one) const { BN_free(one); }
  void operator()(BIO* one) const { BIO_free_all(one); }
  void operator()(CMS_ContentInfo* one) const { CMS_ContentInfo_free(one); }
  void operator()(ESS_SIGNING_CERT* one) const { ESS_SIGNING_CERT_free(one); }
  void operator()(ESS_SIGNING_CERT_V2* one) const { ESS_SIGNING_CERT_V2_free(one); }
  void operator()(EVP_MD_CTX* one) const { EVP_MD_CTX_free(one); }
  void operator()(EXTENDED_KEY_USAGE* one) const { sk_ASN1_OBJECT_pop_free(one, ASN1_OBJECT_free); }
  void operator()(GENERAL_NAMES* one) const { GENERAL_NAMES_free(one); }
  void operator()(STACK_OF(X509) * one) const { sk_X509_pop_free(one, X509_free); }
  void operator()(TS_TST_INFO* one) const { TS_TST_INFO_free(one); }
  void operator()(X509* one) const { X509_free(one); }
  void operator()(X509_STORE* one) const { X509_STORE_free(one); }
  void operator()(X509_STORE_CTX* one) const { X509_STORE_CTX_free(one); }
};

template <class T> using openssl_ptr = std::unique_ptr<T, openssl_free>;

using x509_list = openssl_ptr<STACK_OF(X509)>;

/// OpenSSL's errors of its lifetime are not left for the next caller of OpenSSL on this thread.
class quiet_errors {
public:
  quiet_errors() { ERR_set_mark(); }
  ~quiet_errors() { ERR_pop_to_mark(); }
  quiet_errors(quiet_errors const&) = delete;
  quiet_errors& operator=(quiet_errors const&) = delete;
};

} // namespace signing
RUBRICA_END_NAMESPACE
