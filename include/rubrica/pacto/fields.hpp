#pragma once

#include <rubrica/core/export.hpp>
#include <rubrica/core/personal.hpp>
#include <rubrica/core/timestamp.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace pacto {

/// A value and the place where it was found, for explaining the value.
template <class T> struct found {
  T value{};
  std::string path{}; ///< as the payload spells it: `dados.cliente.nome`
};

/// An exact decimal number: 1199.00 is 119900 with two places.
struct decimal {
  std::int64_t digits = 0;
  int places = 0;

  friend bool operator==(decimal a, decimal b) { return a.digits == b.digits && a.places == b.places; }
  friend bool operator!=(decimal a, decimal b) { return !(a == b); }
};

/// `1199.00`.
RUBRICA_EXPORT std::string to_string(decimal value);

/// A field of the unit's own aliases.
struct extra_field {
  std::string field{};
  found<personal> text{}; ///< personal, because nobody knows what an extra field contains
};

/// The fields that could be found, all optional (pacto §4, 4); a placeholder such as `0` or `"null"` instead of a code or a text
/// counts as absent. The names in brackets are the fields of the alias table.
struct fields {
  std::optional<found<std::string>> client_code{};         ///< [`client_code`] digits, or letters and digits
  std::optional<found<std::string>> registration_number{}; ///< [`registration_number`] Pacto's `matricula`; zeros are kept
  std::optional<found<personal>> client_name{};            ///< [`client_name`]
  std::optional<found<personal>> phone{};                  ///< [`phone`]
  std::optional<found<personal>> email{};                  ///< [`email`]
  std::optional<found<personal>> cpf{};                    ///< [`cpf`] a number is padded to 11 digits
  std::optional<found<std::string>> contract_code{};       ///< [`contract_code`]
  std::optional<found<std::string>> plan{};                ///< [`plan`] its description
  std::optional<found<std::string>> receipt_code{};        ///< [`receipt_code`] Pacto's `recibo`
  std::optional<found<decimal>> amount{};                  ///< [`amount`] `1199.5`, `"1199.00"` or `"1.199,00"`
  /// [`occurred_at`] epoch milliseconds or seconds, or any form of `timestamp`. A date alone is joined with the `hora` beside it
  /// [`hour`]: the text is then rubrica's, the path that of the date.
  std::optional<found<timestamp>> occurred_at{};
  std::optional<found<std::string>> products{}; ///< [`products`] a list, as JSON text
  std::vector<extra_field> extra{};             ///< fields that exist only in the unit's aliases
};

} // namespace pacto
RUBRICA_END_NAMESPACE
