#pragma once

#include "assinebem/kinds.hpp"
#include "assinebem/tables.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace assinebem {

/// All members of all callbacks. The kind is known only at the end.
struct reading {
  bool is_object = false;
  bool is_list = false;
  bool is_ambiguous = false; ///< a member occurred in two spellings
  key_set seen{};

  assinebem::document_id document{}; // dados.documento
  std::string motive{};
  std::vector<party_signature> parties{};

  assinebem::external_id external{};
  party_status status{};
  assinebem::document_id party_document{};
  assinebem::party_id contact{};
  std::string signature{};
  std::string refusal{};
  std::string description{};
  personal cpf{};
  personal birth_date{};
  assinebem::party_id delegator{};
  assinebem::party_id delegated_to{};
  std::vector<delegate_details> delegates{};
  timestamp viewed_at{};
  std::vector<attachment> attachments{};

  static target target_for(reading& object);
  payload take(std::size_t kind);
};

} // namespace assinebem
RUBRICA_END_NAMESPACE
