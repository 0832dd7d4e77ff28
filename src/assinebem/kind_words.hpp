#pragma once

#include "assinebem/kinds.hpp"
#include "core/wording.hpp"

#include <iterator>

RUBRICA_BEGIN_NAMESPACE
namespace assinebem {

/// What people read in place of a callback's kind, by index in `payload`.
inline constexpr detail::wording kind_words[] = {
    {"Documento assinado por todos", "Document signed by all"},
    {"Situação cadastral da parte alterada", "Check of a party's data has a new result"},
    {"Documento invalidado", "Document made invalid"},
    {"Parte assinou", "Party signed"},
    {"Parte recusou a assinatura", "Party refused to sign"},
    {"Parte preencheu os dados", "Party filled in its data"},
    {"Parte delegou a assinatura", "Party delegated its signature"},
    {"Parte visualizou o documento", "Party opened the document"},
    {"Parte enviou anexos", "Party sent files"},
    {"Aviso desconhecido", "Unknown callback"},
};
static_assert(std::size(kind_words) == kind_count + 1);

} // namespace assinebem
RUBRICA_END_NAMESPACE
