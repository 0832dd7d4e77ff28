#include <rubrica/pacto/label.hpp>

#include "core/wording.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace {

using namespace pacto;
using detail::wording;

constexpr detail::worded<notification_kind> kind_words[] = {
    {notification_kind::registration, {"Cliente cadastrado", "Client registered"}},
    {notification_kind::contract, {"Contrato feito", "Contract made"}},
    {notification_kind::one_off_sale, {"Venda avulsa", "Sale without a contract"}},
    {notification_kind::payment, {"Pagamento recebido", "Payment received"}},
    {notification_kind::access, {"Acesso à academia", "Access to the gym"}},
};
static_assert(detail::words_all(kind_words));

wording wording_of(kind_source source) {
  switch (source) {
  case kind_source::none: return {"Em lugar nenhum", "Nowhere"};
  case kind_source::route: return {"No cadastro do endereço", "In the settings of the address"};
  case kind_source::url_suffix: return {"No fim do endereço", "At the end of the address"};
  case kind_source::query_parameter: return {"Num parâmetro do endereço", "In a parameter of the address"};
  case kind_source::name_field: return {"Num campo do aviso", "In a field of the notification"};
  case kind_source::wrapper_key: return {"No nome do objeto", "In the name of the object"};
  case kind_source::structure: return {"Pelos campos do aviso", "By the fields of the notification"};
  }
  return {};
}

wording wording_of(confidence value) {
  switch (value) {
  case confidence::none: return {"Desconhecido", "Unknown"};
  case confidence::conflict: return {"Contraditório", "Contradictory"};
  case confidence::likely: return {"Provável", "Likely"};
  case confidence::certain: return {"Certo", "Certain"};
  }
  return {};
}

wording wording_of(disposition value) {
  switch (value) {
  case disposition::accepted: return {"Aceito", "Accepted"};
  case disposition::quarantined_kind: return {"Em quarentena: tipo incerto", "In quarantine: its kind is not certain"};
  case disposition::quarantined_unit: return {"Em quarentena: de outra unidade", "In quarantine: of another unit"};
  case disposition::quarantined_members:
    return {"Em quarentena: campo repetido com outro valor", "In quarantine: a member comes twice, with two values"};
  case disposition::dropped_inactive_unit: return {"Descartado: unidade desativada", "Dropped: its unit is switched off"};
  }
  return {};
}

} // namespace

std::string label(notification_kind const& value, language language) {
  return detail::label_in(language, value, kind_words);
}

std::string_view label(kind_source value, language language) {
  return detail::in(language, wording_of(value));
}

std::string_view label(confidence value, language language) {
  return detail::in(language, wording_of(value));
}

std::string_view label(disposition value, language language) {
  return detail::in(language, wording_of(value));
}

RUBRICA_END_NAMESPACE
