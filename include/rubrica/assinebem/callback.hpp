#pragma once

#include <rubrica/assinebem/payloads.hpp>
#include <rubrica/core/export.hpp>

#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace assinebem {

/// One callback from AssineBem.
///
/// ```cpp
/// std::visit(overloaded{
///     [](assinebem::party_signed const& e) { tick(e.document_id, e.party_id); },
///     [](assinebem::party_refused const& e) { warn(e.reason); }, // and keep waiting: it may still be signed
///     [](auto const&) {}},
///   callback.payload);
/// ```
/// Callbacks carry no tenant, no event id and no time of sending: give each tenant its own URLs, and drop repeats by
/// `deduplication_key`.
struct callback {
  assinebem::payload payload = unknown{};
  bool decided_by_route = false; ///< the payload fits several callbacks; the route hint decided
  std::string route_kind{};      ///< our name of the kind that the route hint named; empty without one
  bool from_latin_1 = false;     ///< the bytes were not UTF-8 and were read as ISO-8859-1
  std::string raw{};             ///< the body, byte for byte
};

/// The callback's name here: `document_signed`, `party_refused` … `unknown`.
RUBRICA_EXPORT std::string_view kind(payload const& event) noexcept;

/// The name in AssineBem's demonstration: `documento_assinado`, `parte_recusou` …; empty for `unknown`. The payload itself
/// carries no name.
RUBRICA_EXPORT std::string_view wire_name(payload const& event) noexcept;

/// The document that the callback names; empty for the two callbacks with an id of unknown meaning, and for `unknown`.
RUBRICA_EXPORT document_id document_of(payload const& event);

/// The party that acted; in a delegation the delegator. Empty when the callback names none, or several.
RUBRICA_EXPORT party_id party_of(payload const& event);

/// When it happened, when the payload says it: the last signature, the viewing, the newest file. Otherwise empty.
RUBRICA_EXPORT timestamp occurred_at(payload const& event);

/// Whether the payload has the ids that say what it happened to: the document, or in two callbacks an id of unknown meaning; and
/// who did it, where one party did: the party, in a delegation the delegator and the delegate. When it is false, keep the
/// callback for a person to look at; `callbacks::router` puts it into quarantine.
RUBRICA_EXPORT bool is_told(payload const& event) noexcept;

/// Whether the document can no longer change: all have signed, or it was made invalid. A refusal is not terminal.
RUBRICA_EXPORT bool is_terminal(payload const& event) noexcept;

/// The same text for the same event, however often it is delivered and in whatever spelling (assinebem §8): `party_signed:` and
/// 64 hexadecimal digits. It is made of the ids of the event; for a refusal and for filled-in data, of all their members. For
/// `unknown`, and when ids are missing or are placeholders (`0`, `null`), it is made of `raw` and the route's kind, so that two
/// callbacks without ids stay different. `77`, `77.0`, `"77"` and `" 77 "` are one id, `"077"` is another. A status that
/// returns to an earlier value looks like a repeat: ask `parte/status` where that matters.
RUBRICA_EXPORT std::string deduplication_key(callback const& event);

/// The digits of a CPF, for comparison: the same with or without punctuation.
RUBRICA_EXPORT personal cpf_digits(personal const& cpf);

} // namespace assinebem
RUBRICA_END_NAMESPACE
