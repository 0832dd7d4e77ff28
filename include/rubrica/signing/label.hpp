#pragma once

#include <rubrica/core/error.hpp>
#include <rubrica/core/label.hpp>
#include <rubrica/signing/change.hpp>
#include <rubrica/signing/document_state.hpp>
#include <rubrica/signing/pdf_signature.hpp>
#include <rubrica/signing/preflight_rule.hpp>
#include <rubrica/signing/process_rule.hpp>
#include <rubrica/signing/progress.hpp>
#include <rubrica/signing/request.hpp>
#include <rubrica/signing/sending.hpp>
#include <rubrica/signing/timeline.hpp>
#include <rubrica/signing/verify_signed_file.hpp>

#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE

// What people read in place of the codes of signing; see core/label.hpp.

/// What is wrong with a value, for whoever entered it: `Informe um CPF válido para o signatário.`
RUBRICA_EXPORT std::string label(signing::preflight_rule const& value, language language);
/// Why something is not allowed now: `Só é possível cancelar enquanto ninguém assinou.`
RUBRICA_EXPORT std::string label(signing::process_rule const& value, language language);
/// One problem of a request: the rule of the preflight that it breaks, or else ClickSign's own sentence, which is in Portuguese and
/// may repeat values of the request: only for the people who entered them.
RUBRICA_EXPORT std::string label(problem const& value, language language);
/// An error in one sentence: the rule that forbids it, or else that of its code. `error_info::problems` have labels of their own.
RUBRICA_EXPORT std::string label(error_info const& value, language language);

/// `Aguardando`, `Assinou`, `Recusou` …
RUBRICA_EXPORT std::string_view label(signing::signer_status value, language language);
/// `Aguardando assinaturas`, `Finalizado` …
RUBRICA_EXPORT std::string_view label(signing::document_status value, language language);
/// What has become true: `Signatário assinou`, `Arquivo assinado disponível` …
RUBRICA_EXPORT std::string label(signing::change_kind const& value, language language);
/// What happened, in a line of a history; without the names of people, which the line has besides.
RUBRICA_EXPORT std::string label(signing::timeline_line const& value, language language);
/// The kind of a record of the CRM: `Contato`, `Oportunidade` …
RUBRICA_EXPORT std::string label(signing::record_kind const& value, language language);

/// How far a sending has come: `Enviando`, `Enviado` …
RUBRICA_EXPORT std::string_view label(signing::sending_state value, language language);
/// What a sending has just done: `Signatário criado` …
RUBRICA_EXPORT std::string_view label(signing::step value, language language);
/// Why a sending waits.
RUBRICA_EXPORT std::string_view label(signing::wait_reason value, language language);

/// What was found out about a signed PDF: `Com assinaturas` …
RUBRICA_EXPORT std::string_view label(signing::signed_file_state value, language language);
/// What was found out about one signature of a PDF: `Íntegra`, `Alterada depois de assinada` …
RUBRICA_EXPORT std::string_view label(signing::signature_verdict value, language language);
/// `Assinatura`, `Carimbo do tempo`.
RUBRICA_EXPORT std::string_view label(signing::signature_kind value, language language);
/// Who says when it was signed.
RUBRICA_EXPORT std::string_view label(signing::time_source value, language language);

RUBRICA_END_NAMESPACE
