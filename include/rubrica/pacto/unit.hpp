#pragma once

#include <rubrica/core/export.hpp>
#include <rubrica/core/secret.hpp>

#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace pacto {

/// Where a field may stand in a notification. Pacto publishes no payload, so the places are data: when the first real
/// capture shows another one, the unit's configuration learns it and no code changes.
struct alias {
  std::string field{};              ///< `client_code`, `amount` … (see `default_aliases`), or a name of your own
  std::vector<std::string> paths{}; ///< such as `cliente.codigo` or `telefones[0]`, in the order of preference
};

/// The places that are tried without any configuration (pacto §3, §4). Keys are compared without
/// case, `_`, `-` and blanks. Each path is tried in the payload itself and inside a wrapper, such as `notificarAcesso`,
/// `dados` or `payload`.
RUBRICA_EXPORT std::vector<alias> default_aliases();

/// One company of the chain, as its administrator set it up (pacto §4, 8).
struct unit {
  std::string name{};           ///< yours; stands at the front of each natural key, because codes repeat between units
  secret url_secret{};          ///< yours; part of the URL that is handed to Pacto, and the only proof of the sender
  bool active = true;           ///< what an inactive unit sends is recognised and dropped
  secret chave{};               ///< Pacto's key of the unit, 32 hexadecimal digits; not secret enough to prove anything
  std::string company_code{};   ///< wire: `empresa.codigo`
  std::string company_name{};   ///< wire: `empresa.nome`; compared only where nothing else can be
  std::vector<alias> aliases{}; ///< tried before the default ones
};

/// Whether the part of the request's URL is the unit's secret. The time taken depends on the lengths only; an empty secret
/// matches nothing.
RUBRICA_EXPORT bool url_secret_matches(unit const& unit, std::string_view from_url) noexcept;

/// Whether a `chave` has Pacto's form: 32 hexadecimal digits.
RUBRICA_EXPORT bool is_chave(std::string_view text) noexcept;

} // namespace pacto
RUBRICA_END_NAMESPACE
