#pragma once

#include <rubrica/core/personal.hpp>
#include <rubrica/core/timestamp.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// What was found out about one signature of a PDF. None of them says whether a signature is valid in law.
enum class signature_verdict {
  valid,                 ///< nothing that it covers was changed, and its certificate is trusted and has not expired
  valid_when_signed,     ///< the same, but the certificate has expired since, as ClickSign's stamp does after 12 months
  unchecked,             ///< nothing was changed, but the trust store is empty: anybody may have signed
  untrusted,             ///< nothing was changed, but the certificate does not lead to a trusted one, or is not for signing
  not_valid_when_signed, ///< the same, but a certificate had expired, or was not valid yet, when it was signed
  weak,                  ///< it fits, but is made with MD5, SHA-1 or a short key: somebody could have forged it
  altered,               ///< what it covers, or the signature itself, was changed after it was signed
  broken,                ///< it is not in the form that a signature must have, so it proves nothing; `reason` says more
  unsupported,           ///< a kind of signature, or an algorithm, that rubrica does not check
};

/// The enumerator's own name: `valid_when_signed`.
RUBRICA_EXPORT std::string_view to_string(signature_verdict value);

/// `valid` or `valid_when_signed`.
RUBRICA_EXPORT bool holds(signature_verdict value);

enum class signature_kind {
  signature,           ///< of a person or a company
  document_time_stamp, ///< of a time-stamp authority (`ETSI.RFC3161`): the file existed at that time
};

/// The enumerator's own name.
RUBRICA_EXPORT std::string_view to_string(signature_kind value);

/// Who says when it was signed. Whoever signs can write any time into the first two.
enum class time_source {
  none,             ///< nobody: its certificate was checked at the time of the call
  dictionary,       ///< the entry `/M` of the PDF
  signed_attribute, ///< the attribute `signingTime` of the signature
  time_stamp,       ///< a time-stamp authority of the trust store
};

/// The enumerator's own name.
RUBRICA_EXPORT std::string_view to_string(time_source value);

/// The certificate of whoever signed, as it was found in the file. All of it is only a claim until the verdict is a good one.
struct signer_certificate {
  personal subject{};          ///< the whole name, as in RFC 2253; at ICP-Brasil it contains name and CPF
  personal common_name{};      ///< the part CN of it; at ICP-Brasil `NAME:CPF`
  std::string issuer{};        ///< the name of the authority, as in RFC 2253
  std::string serial_number{}; ///< hexadecimal, lower case
  std::string fingerprint{};   ///< SHA-256 of the certificate: 64 digits, lower case
  instant not_before{};
  instant not_after{};
  personal cpf{};     ///< 11 digits of a person's certificate of ICP-Brasil (OID 2.16.76.1.3.1); empty: not there
  std::string cnpj{}; ///< 14 digits of a company's (OID 2.16.76.1.3.3); empty: not there
};

/// One signature of a PDF.
struct pdf_signature {
  signature_kind kind = signature_kind::signature;
  signature_verdict verdict = signature_verdict::broken;
  std::string reason{};             ///< a sentence about a verdict that is not a good one; without values of the file
  signer_certificate certificate{}; ///< empty when the signature cannot be read
  std::optional<instant> signed_at{};
  time_source signed_at_by = time_source::none;
  std::string digest{};          ///< `sha256`, `sha384`, `sha1` …
  std::string subfilter{};       ///< as the file says: `adbe.pkcs7.detached`, `ETSI.CAdES.detached` …
  std::uint64_t covered_end = 0; ///< it covers the bytes before this one, but not itself; 0 when it is `broken`
  std::uint64_t appended = 0;    ///< how many bytes follow: it says nothing about them, and they may change what a reader shows
};

} // namespace signing
RUBRICA_END_NAMESPACE
