#include "signing/signed_file/cms_form.hpp"

#include <openssl/pkcs7.h>

#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

int nid_of(X509_ALGOR const* algorithm) {
  ASN1_OBJECT const* oid = nullptr;
  X509_ALGOR_get0(&oid, nullptr, nullptr, algorithm);
  return OBJ_obj2nid(oid);
}

/// Programs write NULL where nothing is to be said, or leave it out.
bool has_no_parameters(X509_ALGOR const* algorithm) {
  int type = V_ASN1_UNDEF;
  X509_ALGOR_get0(nullptr, &type, nullptr, algorithm);
  return type == V_ASN1_UNDEF || type == V_ASN1_NULL;
}

/// Whether the signature algorithm is one of the signer's key, and of the digest where it names one.
bool algorithms_agree(cms_message const& message) {
  EVP_PKEY* key = nullptr;
  X509_ALGOR* digest = nullptr;
  X509_ALGOR* signature = nullptr;
  CMS_SignerInfo_get0_algs(message.signer, &key, nullptr, &digest, &signature);
  int const key_type = EVP_PKEY_get_base_id(key);
  int const named = nid_of(signature);
  if (!has_no_parameters(digest) || (named != NID_rsassaPss && !has_no_parameters(signature))) return false;
  int named_digest = NID_undef;
  int named_key = NID_undef;
  if (OBJ_find_sigid_algs(named, &named_digest, &named_key) != 1) return named == key_type; // `rsaEncryption`
  bool const same_key = named_key == key_type || (named_key == NID_rsassaPss && key_type == EVP_PKEY_RSA);
  return same_key && (named_digest == NID_undef || named_digest == nid_of(digest));
}

struct pkcs7_free {
  void operator()(PKCS7* one) const { PKCS7_free(one); }
};

/// The versions that chapter 5 of RFC 5652 asks for, and a list of digests with the signer's in it. PKCS #7 is what CMS began as:
/// OpenSSL shows these fields of it only. Messages with what it does not know (other kinds of certificates and revocation lists)
/// are not looked at.
bool versions_fit(cms_message const& message, std::string_view der) {
  auto const* bytes = reinterpret_cast<unsigned char const*>(der.data());
  std::unique_ptr<PKCS7, pkcs7_free> const whole(d2i_PKCS7(nullptr, &bytes, static_cast<long>(der.size())));
  if (whole == nullptr || PKCS7_type_is_signed(whole.get()) == 0 || whole->d.sign == nullptr) return true;
  PKCS7_SIGNED const& data = *whole->d.sign;
  bool const is_data = OBJ_obj2nid(CMS_get0_eContentType(message.whole.get())) == NID_pkcs7_data;
  PKCS7_SIGNER_INFO const* const signer = sk_PKCS7_SIGNER_INFO_value(data.signer_info, 0);
  if (signer == nullptr || ASN1_INTEGER_get(signer->version) != 1) return false;
  if (ASN1_INTEGER_get(data.version) != (is_data ? 1 : 3)) return false;
  for (int i = 0; i < sk_X509_ALGOR_num(data.md_algs); ++i) {
    X509_ALGOR const* const listed = sk_X509_ALGOR_value(data.md_algs, i);
    if (nid_of(listed) == nid_of(signer->digest_alg)) return has_no_parameters(listed);
  }
  return false;
}

std::string encoded(X509_NAME const* name) {
  unsigned char* bytes = nullptr;
  int const size = i2d_X509_NAME(name, &bytes);
  std::string out(reinterpret_cast<char const*>(bytes), static_cast<std::size_t>(size > 0 ? size : 0));
  OPENSSL_free(bytes);
  return out;
}

/// OpenSSL finds the certificate by the issuer's name in any case of its letters.
bool names_issuer(cms_message const& message) {
  X509_NAME* issuer = nullptr;
  CMS_SignerInfo_get0_signer_id(message.signer, nullptr, &issuer, nullptr);
  return issuer == nullptr || encoded(issuer) == encoded(X509_get_issuer_name(message.certificate));
}

} // namespace

std::string_view flaw_of_form(cms_message const& message, std::string_view der) {
  if (!algorithms_agree(message)) return "the algorithms of the signature contradict each other";
  if (!names_issuer(message)) return "the signature names another issuer than its certificate";
  if (!versions_fit(message, der)) return "the message of the signature contradicts itself";
  return {};
}

} // namespace signing
RUBRICA_END_NAMESPACE
