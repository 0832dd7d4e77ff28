#pragma once

#include <rubrica/clicksign/acceptance_term.hpp>
#include <rubrica/clicksign/authentication.hpp>
#include <rubrica/clicksign/channel.hpp>
#include <rubrica/clicksign/document_event.hpp>
#include <rubrica/clicksign/envelope.hpp>
#include <rubrica/clicksign/locale.hpp>
#include <rubrica/clicksign/membership.hpp>
#include <rubrica/clicksign/position.hpp>
#include <rubrica/clicksign/requirement.hpp>
#include <rubrica/clicksign/role.hpp>
#include <rubrica/clicksign/status.hpp>
#include <rubrica/clicksign/template.hpp>
#include <rubrica/clicksign/watcher.hpp>
#include <rubrica/clicksign/webhook_endpoint.hpp>
#include <rubrica/core/language.hpp>

#include <string>

RUBRICA_BEGIN_NAMESPACE

// What people read in place of ClickSign's codes; see core/label.hpp.

/// In ClickSign's own words where they are published: `Testemunha`, `Contratante`, `Acusar recebimento`. For a list to choose from,
/// go through `clicksign::role::all`.
RUBRICA_EXPORT std::string label(clicksign::role const& value, language language);
/// `E-mail`, `SMS`, `WhatsApp` …
RUBRICA_EXPORT std::string label(clicksign::authentication const& value, language language);
/// `Aguardando assinaturas`. ClickSign's `closed` is `Finalizado`, which does not mean that everybody signed.
RUBRICA_EXPORT std::string label(clicksign::status const& value, language language);
/// The way by which somebody is called: `Sem mensagem`, `E-mail` …
RUBRICA_EXPORT std::string label(clicksign::channel const& value, language language);
/// The envelope's language: `Português (Brasil)`.
RUBRICA_EXPORT std::string label(clicksign::locale const& value, language language);
/// What happens at the deadline when only some have signed: `Finalizar com as assinaturas feitas`.
RUBRICA_EXPORT std::string label(clicksign::partial_signature_action const& value, language language);
/// What a signer has to do: `Assinar`, `Autenticar-se`, `Rubricar`.
RUBRICA_EXPORT std::string label(clicksign::requirement_action const& value, language language);
/// What is put on a page: `Rubrica`, `Assinatura manuscrita`.
RUBRICA_EXPORT std::string label(clicksign::rubric_kind const& value, language language);
/// What a watcher is told about: `Todas as etapas`, `Só a conclusão`.
RUBRICA_EXPORT std::string label(clicksign::watcher_kind const& value, language language);
/// `Ativo`, `Inativo`.
RUBRICA_EXPORT std::string label(clicksign::webhook_status const& value, language language);
/// What a member of the account may do: `Administrador` …
RUBRICA_EXPORT std::string label(clicksign::membership_role const& value, language language);
/// The sender that an acceptance term names: `Usuário`, `Conta` …
RUBRICA_EXPORT std::string label(clicksign::acceptance_sender const& value, language language);
/// How far the conversation of an acceptance term is: `Apresentação`, `Aguardando resposta`.
RUBRICA_EXPORT std::string label(clicksign::acceptance_flow const& value, language language);
/// By which way a code went to a signer: `Código por e-mail`.
RUBRICA_EXPORT std::string label(clicksign::token_kind const& value, language language);
/// The colour of a template: `Azul` …
RUBRICA_EXPORT std::string label(clicksign::template_color const& value, language language);

RUBRICA_END_NAMESPACE
