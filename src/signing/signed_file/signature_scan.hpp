#pragma once

#include "signing/signed_file/byte_source.hpp"
#include "signing/signed_file/signature_dictionary.hpp"

#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

struct signature_scan {
  std::vector<signature_dictionary> found{}; ///< in the order of their `Contents`; at most one more than `most`
  bool speaks_of_signatures = false;         ///< fields or flags of signatures were seen
  bool incomplete = false;                   ///< a part could not be read as PDF: signatures may be in it
};

/// Every dictionary of the file that has a `ByteRange`, whether or not a reader would find it by the tables of the file.
///
/// The bytes of streams are left out. Nothing is lost by that: the signature of an object in a compressed stream cannot lie in the
/// hole of a `ByteRange`, so ISO 32000 has none there, and a PDF attached to the file has its own offsets.
signature_scan find_signatures(byte_source& source, std::size_t most);

} // namespace signing
RUBRICA_END_NAMESPACE
