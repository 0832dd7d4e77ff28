#pragma once

#include <rubrica/core/result.hpp>
#include <rubrica/core/secret.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign::webhook {

/// The body of a callback that ClickSign signed; only `verify` makes one. It owns its bytes, so it can be queued and
/// parsed later by another thread.
class verified_body {
public:
  /// The body as it was received.
  [[nodiscard]] std::string const& bytes() const& noexcept { return bytes_; }
  [[nodiscard]] std::string&& bytes() && noexcept { return std::move(bytes_); }
  /// Which of the secrets given to `verify` matched, counted from 0. When the old one no longer matches, it can be removed.
  [[nodiscard]] std::size_t secret_index() const noexcept { return secret_index_; }

private:
  friend RUBRICA_EXPORT result<verified_body> verify(std::string_view, std::string_view, std::vector<secret> const&);
  friend RUBRICA_EXPORT result<verified_body> verify(std::string_view, std::string_view, secret const&);

  verified_body(std::string_view bytes, std::size_t secret_index) : bytes_(bytes), secret_index_(secret_index) {}

  std::string bytes_;
  std::size_t secret_index_ = 0;
};

/// Checks that ClickSign signed these bytes: HMAC-SHA256 over the raw body, keyed with the text of a secret
/// (clicksign-callbacks §4).
///
/// `body` is the received bytes, before anything parsed, trimmed or re-encoded them. `content_hmac` is the value of the header
/// `Content-Hmac`: exactly `sha256=` and 64 lower-case hexadecimal digits, as ClickSign writes it. Another case, blanks or a
/// missing prefix are refused, because ClickSign never writes them.
///
/// Several secrets allow a rotation, or several webhooks on one URL; all of them are tried, so the time does not reveal which one
/// matched. A body of 20 KB costs about 15 microseconds; a forged one allocates no memory.
///
/// `invalid_argument`: no secret, or an empty one. `signature_missing`: no header, or one in another form. `signature_mismatch`:
/// other bytes or another secret; `diagnose` helps a developer to find the cause. `out_of_memory`: the HMAC could not be
/// computed, which says nothing about the callback: have it sent again.
RUBRICA_EXPORT result<verified_body> verify(std::string_view body, std::string_view content_hmac,
                                            std::vector<secret> const& secrets);
RUBRICA_EXPORT result<verified_body> verify(std::string_view body, std::string_view content_hmac, secret const& secret);

/// Like `verify`, but returns only the index of the secret that matches. Allocates nothing, and takes the same time wherever a
/// wrong signature differs. Empty secrets match nothing.
RUBRICA_EXPORT std::optional<std::size_t> matching_secret(std::string_view body, std::string_view content_hmac,
                                                          std::vector<secret> const& secrets) noexcept;

/// A body that nobody verified: for bodies kept in your own database, or for tests. Never for a body from the network.
struct unverified_body {
  explicit unverified_body(std::string body) : bytes(std::move(body)) {}

  std::string bytes{};
};

} // namespace clicksign::webhook
RUBRICA_END_NAMESPACE
