#pragma once

#include <rubrica/core/export.hpp>
#include <rubrica/core/secret.hpp>

#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace pacto {

/// Where a field may stand in a notification. Pacto does not publish its payload, so the places are data: when a real capture
/// shows another place, the unit's configuration gets it and no code changes.
struct alias {
  std::string field{};              ///< `client_code`, `amount` … (see `default_aliases`), or your own name
  std::vector<std::string> paths{}; ///< such as `cliente.codigo` or `telefones[0]`, in the order of preference
};

/// The places that are tried without any configuration (pacto §3, §4). Keys are compared ignoring case, `_`, `-` and blanks. Each
/// path is tried in the payload itself and inside a wrapper, such as `notificarAcesso`, `dados` or `payload`.
RUBRICA_EXPORT std::vector<alias> default_aliases();

/// One company of the chain, as its administrator configured it (pacto §4, 8).
struct unit {
  std::string name{};           ///< your name for it; the first part of each natural key, because codes repeat between units
  secret url_secret{};          ///< your secret; part of the URL that is given to Pacto, and the only proof of the sender
  bool active = true;           ///< false: what the unit sends is recognised and dropped
  secret chave{};               ///< Pacto's key of the unit, 32 hexadecimal digits; not secret enough to prove anything
  std::string company_code{};   ///< wire: `empresa.codigo`
  std::string company_name{};   ///< wire: `empresa.nome`; compared only when nothing else is available
  std::vector<alias> aliases{}; ///< tried before the default ones
};

/// Whether this part of the request's URL is the unit's secret. The time depends only on the lengths. An empty secret matches
/// nothing.
RUBRICA_EXPORT bool url_secret_matches(unit const& unit, std::string_view from_url) noexcept;

/// Whether a `chave` has Pacto's form: 32 hexadecimal digits.
RUBRICA_EXPORT bool is_chave(std::string_view text) noexcept;

} // namespace pacto
RUBRICA_END_NAMESPACE
