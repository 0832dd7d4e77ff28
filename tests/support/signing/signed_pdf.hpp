#pragma once

#include <rubrica/core/timestamp.hpp>

#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

// Authorities, signers and the PDFs that they sign, made with OpenSSL in the test itself.

namespace rubrica_test {

struct identity_free {
  void operator()(X509* one) const { X509_free(one); }
  void operator()(EVP_PKEY* one) const { EVP_PKEY_free(one); }
};

/// A certificate with its key.
struct identity {
  std::shared_ptr<X509> certificate;
  std::shared_ptr<EVP_PKEY> key;

  [[nodiscard]] std::string pem() const;
};

using extensions = std::vector<std::pair<int, std::string>>; ///< by NID, in the spelling of openssl.cnf

struct identity_options {
  std::string name = "Fulana de Teste";
  bool is_authority = false;
  unsigned rsa_bits = 0; ///< 0: an elliptic curve, P-256
  rubrica::instant not_before{};
  rubrica::instant not_after{};
  extensions more{};
  char const* digest = "SHA256"; ///< with which the issuer signs it
};

/// A moment of 2026 as `timestamp` reads it.
rubrica::instant moment(char const* text);

/// `issuer` is null for a certificate that signs itself.
identity make_identity(identity_options const& options, identity const* issuer = nullptr);

struct pdf_signing {
  std::string subfilter = "adbe.pkcs7.detached";
  std::string dictionary_time{};               ///< of `/M`; empty: none
  std::optional<rubrica::instant> signed_at{}; ///< the attribute `signingTime`; nothing: none
  char const* digest = "SHA256";
  bool names_certificate = false; ///< with the attribute signingCertificateV2
  bool pss = false;               ///< RSA with the padding PSS
  bool names_key = false;         ///< the signer is named by the identifier of the key
  bool with_certificate = true;
  std::shared_ptr<EVP_PKEY> signing_key{}; ///< instead of the signer's own
  std::vector<identity> chain{};           ///< certificates to put beside the signer's
  std::size_t gap = 0;                     ///< bytes on both sides of `Contents` that are not covered
  std::size_t hole = 0;                    ///< hexadecimal digits in `Contents`; 0: as many as are needed, and 64 zeros
  /// Changes the message before its attributes are signed.
  std::function<void(CMS_ContentInfo*)> change{};
  /// Writes the message in another way.
  std::function<std::string(std::string const&)> encode{};
  /// Makes a time stamp of the signature, to put beside it.
  std::function<std::string(std::string const&)> stamp{};
};

/// The file with a signature behind it, as a revision of its own.
std::string sign_pdf(std::string const& file, identity const& signer, pdf_signing const& how = {});

/// A revision with this text in its dictionary, `HOLE` in place of `<…>` and `RANGE` in place of the right four numbers, which is
/// signed like another one.
std::string sign_pdf_as(std::string const& file, std::string const& revision, identity const& signer,
                        pdf_signing const& how = {});

/// The same with a document time stamp of that moment.
std::string stamp_pdf(std::string const& file, identity const& authority, rubrica::instant at);

/// A time stamp of RFC 3161 for these bytes.
std::string make_time_stamp(std::string const& bytes, identity const& authority, rubrica::instant at);

} // namespace rubrica_test
