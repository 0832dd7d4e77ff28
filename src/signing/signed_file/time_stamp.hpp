#pragma once

#include "signing/signed_file/cms_message.hpp"

#include <rubrica/signing/pdf_signature.hpp>
#include <rubrica/signing/trust_store.hpp>

#include <optional>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// What a time stamp (RFC 3161) says.
struct time_stamp {
  cms_message message{};
  signature_verdict verdict = signature_verdict::broken;
  std::string_view reason{};
  std::optional<instant> at{};
  EVP_MD const* algorithm = nullptr; ///< of the digest that it stamps; null when the verdict does not depend on it
  std::string digest{};
};

time_stamp read_time_stamp(std::string_view der, trust_store const& trusted, instant now);

/// The time of a stamp on this signature itself, from an authority that is trusted. Where it has none, or one that is not right,
/// nothing: whoever passes the file on may add or remove it.
std::optional<instant> stamped_time(cms_message const& message, trust_store const& trusted, instant now);

} // namespace signing
RUBRICA_END_NAMESPACE
