#include <rubrica/workflow/label.hpp>

#include "core/wording.hpp"

#include <rubrica/callbacks/label.hpp>
#include <rubrica/signing/label.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace {

using namespace workflow;
using detail::worded;
using detail::wording;

constexpr worded<file_verdict> verdict_words[] = {
    {file_verdict::intact, {"Íntegro", "Intact"}},
    {file_verdict::unsigned_file, {"Sem assinatura digital", "Without a signature"}},
    {file_verdict::not_intact, {"Assinatura não confere", "A signature does not hold"}},
    {file_verdict::unchecked, {"Não conferido", "Not checked"}},
};
static_assert(detail::words_all(verdict_words));

constexpr worded<workflow::change_kind> change_words[] = {
    {workflow::change_kind::state, {"Situação", "State"}},
    {workflow::change_kind::signing, {"Assinaturas", "Signatures"}},
    {workflow::change_kind::file, {"Arquivo assinado guardado", "Signed file kept"}},
    {workflow::change_kind::action, {"Ação", "Action"}},
    {workflow::change_kind::received, {"Aviso recebido", "Callback received"}},
    {workflow::change_kind::quarantined, {"Aviso em quarentena", "Callback in quarantine"}},
};
static_assert(detail::words_all(change_words));

constexpr worded<health_topic> topic_words[] = {
    {health_topic::settings, {"Configuração da empresa", "Settings of the tenant"}},
    {health_topic::token, {"Token de acesso", "Access token"}},
    {health_topic::api_user, {"Usuário da API", "API user"}},
    {health_topic::webhook, {"Webhook", "Webhook of the tenant"}},
    {health_topic::secret, {"Segredo do webhook", "Secret of the webhook"}},
    {health_topic::callbacks, {"Avisos da ClickSign", "Callbacks"}},
};
static_assert(detail::words_all(topic_words));

wording wording_of(submission_state value) {
  switch (value) {
  case submission_state::waiting: return {"Na fila de envio", "To be sent"};
  case submission_state::running: return {"Aguardando assinaturas", "Waiting for signatures"};
  case submission_state::finished: return {"Assinado por todos", "Signed by all"};
  case submission_state::ended: return {"Encerrado sem todas as assinaturas", "Ended without all signatures"};
  case submission_state::cancelled: return {"Cancelado", "Cancelled"};
  case submission_state::failed: return {"Não foi possível enviar", "Could not be sent"};
  }
  return {};
}

wording wording_of(action value) {
  switch (value) {
  case action::remind: return {"Enviar lembrete", "Send a reminder"};
  case action::cancel: return {"Cancelar", "Cancel"};
  case action::remove: return {"Excluir na ClickSign", "Delete at ClickSign"};
  case action::withdraw: return {"Cancelar e excluir", "Cancel and delete"};
  case action::send_again: return {"Enviar de novo", "Send again"};
  case action::download: return {"Baixar assinado", "Download signed file"};
  }
  return {};
}

wording wording_of(obstacle value) {
  switch (value) {
  case obstacle::none: return {};
  case obstacle::not_sent_yet: return {"Ainda não foi enviado.", "It was not sent yet."};
  case obstacle::to_be_sent: return {"Está na fila de envio: cancele antes.", "It is to be sent: cancel it first."};
  case obstacle::still_running: return {"Aguarda assinaturas: cancele antes.", "It waits for signatures: cancel it first."};
  case obstacle::somebody_signed: return {"Alguém já assinou.", "Somebody has signed."};
  case obstacle::everybody_signed: return {"Todos já assinaram.", "Everybody has signed."};
  case obstacle::ended: return {"O processo já terminou.", "It has ended."};
  case obstacle::cancelled: return {"Já foi cancelado.", "It is cancelled already."};
  case obstacle::nothing_at_clicksign: return {"Não há nada dele na ClickSign.", "Nothing of it is at ClickSign."};
  case obstacle::erased: return {"Os dados foram apagados.", "Its data was erased."};
  case obstacle::no_signed_file: return {"Ainda não há arquivo assinado.", "There is no signed file yet."};
  }
  return {};
}

