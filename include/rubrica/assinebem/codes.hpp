#pragma once

#include <rubrica/core/id.hpp>
#include <rubrica/core/open_enum.hpp>

#include <array>

RUBRICA_BEGIN_NAMESPACE
namespace assinebem {

// AssineBem sends every id as a string or as a number; here it is always text, compared as text, so that leading zeros and UUIDs
// are kept (assinebem §3), without blanks around them. A placeholder (`0`, `"null"`, zeros and dashes) is an empty id. The ids
// are AssineBem's own: no callback carries yours, so keep a mapping.

/// A document, as `documento.id_externo` of the upload's answer named it.
using document_id = id<struct assinebem_document>;
/// A party of a document (wire: `id_externo_contato`, `partes[].id_externo`, `id_externo_delegador` …).
using party_id = id<struct assinebem_party>;
/// An id of which AssineBem does not say what it names: search your documents and your parties (assinebem §7, 2).
using external_id = id<struct assinebem_external>;

/// The result of checking a party's data (wire: `id_status_parte`, table `pessoas_partes_status`; assinebem §4).
struct party_status : open_enum<party_status> {
  using open_enum::open_enum;
  static constexpr known not_validated{"1"}; ///< Não validado
  static constexpr known validated{"2"};     ///< Validado
  static constexpr known invalid_data{"3"};  ///< Dados inválidos
  static constexpr known in_review{"4"};     ///< Em análise

  static constexpr known all[] = {not_validated, validated, invalid_data, in_review};
};

/// The result of checking an attached file (wire: `id_status_doc_anexo`; assinebem §4; that it uses this table is inferred).
struct attachment_status : open_enum<attachment_status> {
  using open_enum::open_enum;
  static constexpr known pending{"1"};  ///< Pendente
  static constexpr known approved{"2"}; ///< Aprovado
  static constexpr known invalid{"3"};  ///< Inválido
  static constexpr known not_sent{"4"}; ///< Não enviado

  static constexpr known all[] = {pending, approved, invalid, not_sent};
};

/// The position of an attachment (wire: `posicao`, table `anexos_posicao`). The table is not public, so no code has a name yet
/// (assinebem §4).
struct attachment_position : open_enum<attachment_position> {
  using open_enum::open_enum;
  static constexpr std::array<known, 0> all{};
};

} // namespace assinebem
RUBRICA_END_NAMESPACE
