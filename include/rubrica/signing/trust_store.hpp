#pragma once

#include <rubrica/core/result.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

struct trusted_certificates;

/// The certificates that the caller trusts, for `verify_signed_file`. rubrica brings none: whom to trust is the caller's decision.
///
/// Each of them is trusted by itself, whether it is a root, an intermediate authority, or the certificate of one signer. For
/// ClickSign's own stamp that may be a certificate saved from a file that is known to be right; for signers with a certificate of
/// ICP-Brasil, the roots that its authority (ITI) publishes.
///
/// Read it once and use it from any number of threads; copies share the certificates.
class RUBRICA_EXPORT trust_store {
public:
  /// Trusts nobody: every intact signature is `unchecked`.
  trust_store() = default;

  /// All certificates of a text in PEM; other text between them is ignored. `invalid_argument` when there is none, or one of them
  /// cannot be read.
  static result<trust_store> from_pem(std::string_view text);
  /// The same from a file of at most 16 MiB; also `file_error`.
  static result<trust_store> from_file(std::string const& path);

  /// Whether nobody is trusted.
  [[nodiscard]] bool empty() const noexcept { return certificates_ == nullptr; }
  /// How many certificates are in it, each counted once.
  [[nodiscard]] std::size_t size() const noexcept;
  /// For the library itself; null when it is empty.
  [[nodiscard]] trusted_certificates const* certificates() const noexcept { return certificates_.get(); }

private:
  std::shared_ptr<trusted_certificates const> certificates_;
};

} // namespace signing
RUBRICA_END_NAMESPACE
