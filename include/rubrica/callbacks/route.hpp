#pragma once

#include <rubrica/core/result.hpp>
#include <rubrica/core/secret.hpp>
#include <rubrica/pacto/unit.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace callbacks {

enum class provider { clicksign, assinebem, pacto };

/// `clicksign`, `assinebem` or `pacto`.
RUBRICA_EXPORT std::string_view to_string(provider value) noexcept;

/// The limit of secrets for one route: two allow a rotation, more serve several webhooks on one URL. Each secret costs every
/// route with this form of path one more HMAC for each callback.
inline constexpr std::size_t most_secrets = 8;

/// The length of a tenant's name, in bytes: that of the columns of a database. Two names with a common beginning stay two.
inline constexpr std::size_t longest_tenant = 100;

/// Where one tenant's callbacks of one provider arrive, and how they are checked.
struct route {
  std::string tenant{}; ///< yours, `longest_tenant` at most; comes back in the delivery
  callbacks::provider provider = provider::clicksign;
  /// The form of the path, chosen by you: `{TOKEN}` is one segment, the tenant's token; a last segment `{HINT}` is optional and
  /// names the kind of callback. Empty: `/api/rest/clicksign/{TOKEN}`,
  /// `/api/rest/assinebem/{TOKEN}/{HINT}` and `/api/rest/pacto/{TOKEN}/{HINT}`. One form serves one provider.
  std::string path{};
  secret
      path_token{}; ///< letters, digits, dash, underscore, full stop and tilde; long and random: AssineBem and Pacto have no other proof
  /// ClickSign: the webhook's HMAC secret, and the former one while you rotate; at least one, `most_secrets` at most. AssineBem:
  /// the values of `ASSINEBEM-SECURITY-TOKEN` that are accepted; none: the header is ignored. Pacto: not used.
  std::vector<secret> secrets{};
  std::string hint{}; ///< the kind when the path has no `{HINT}`: `party_signed`, `parte_assinou`, `notificarAcesso`
  pacto::unit unit{}; ///< Pacto
};

/// The URL to register at the provider. `base` is scheme, host and, when your framework removes a prefix from the path, that
/// prefix (`https://crm.example`). It contains the path's token, so it is a secret.
///
/// `invalid_argument`: not https (plain http only to this machine), no token, or a path without `{TOKEN}`; or a hint for a path
/// without `{HINT}`.
RUBRICA_EXPORT result<secret> registration_url(std::string_view base, route const& route, std::string_view hint = {});

} // namespace callbacks
RUBRICA_END_NAMESPACE
