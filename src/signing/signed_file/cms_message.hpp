#pragma once

#include "signing/signed_file/openssl_handles.hpp"

#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// A signed message of CMS (RFC 5652) with one signer.
struct cms_message {
  openssl_ptr<CMS_ContentInfo> whole{};
  CMS_SignerInfo* signer = nullptr;
  X509* certificate = nullptr;    ///< the signer's
  x509_list certificates{};       ///< all that it carries
  EVP_MD const* digest = nullptr; ///< the digest algorithm; null when it is not one of those that are checked
  std::string message_digest{};   ///< the digest that was signed
  std::string_view flaw{};        ///< it is not in the form that it must have
  std::string_view unsupported{}; ///< it is in a form that is not checked
};

/// Reads it; it has a signer and a certificate unless it has a `flaw` or is `unsupported`.
cms_message read_cms(std::string_view der);

/// Whether the signer's key made the signature over its signed attributes, among them `message_digest`.
bool signature_fits(cms_message const& message);

/// The content that the message carries; empty when it is detached.
std::string_view content_of(cms_message const& message);

/// Whether the attribute `signingCertificate` or `signingCertificateV2`, where there is one, names the first of these certificates.
bool names_certificate(cms_message const& message, STACK_OF(X509) * chain);

/// Whether the digest is one that can be forged.
bool is_weak(EVP_MD const* digest);

/// The digest of bytes; empty when OpenSSL cannot compute it.
std::string digest_of(std::string_view bytes, EVP_MD const* algorithm);

/// `sha256` and so on.
std::string name_of(EVP_MD const* digest);

/// The digest algorithm of an identifier, null when it is not one of those that are checked.
EVP_MD const* supported_digest(ASN1_OBJECT const* oid);

} // namespace signing
RUBRICA_END_NAMESPACE
