#pragma once

#include <rubrica/assinebem/payloads.hpp>

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace assinebem {

/// The members that distinguish callbacks. A bit says that the key was present, whatever its value.
enum class key : std::uint8_t {
  dados,
  documento,
  documento_id,
  motivo,
  partes,
  id_externo,
  id_status_parte,
  id_externo_documento,
  id_externo_contato,
  identificador_assinatura,
  motivo_recusa,
  cpf,
  dt_nascimento,
  id_externo_delegador,
  id_externo_delegado,
  parte_delegado,
  dt_visualizado,
  anexo,
};
inline constexpr std::size_t key_count = 18;

using key_set = std::bitset<key_count>;
inline constexpr std::size_t kind_count = std::variant_size_v<payload> - 1; // all but unknown
using kind_set = std::bitset<kind_count>;

/// The index in `payload` for our name, AssineBem's name or a path that ends in one of them.
std::optional<std::size_t> kind_of_hint(std::string_view hint);

/// Our name and AssineBem's, by index in `payload`.
std::string_view kind_name(std::size_t kind) noexcept;
std::string_view kind_wire_name(std::size_t kind) noexcept;

/// What the keys of a payload say about its kind.
struct evidence {
  kind_set spoken_for{}; ///< kinds of which a distinctive member is present
  kind_set possible{};   ///< kinds to which the present members may belong
};
evidence weigh(key_set const& seen);

/// Whether the ids of this kind are present: enough to accept a hint that no other member contradicts.
bool has_ids(std::size_t kind, key_set const& seen);

/// JSON pointer of the member that indicates the kind; empty when there is none.
std::string_view pointer_to_evidence(std::size_t kind, key_set const& seen);

} // namespace assinebem
RUBRICA_END_NAMESPACE
