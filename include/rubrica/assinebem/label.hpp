#pragma once

#include <rubrica/assinebem/codes.hpp>
#include <rubrica/assinebem/payloads.hpp>
#include <rubrica/core/language.hpp>

#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE

// What people read in place of AssineBem's codes; see core/label.hpp.

/// What happened: `Parte assinou`, `Documento assinado por todos` …
RUBRICA_EXPORT std::string_view label(assinebem::payload const& value, language language);
/// AssineBem's own words: `Não validado`, `Validado` …
RUBRICA_EXPORT std::string label(assinebem::party_status const& value, language language);
/// AssineBem's own words: `Pendente`, `Aprovado` …
RUBRICA_EXPORT std::string label(assinebem::attachment_status const& value, language language);

RUBRICA_END_NAMESPACE
