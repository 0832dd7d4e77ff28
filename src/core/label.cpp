#include <rubrica/core/label.hpp>

#include "core/wording.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace {

/// `message` has the English sentences.
std::string_view in_portuguese(errc code) {
  switch (code) {
  case errc::invalid_argument: return "Um dos dados informados não pode ser usado.";
  case errc::invalid_request: return "Há dados a corrigir antes do envio.";
  case errc::rule_refused: return "As regras do processo de assinatura não permitem isso.";
  case errc::file_error: return "Um arquivo não pôde ser lido ou gravado.";
  case errc::out_of_memory: return "Faltou memória no servidor.";
  case errc::dns: return "O endereço do servidor não foi encontrado.";
  case errc::connect: return "O servidor não respondeu.";
  case errc::tls: return "Não foi possível abrir uma conexão segura com o servidor.";
  case errc::timeout: return "O tempo de espera acabou.";
  case errc::cancelled: return "A operação foi interrompida.";
  case errc::connection_lost: return "A conexão caiu antes de a resposta chegar inteira.";
  case errc::too_large: return "A resposta é maior do que o permitido.";
  case errc::protocol: return "A resposta do servidor não tem o formato esperado.";
  case errc::address_refused: return "O link do arquivo leva a um endereço não permitido.";
  case errc::conflict: return "A chave já foi usada em outro envio.";
  case errc::interrupted: return "Uma tentativa anterior parou no meio, e não se sabe até onde ela chegou.";
  case errc::process_forked: return "A conexão pertence a outro processo.";
  case errc::unauthorized: return "O token de acesso não foi aceito.";
  case errc::forbidden: return "A conta não tem permissão para isso.";
  case errc::forbidden_plan: return "O plano da conta não inclui este recurso, ou o limite do plano foi atingido.";
  case errc::account_blocked: return "A conta está bloqueada na ClickSign.";
  case errc::api_user_missing: return "Falta informar o e-mail do usuário da API nas configurações da ClickSign.";
  case errc::not_draft: return "Isso só é possível enquanto o envelope é um rascunho.";
  case errc::already_signed: return "O signatário já assinou.";
  case errc::not_found: return "O registro não foi encontrado.";
  case errc::invalid: return "A ClickSign recusou dados do pedido.";
  case errc::taken: return "Este valor já está em uso.";
  case errc::not_ready: return "A ClickSign ainda está processando o documento.";
  case errc::rate_limited: return "Foram feitos pedidos demais em pouco tempo.";
  case errc::service_unavailable: return "O serviço está fora do ar.";
  case errc::server_error: return "O servidor falhou.";
  case errc::signature_missing: return "O aviso recebido não tem uma assinatura utilizável.";
  case errc::signature_mismatch: return "A assinatura do aviso recebido não confere.";
  case errc::malformed: return "O texto recebido não tem o formato esperado.";
  case errc::limit_exceeded: return "O que foi recebido passa de um limite.";
  case errc::ambiguous_payload: return "O aviso recebido pode ser de mais de um tipo.";
  case errc::unknown_route: return "Ninguém está cadastrado neste endereço.";
  }
  return {};
}

detail::wording wording_of(outcome value) {
  switch (value) {
  case outcome::not_sent: return {"Nada foi enviado", "Nothing was sent"};
  case outcome::rejected: return {"Recusado: nada mudou", "Refused: nothing was changed"};
  case outcome::ambiguous:
    return {"Pode ter sido feito: confira antes de repetir", "It may have happened: look before you repeat it"};
  case outcome::done: return {"Feito, com uma falha depois", "Done, with a failure afterwards"};
  }
  return {};
}

} // namespace

std::string_view to_string(language value) noexcept {
  return value == language::english ? "en" : "pt-BR";
}

std::string_view label(errc code, language language) {
  return language == language::english ? message(code) : in_portuguese(code);
}

std::string_view label(outcome value, language language) {
  return detail::in(language, wording_of(value));
}

RUBRICA_END_NAMESPACE