wording wording_of(file_state value) {
  switch (value) {
  case file_state::none: return {"Sem arquivo assinado", "No signed file"};
  case file_state::wanted: return {"Arquivo assinado a caminho", "Signed file on its way"};
  case file_state::kept: return {"Arquivo assinado guardado", "Signed file kept"};
  case file_state::failed: return {"Não foi possível buscar o arquivo assinado", "The signed file could not be fetched"};
  }
  return {};
}

wording wording_of(health_remedy value) {
  switch (value) {
  case health_remedy::none: return {};
  case health_remedy::give_settings:
    return {"Complete o cadastro da empresa: token e endereço da ClickSign.",
            "Complete the tenant's settings: its token and ClickSign's address."};
  case health_remedy::give_token:
    return {
        "Gere um access token na ClickSign, em Configurações > API, e copie-o inteiro; o ambiente de testes tem os seus próprios.",
        "Generate an access token in ClickSign under Configurações > API, and copy it whole; the test environment has its own."};
  case health_remedy::unblock_account:
    return {"A conta está bloqueada: o responsável deve escrever para ajuda@clicksign.com.",
            "The account is blocked: its owner must write to ajuda@clicksign.com."};
  case health_remedy::check_address:
    return {"Confira o endereço da ClickSign e a conexão até ele: a API não respondeu.",
            "Check ClickSign's address and the way to it: the API did not answer."};
  case health_remedy::ask_about_plan:
    return {"A conta não tem permissão para isso: consulte a ClickSign sobre o plano.",
            "The account may not do this: ask ClickSign about its plan."};
  case health_remedy::look_later:
    return {"A ClickSign não consegue responder agora: confira de novo em alguns minutos.",
            "ClickSign cannot answer just now: look again in some minutes."};
  case health_remedy::set_api_user:
    return {"Informe o e-mail do usuário da API na ClickSign, em Configurações > API.",
            "Set the e-mail of the API user in ClickSign under Configurações > API."};
  case health_remedy::register_webhook:
    return {"Cadastre a URL da empresa na ClickSign, em Configurações > API > Adicionar Webhook.",
            "Register the tenant's URL in ClickSign under Configurações > API > Adicionar Webhook."};
  case health_remedy::switch_webhook_on:
    return {"Ative o webhook na ClickSign, em Configurações > API.",
            "Switch the webhook on in ClickSign under Configurações > API."};
  case health_remedy::add_events:
    return {"Marque no webhook os eventos que faltam.", "Add the events that are missing to the webhook."};
  case health_remedy::give_secret:
    return {"Copie o segredo do webhook para o cadastro da empresa.", "Copy the webhook's secret into the tenant's settings."};
  case health_remedy::open_the_way:
    return {"Nenhum aviso chegou, embora haja documentos em andamento: confira se a ClickSign alcança a URL cadastrada.",
            "No callback has ever come though documents run: see that ClickSign reaches the registered URL."};
  case health_remedy::give_callback_url:
    return {"Informe no cadastro da empresa a URL que a ClickSign deve chamar.",
            "Give the URL that ClickSign is to call in the tenant's settings."};
  }
  return {};
}

} // namespace

std::string_view label(submission_state value, language language) {
  return detail::in(language, wording_of(value));
}

std::string_view label(action value, language language) {
  return detail::in(language, wording_of(value));
}

std::string_view label(obstacle value, language language) {
  return detail::in(language, wording_of(value));
}

std::string_view label(file_state value, language language) {
  return detail::in(language, wording_of(value));
}

std::string label(file_verdict const& value, language language) {
  return detail::label_in(language, value, verdict_words);
}

std::string label(workflow::change_kind const& value, language language) {
  return detail::label_in(language, value, change_words);
}

std::string label(workflow::change const& value, language language) {
  if (value.signing) return label(value.signing->kind, language);
  if (value.state) return std::string(label(*value.state, language));
  if (value.kind == change_kind::file && value.error)
    return std::string(label(file_state::failed, language)) + ": " + label(*value.error, language);
  std::string out = value.action ? std::string(label(*value.action, language)) : label(value.kind, language);
  if (value.error) out += ": " + label(*value.error, language);
  return out;
}

std::string label(health_topic const& value, language language) {
  return detail::label_in(language, value, topic_words);
}

std::string_view label(health_remedy value, language language) {
  return detail::in(language, wording_of(value));
}

RUBRICA_END_NAMESPACE
