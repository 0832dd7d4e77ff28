#pragma once

#include <rubrica/core/result.hpp>
#include <rubrica/signing/pdf_signature.hpp>
#include <rubrica/signing/trust_store.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// Whether a file is signed at all.
enum class signed_file_state {
  unsigned_file, ///< a PDF without a signature
  signed_file,   ///< at least one signature was found, good or bad
  unreadable,    ///< none was found, but it has fields for signatures, perhaps empty ones, or is damaged where one could be
};

/// The enumerator's own name.
RUBRICA_EXPORT std::string_view to_string(signed_file_state value);

/// What was found in a file.
struct signed_file_report {
  signed_file_state state = signed_file_state::unsigned_file;
  std::vector<pdf_signature> signatures{}; ///< in the order of the file, which is the order in which they were made
  bool covered_to_end = false;             ///< the last signature covers every byte of the file but itself, and fits them
  std::uint64_t size = 0;                  ///< bytes of the file
};

/// Whether the whole file is as its last signer saw it, and all signers are trusted: every verdict is a good one (`holds`), and the
/// last signature covers the file to its end. What an earlier signature covers may have been changed by the later signers, as each
/// of them adds to the file: the last one vouches for all of it.
RUBRICA_EXPORT bool is_intact(signed_file_report const& report);

/// More signatures in one file are refused with `limit_exceeded`.
inline constexpr std::size_t most_pdf_signatures = 1000;

/// Checks the signatures of a PDF, such as the finished file of ClickSign, without any network (clicksign-rest §21).
///
/// Of each signature it checks the form, that the bytes which it covers are those that were signed, and that its certificate leads
/// to one of `trusted` at the time of signing. A signature with `ETSI.CAdES.detached` or `adbe.pkcs7.detached` is checked, and a
/// document time stamp (`ETSI.RFC3161`); the time of a trusted stamp inside a signature counts as the time of signing. `now` is the
/// time of the call: certificates that expired before it are `valid_when_signed`.
///
/// Not checked: revocation (no CRL, no OCSP), and what a reader draws. A file without signatures is no error: see `state`.
///
/// Errors: `file_error`; `malformed` when it is no PDF; `limit_exceeded`; `out_of_memory`. The file is read in pieces: neither the
/// memory nor the time for a byte grows with it.
RUBRICA_EXPORT result<signed_file_report> verify_signed_file(std::string const& path, trust_store const& trusted, instant now);

/// The same for a file in memory. Errors: `malformed`, `limit_exceeded`, `out_of_memory`.
RUBRICA_EXPORT result<signed_file_report> verify_signed_bytes(std::string_view pdf, trust_store const& trusted, instant now);

} // namespace signing
RUBRICA_END_NAMESPACE
