#include "assinebem/kinds.hpp"
#include "text/ascii.hpp"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace assinebem {
namespace {

constexpr std::uint32_t keys(std::initializer_list<key> list) {
  std::uint32_t bits = 0;
  for (key one : list) bits |= std::uint32_t{1} << static_cast<unsigned>(one);
  return bits;
}

struct kind_row {
  std::string_view name;
  std::string_view wire_name;
  std::uint32_t own;    // any of them proves the kind (assinebem §8)
  std::uint32_t ids;    // all of them are needed to rely on the route alone
  std::uint32_t others; // other members that indicate it; `descricao` does not
};

// clang-format off
constexpr kind_row rows[] = {
    {"document_signed", "documento_assinado", keys({key::partes}), keys({key::documento_id}), keys({key::dados, key::documento})},
    {"party_status_changed", "status_parte", keys({key::id_status_parte}), keys({key::id_externo}), 0},
    {"document_invalidated", "documento_invalidado", keys({key::motivo}), keys({key::documento_id}), keys({key::dados, key::documento})},
    {"party_signed", "parte_assinou", keys({key::identificador_assinatura}), keys({key::id_externo_documento, key::id_externo_contato}), 0},
    {"party_refused", "parte_recusou", keys({key::motivo_recusa}), keys({key::id_externo_documento, key::id_externo_contato}), 0},
    {"party_data_filled", "parte_preencheu_dados", keys({key::cpf, key::dt_nascimento}), keys({key::id_externo}), 0},
    {"party_delegated", "parte_delegou", keys({key::parte_delegado, key::id_externo_delegado, key::id_externo_delegador}),
     keys({key::id_externo_documento}), 0},
    {"document_viewed", "parte_visualizou", keys({key::dt_visualizado}), keys({key::id_externo_documento, key::id_externo_contato}), 0},
    {"attachment_sent", "parte_anexo", keys({key::anexo}), keys({key::id_externo_documento, key::id_externo_contato}), 0},
};
// clang-format on
static_assert(std::size(rows) == kind_count);

constexpr std::string_view pointers[] = {
    "/dados",
    "/dados/documento",
    "/dados/documento/id_externo",
    "/dados/documento/motivo",
    "/dados/partes",
    "/id_externo",
    "/id_status_parte",
    "/id_externo_documento",
    "/id_externo_contato",
    "/identificador_assinatura",
    "/motivo_recusa",
    "/cpf",
    "/dt_nascimento",
    "/id_externo_delegador",
    "/id_externo_delegado",
    "/parte_delegado",
    "/dt_visualizado",
    "/anexo",
};
static_assert(std::size(pointers) == key_count);

/// The part after the last slash, in lower case and with `_` between words.
std::string plain_name(std::string_view hint) {
  hint = hint.substr(0, hint.find_first_of("?#"));
  while (!hint.empty() && hint.back() == '/') hint.remove_suffix(1);
  if (std::size_t const slash = hint.rfind('/'); slash != std::string_view::npos) hint.remove_prefix(slash + 1);
  std::string name(hint);
  for (char& c : name) {
    c = detail::lower(c);
    if (c == '-') c = '_';
  }
  return name;
}

} // namespace

std::optional<std::size_t> kind_of_hint(std::string_view hint) {
  std::string const name = plain_name(hint);
  for (std::size_t kind = 0; kind < kind_count; ++kind) {
    if (name == rows[kind].name || name == rows[kind].wire_name) return kind;
  }
  return std::nullopt;
}

std::string_view kind_name(std::size_t kind) noexcept {
  return kind < kind_count ? rows[kind].name : "unknown";
}

std::string_view kind_wire_name(std::size_t kind) noexcept {
  return kind < kind_count ? rows[kind].wire_name : std::string_view();
}

evidence weigh(key_set const& seen) {
  evidence found;
  kind_set touched;
  auto const bits = static_cast<std::uint32_t>(seen.to_ulong());
  for (std::size_t kind = 0; kind < kind_count; ++kind) {
    kind_row const& row = rows[kind];
    std::uint32_t const all = row.own | row.ids | row.others;
    found.spoken_for[kind] = (bits & row.own) != 0;
    found.possible[kind] = bits != 0 && (bits & ~all) == 0;
    touched[kind] = (bits & all) != 0;
  }
  // No single kind has all these members: then it is any kind that has one of them.
  if (found.possible.none()) found.possible = touched;
  return found;
}

bool has_ids(std::size_t kind, key_set const& seen) {
  return (~seen.to_ulong() & rows[kind].ids) == 0;
}

std::string_view pointer_to_evidence(std::size_t kind, key_set const& seen) {
  key_set const own = seen & key_set(rows[kind].own);
  for (std::size_t at = 0; at < key_count; ++at) {
    if (own[at]) return pointers[at];
  }
  return {};
}

} // namespace assinebem
RUBRICA_END_NAMESPACE
