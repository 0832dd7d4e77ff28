#include <rubrica/assinebem/label.hpp>

#include "assinebem/kind_words.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace {

using assinebem::attachment_status;
using assinebem::party_status;
using detail::worded;

constexpr worded<party_status> party_words[] = {
    {party_status::not_validated, {"Não validado", "Not validated"}},
    {party_status::validated, {"Validado", "Validated"}},
    {party_status::invalid_data, {"Dados inválidos", "Invalid data"}},
    {party_status::in_review, {"Em análise", "In review"}},
};
static_assert(detail::words_all(party_words));

constexpr worded<attachment_status> attachment_words[] = {
    {attachment_status::pending, {"Pendente", "Pending"}},
    {attachment_status::approved, {"Aprovado", "Approved"}},
    {attachment_status::invalid, {"Inválido", "Invalid"}},
    {attachment_status::not_sent, {"Não enviado", "Not sent"}},
};
static_assert(detail::words_all(attachment_words));

} // namespace

std::string_view label(assinebem::payload const& value, language language) {
  return detail::in(language, assinebem::kind_words[value.index()]);
}

std::string label(party_status const& value, language language) {
  return detail::label_in(language, value, party_words);
}

std::string label(attachment_status const& value, language language) {
  return detail::label_in(language, value, attachment_words);
}

RUBRICA_END_NAMESPACE
