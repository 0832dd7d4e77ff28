#pragma once

#include "signing/signed_file/openssl_handles.hpp"

#include <rubrica/signing/pdf_signature.hpp>
#include <rubrica/signing/trust_store.hpp>

#include <optional>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// What a signature's bytes alone say, before the file is looked at.
struct signature_finding {
  pdf_signature signature{};         ///< with everything but its place
  EVP_MD const* algorithm = nullptr; ///< the digest of what it covers must be `digest`; null: the verdict does not depend on it
  std::string digest{};
};

/// A signature in CMS. `dictionary_time` is what the PDF says.
signature_finding check_signature(std::string_view der, std::optional<instant> dictionary_time, trust_store const& trusted,
                                  instant now);

/// A document time stamp of RFC 3161.
signature_finding check_document_time_stamp(std::string_view der, trust_store const& trusted, instant now);

} // namespace signing
RUBRICA_END_NAMESPACE
