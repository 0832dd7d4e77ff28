#pragma once

#include "signing/signed_file/byte_source.hpp"
#include "signing/signed_file/openssl_handles.hpp"

#include <cstdint>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// The bytes that a signature covers: all before `end` but its hole.
struct covered_range {
  std::uint64_t hole_begin = 0;
  std::uint64_t hole_end = 0;
  std::uint64_t end = 0;
  EVP_MD const* algorithm = nullptr;
  std::string digest{}; ///< filled by `digest_ranges`; empty when OpenSSL cannot compute it
};

/// Computes the digest of each range. They must be in the order of the file, and each must end before the hole of the next one
/// begins; then each byte is digested twice at most for each algorithm, whatever the number of ranges.
void digest_ranges(byte_source& source, std::vector<covered_range>& ranges);

} // namespace signing
RUBRICA_END_NAMESPACE
