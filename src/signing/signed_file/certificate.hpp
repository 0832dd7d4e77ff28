#pragma once

#include "signing/signed_file/openssl_handles.hpp"

#include <rubrica/signing/pdf_signature.hpp>

#include <optional>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

signer_certificate describe_certificate(X509* certificate);

/// Whether its extensions allow it to sign documents.
bool may_sign_documents(X509* certificate);

std::optional<instant> instant_of(ASN1_TIME const* time);

} // namespace signing
RUBRICA_END_NAMESPACE
