#pragma once

#include <rubrica/clicksign/webhook/acceptance.hpp>
#include <rubrica/clicksign/webhook/event_name.hpp>
#include <rubrica/clicksign/webhook/evidence.hpp>
#include <rubrica/core/language.hpp>

#include <string>

RUBRICA_BEGIN_NAMESPACE

// What people read in place of the codes of ClickSign's callbacks; see core/label.hpp.

/// What happened, for a line of a history: `Assinou`, `Recusou a assinatura`, `Prazo alterado`.
RUBRICA_EXPORT std::string label(clicksign::webhook::event_name const& value, language language);
/// The state of an acceptance term: `Aceito`, `Expirado` …
RUBRICA_EXPORT std::string label(clicksign::webhook::acceptance_status const& value, language language);
/// The outcome of a check of a person: `Aprovado`, `Inconclusivo` …
RUBRICA_EXPORT std::string label(clicksign::webhook::check_result const& value, language language);

RUBRICA_END_NAMESPACE
