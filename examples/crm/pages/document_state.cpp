#include "pages/document_state.hpp"

#include "pages/words.hpp"

#include <rubrica/workflow/label.hpp>

namespace crm {
namespace {

namespace flow = rubrica::workflow;
using state = flow::submission_state;

char const* colour_of(sending const& one) {
  switch (one.state) {
  case state::waiting:
  case state::running: return one.has_problem ? "atencao" : "andamento";
  case state::finished: return "pronto";
  case state::failed: return "falha";
  default: return "neutro";
  }
}

/// What a button has begun and a worker has not finished.
char const* doing(flow::action what) {
  switch (what) {
  case flow::action::remind: return "Lembrando os signatários…";
  case flow::action::cancel: return "Cancelando…";
  case flow::action::remove: return "Excluindo na ClickSign…";
  case flow::action::withdraw: return "Retirando…";
  case flow::action::send_again: return "Enviando de novo…";
  default: return "Buscando o arquivo assinado…";
  }
}

std::string state_of(sending const& one) {
  if (one.under_way) return doing(*one.under_way);
  return one.is_removed ? "Excluído na ClickSign" : spoken(one.state);
}

} // namespace

html badge_of(document const& one) {
  if (!one.last) return html("<span class=\"selo neutro\">Não enviado</span>");
  sending const& last = *one.last;
  html out("<span class=\"selo {}\">{}</span>", colour_of(last), state_of(last));
  bool const counts =
      last.signers > 0 && (last.state == state::running || last.state == state::ended || last.state == state::finished);
  if (counts)
    out += html(" <span class=\"nota\">{} de {} {}</span>", last.signatures, last.signers,
                last.signers == 1 ? "assinatura" : "assinaturas");
  bool const is_open = last.state == state::running || last.state == state::waiting;
  if (is_open && !last.deadline.empty()) out += html(" <span class=\"nota\">Válido até {}</span>", date_of(last.deadline));
  if (last.is_removed) out += html(" <span class=\"nota\">A ClickSign guarda apenas o registro do cancelamento</span>");
  if (last.has_problem) out += html(" <span class=\"nota\">Requer atenção: veja em Acompanhar</span>");
  return out;
}

std::string why_not_send(document const& one, bool is_set_up) {
  if (!is_set_up) return "Configure a integração com a ClickSign para enviar.";
  if (!one.last) return {};
  if (one.last->under_way) return "Aguarde o fim da operação em andamento.";
  switch (one.last->state) {
  case state::waiting: return "O documento já está sendo enviado.";
  case state::running: return "O documento está em assinatura: cancele o envio para enviar de novo.";
  case state::finished: return "Todos já assinaram.";
  default: return {};
  }
}

std::string why_not_edit(document const& one) {
  if (!one.last) return {};
  if (one.last->signatures > 0) return "Alguém já assinou: os dados não podem mais ser alterados.";
  if (one.last->state == state::waiting) return "O documento está sendo enviado.";
  return {};
}

bool is_set_up(soci::session& at, std::string const& tenant) {
  auto const account = integration_of(at, tenant, "clicksign");
  return account && !account->token.empty() && !account->secret.empty();
}

html button_to(std::string const& address, char const* text, std::string const& about, std::string const& why_not) {
  html const whom("<span class=\"so-leitor\"> {}</span>", about);
  if (why_not.empty()) return html("<a class=\"botao\" href=\"{}\">{}{}</a>", address, text, whom);
  return html("<button type=\"button\" disabled>{}{}</button><span class=\"motivo\">{}</span>", text, whom, why_not);
}

} // namespace crm
