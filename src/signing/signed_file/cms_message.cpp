#include "signing/signed_file/cms_message.hpp"

#include "signing/signed_file/cms_form.hpp"
#include "text/ascii.hpp"

#include <algorithm>
#include <iterator>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

std::string_view bytes_of(ASN1_OCTET_STRING const* text) {
  return {reinterpret_cast<char const*>(ASN1_STRING_get0_data(text)), static_cast<std::size_t>(ASN1_STRING_length(text))};
}

/// The value of an attribute that stands among the signed ones exactly once, with exactly one value.
template <class Value> Value const* signed_attribute(CMS_SignerInfo const* signer, int nid, int type) {
  return static_cast<Value const*>(CMS_signed_get0_data_by_OBJ(signer, OBJ_nid2obj(nid), -3, type));
}

/// A longer key is a stranger's way to keep the caller busy.
constexpr int longest_rsa_key = 8192;

bool is_supported(EVP_PKEY* key) {
  int const type = key == nullptr ? 0 : EVP_PKEY_get_base_id(key);
  if (type == EVP_PKEY_RSA || type == EVP_PKEY_RSA_PSS) return EVP_PKEY_get_bits(key) <= longest_rsa_key;
  return type == EVP_PKEY_EC; // OpenSSL 3.0 knows no Ed25519 in CMS
}

std::string_view flaw_of_attributes(cms_message const& message) {
  auto const* const type = signed_attribute<ASN1_OBJECT>(message.signer, NID_pkcs9_contentType, V_ASN1_OBJECT);
  if (type == nullptr || OBJ_cmp(type, CMS_get0_eContentType(message.whole.get())) != 0) {
    return "the signed attribute contentType is missing, or does not fit";
  }
  auto const* const digest = signed_attribute<ASN1_OCTET_STRING>(message.signer, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING);
  return digest == nullptr ? "the signed attribute messageDigest is missing" : std::string_view();
}

/// A certificate that claims to be the signer's is looked for by issuer and serial number, or by its key's identifier.
void find_certificate(cms_message& message) {
  CMS_set1_signers_certs(message.whole.get(), nullptr, 0);
  EVP_PKEY* key = nullptr;
  X509_ALGOR* digest = nullptr;
  CMS_SignerInfo_get0_algs(message.signer, &key, &message.certificate, &digest, nullptr);
  message.certificates.reset(CMS_get1_certs(message.whole.get()));
  ASN1_OBJECT const* oid = nullptr;
  X509_ALGOR_get0(&oid, nullptr, nullptr, digest);
  message.digest = supported_digest(oid);
  if (message.certificate == nullptr) {
    message.flaw = "the signature lacks the certificate of its signer";
  } else if (!is_supported(key) || message.digest == nullptr) {
    message.unsupported = "its algorithm is not one of those that rubrica checks";
  }
}

} // namespace

cms_message read_cms(std::string_view der) {
  cms_message out;
  auto const* bytes = reinterpret_cast<unsigned char const*>(der.data());
  auto const* const end = bytes + der.size();
  out.whole.reset(d2i_CMS_ContentInfo(nullptr, &bytes, static_cast<long>(der.size())));
  bool const read = out.whole != nullptr && bytes == end && OBJ_obj2nid(CMS_get0_type(out.whole.get())) == NID_pkcs7_signed;
  STACK_OF(CMS_SignerInfo)* const signers = read ? CMS_get0_SignerInfos(out.whole.get()) : nullptr;
  if (sk_CMS_SignerInfo_num(signers) != 1) {
    out.flaw = "Contents is not a signed message of CMS with one signer";
    return out;
  }
  out.signer = sk_CMS_SignerInfo_value(signers, 0);
  // Without them the signature is over the content itself, and signed attributes could be passed off as a content.
  if (CMS_signed_get_attr_count(out.signer) <= 0) {
    out.unsupported = "the signature has no signed attributes";
    return out;
  }
  out.flaw = flaw_of_attributes(out);
  if (!out.flaw.empty()) return out;
  out.message_digest = bytes_of(signed_attribute<ASN1_OCTET_STRING>(out.signer, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING));
  find_certificate(out);
  if (out.flaw.empty() && out.unsupported.empty()) out.flaw = flaw_of_form(out, der);
  return out;
}

bool signature_fits(cms_message const& message) {
  return CMS_SignerInfo_verify(message.signer) == 1;
}

std::string_view content_of(cms_message const& message) {
  ASN1_OCTET_STRING** const content = CMS_get0_content(message.whole.get());
  return content == nullptr || *content == nullptr ? std::string_view() : bytes_of(*content);
}

bool names_certificate(cms_message const& message, STACK_OF(X509) * chain) {
  auto const encoded = [&](int nid) { return signed_attribute<ASN1_STRING>(message.signer, nid, V_ASN1_SEQUENCE); };
  auto const present = [&](int nid) { return CMS_signed_get_attr_by_NID(message.signer, nid, -1) >= 0; };
  openssl_ptr<ESS_SIGNING_CERT> first;
  openssl_ptr<ESS_SIGNING_CERT_V2> second;
  if (ASN1_STRING const* const text = encoded(NID_id_smime_aa_signingCertificate)) {
    auto const* bytes = ASN1_STRING_get0_data(text);
    first.reset(d2i_ESS_SIGNING_CERT(nullptr, &bytes, ASN1_STRING_length(text)));
  }
  if (ASN1_STRING const* const text = encoded(NID_id_smime_aa_signingCertificateV2)) {
    auto const* bytes = ASN1_STRING_get0_data(text);
    second.reset(d2i_ESS_SIGNING_CERT_V2(nullptr, &bytes, ASN1_STRING_length(text)));
  }
  bool const unreadable = (present(NID_id_smime_aa_signingCertificate) && first == nullptr) ||
                          (present(NID_id_smime_aa_signingCertificateV2) && second == nullptr);
  if (unreadable) return false;
  if (first == nullptr && second == nullptr) return true;
  return OSSL_ESS_check_signing_certs(first.get(), second.get(), chain, 1) > 0;
}

bool is_weak(EVP_MD const* digest) {
  return EVP_MD_is_a(digest, "MD5") == 1 || EVP_MD_is_a(digest, "SHA1") == 1;
}

std::string digest_of(std::string_view bytes, EVP_MD const* algorithm) {
  unsigned char out[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), out, &size, algorithm, nullptr) != 1) return {};
  return {reinterpret_cast<char const*>(out), size};
}

std::string name_of(EVP_MD const* digest) {
  return detail::lower(OBJ_nid2sn(EVP_MD_get_type(digest)));
}

EVP_MD const* supported_digest(ASN1_OBJECT const* oid) {
  static constexpr int supported[] = {NID_sha256,   NID_sha384,   NID_sha512, NID_sha3_256,
                                      NID_sha3_384, NID_sha3_512, NID_sha1,   NID_md5};
  int const nid = OBJ_obj2nid(oid);
  bool const known = std::find(std::begin(supported), std::end(supported), nid) != std::end(supported);
  return known ? EVP_get_digestbynid(nid) : nullptr;
}

} // namespace signing
RUBRICA_END_NAMESPACE
