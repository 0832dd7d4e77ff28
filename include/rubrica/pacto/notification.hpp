#pragma once

#include <rubrica/core/open_enum.hpp>
#include <rubrica/core/secret.hpp>
#include <rubrica/pacto/fields.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace pacto {

/// What happened (pacto §1). Empty when nothing says it.
struct notification_kind : open_enum<notification_kind> {
  using open_enum::open_enum;
  static constexpr known registration{"notificarCadastro"};    ///< a client was registered
  static constexpr known contract{"notificarContrato"};        ///< a contract was made
  static constexpr known one_off_sale{"notificarVendaAvulsa"}; ///< something was sold without a contract
  static constexpr known payment{"notificarPagamento"};        ///< money was received
  static constexpr known access{"notificarAcesso"};            ///< a client passed the turnstile

  static constexpr known all[] = {registration, contract, one_off_sale, payment, access};
};

/// Our name: `registration`, `contract`, `one_off_sale`, `payment`, `access`, or `unknown`.
RUBRICA_EXPORT std::string_view to_string(notification_kind const& kind) noexcept;

/// Where the kind was read, in order of precedence.
enum class kind_source { none, route, url_suffix, query_parameter, name_field, wrapper_key, structure };
RUBRICA_EXPORT std::string_view to_string(kind_source source) noexcept;

/// How reliable the kind is.
enum class confidence {
  none,     ///< nothing says what it is
  conflict, ///< two places name two kinds: `kind` and `conflicting_kind`
  likely,   ///< its members look like one kind; never act on this alone
  certain,  ///< one of the five names was seen
};
RUBRICA_EXPORT std::string_view to_string(confidence value) noexcept;

/// What to do with a notification. Answer all of them with 2xx once they are stored: Pacto repeats a refused one for hours
/// (pacto §2).
enum class disposition {
  accepted,              ///< act on it
  quarantined_kind,      ///< keep it for a person to look at: its kind is unknown, guessed or contradictory
  quarantined_unit,      ///< keep it for a person to look at: it names another unit than its URL
  quarantined_members,   ///< keep it for a person to look at: `conflicting_members` have two values
  dropped_inactive_unit, ///< the unit is switched off: nothing to do
};
RUBRICA_EXPORT std::string_view to_string(disposition value) noexcept;

/// One notification from Pacto. Its members are not documented publicly, so only its kind and some fields that are searched by
/// name are typed; everything is in `payload`.
struct notification {
  notification_kind kind{};
  kind_source source = kind_source::none;
  pacto::confidence confidence = pacto::confidence::none;
  notification_kind conflicting_kind{}; ///< with `confidence::conflict`: the other one
  /// Members that are there in two spellings, `recibo` and `RECIBO`, with two values, as the payload spells one of them. Neither
  /// value is in `fields`.
  std::vector<std::string> conflicting_members{};
  std::string event_name{}; ///< the name as it was received, known or not: `notificarAcesso`
  pacto::disposition disposition = pacto::disposition::quarantined_kind;

  secret chave{};             ///< as sent; empty when it is not 32 hexadecimal digits
  std::string company_code{}; ///< unique only within one `chave`
  std::string company_name{};
  pacto::fields fields{};

  /// For recognising repeats. When the kind is certain and all its parts are there (pacto §2): `UNIT|access|COMPANY|CLIENT|TIME`,
  /// `UNIT|contract|COMPANY|CONTRACT|SHA-256 of the products` or `UNIT|payment|COMPANY|RECEIPT`; else `UNIT|KIND|sha256|HASH OF
  /// THE BODY` (in a batch, of its slice). The kind is part of it because five kinds, told apart by the route, may have the same
  /// body; an unknown kind is written as the event or the route names it. `|` and `\` inside a part are escaped by `\`.
  ///
  /// `991`, `991.0` and `"991"` are one code. `"000991"` is another one: reporting an event twice does less harm than losing one.
  /// Times are compared as moments; the TIME is that of the access itself, so a date alone, midnight or `dataCadastro` is none.
  /// With `conflicting_members` there is no natural key. Placeholders (`0`, `""`, `null`, `"null"`, zeros and dashes) are never
  /// part of a key.
  std::string natural_key{};
  bool key_is_natural = false; ///< false: made from the body's hash

  std::string payload{};     ///< the JSON text, in UTF-8
  std::string raw{};         ///< the bytes as they came
  bool from_latin_1 = false; ///< the bytes were not UTF-8 and were read as ISO-8859-1
};

/// The value at a path such as `cliente.nome` or `produtos[0].valor`, as JSON text, exactly as in the payload.
RUBRICA_EXPORT std::optional<std::string> json_at(notification const& from, std::string_view path);

} // namespace pacto
RUBRICA_END_NAMESPACE
