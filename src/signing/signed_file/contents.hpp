#pragma once

#include "signing/signed_file/byte_source.hpp"
#include "signing/signed_file/signature_dictionary.hpp"

#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// What a signature's `Contents` holds: one value of ASN.1, and zeros after it.
struct signature_contents {
  std::string der{};
  std::string_view flaw{}; ///< empty: it is complete, and nothing else stands in `Contents`
};

signature_contents read_contents(byte_source& source, signature_dictionary const& of);

} // namespace signing
RUBRICA_END_NAMESPACE
