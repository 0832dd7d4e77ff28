#pragma once

#include "signing/signed_file/openssl_handles.hpp"

#include <rubrica/signing/pdf_signature.hpp>
#include <rubrica/signing/trust_store.hpp>

#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// What a `trust_store` holds.
struct trusted_certificates {
  openssl_ptr<X509_STORE> store;
  std::size_t count = 0;
};

enum class certificate_use { document, time_stamp };

struct chain_finding {
  signature_verdict verdict = signature_verdict::unchecked;
  std::string_view reason{};
  x509_list certificates{}; ///< from the signer's to the trusted one; null when it was not found
};

/// Whether the certificate leads to a trusted one, with the help of others from the file, and was valid at the time of signing.
chain_finding check_chain(X509* certificate, STACK_OF(X509) * others, trust_store const& trusted, certificate_use use,
                          instant signed_at, instant now);

} // namespace signing
RUBRICA_END_NAMESPACE
