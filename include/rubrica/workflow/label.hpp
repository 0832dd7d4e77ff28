#pragma once

#include <rubrica/core/language.hpp>
#include <rubrica/workflow/action.hpp>
#include <rubrica/workflow/change.hpp>
#include <rubrica/workflow/health.hpp>
#include <rubrica/workflow/submission.hpp>
#include <rubrica/workflow/view.hpp>

#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE

// What people read in place of the engine's codes; see core/label.hpp. They are in the library `rubrica::workflow`.

/// `Na fila de envio`, `Aguardando assinaturas`, `Assinado por todos` …
RUBRICA_EXPORT std::string_view label(workflow::submission_state value, language language);
/// The text of a button: `Cancelar`, `Enviar de novo` …
RUBRICA_EXPORT std::string_view label(workflow::action value, language language);
/// Why the button does nothing now: `Alguém já assinou.` Empty for `none`.
RUBRICA_EXPORT std::string_view label(workflow::obstacle value, language language);
/// `Arquivo assinado guardado` …
RUBRICA_EXPORT std::string_view label(workflow::file_state value, language language);
/// What was found out about a kept file: `Íntegro` …
RUBRICA_EXPORT std::string label(workflow::file_verdict const& value, language language);
/// What a change is about: `Situação`, `Assinaturas` …
RUBRICA_EXPORT std::string label(workflow::change_kind const& value, language language);
/// What has happened, in a line: `Aguardando assinaturas`, `Signatário assinou`; of an action that failed, why. It names no person.
RUBRICA_EXPORT std::string label(workflow::change const& value, language language);
/// What was looked at in a tenant's integration: `Token de acesso`, `Webhook` …
RUBRICA_EXPORT std::string label(workflow::health_topic const& value, language language);
/// What to do about it, in a sentence; empty for `none`.
RUBRICA_EXPORT std::string_view label(workflow::health_remedy value, language language);

RUBRICA_END_NAMESPACE
