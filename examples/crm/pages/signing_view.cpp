#include "pages/signing_view.hpp"

#include "pages/document_state.hpp"
#include "pages/words.hpp"

#include <rubrica/clicksign/label.hpp>
#include <rubrica/signing/label.hpp>
#include <rubrica/workflow/label.hpp>

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

namespace crm {
namespace {

namespace flow = rubrica::workflow;
namespace signing = rubrica::signing;

/// What is known of the signed file: whether it is here, and whether its signatures hold.
html signed_file_of(flow::document_view const& one) {
  if (one.file == flow::file_state::none) return {};
  html out("{}", spoken(one.file));
  if (!one.verdict.empty()) out += html(" · {}", spoken(flow::file_verdict(one.verdict)));
  return html("<dt>Arquivo assinado</dt><dd>{}</dd>", out);
}

/// What the provider says beside a line of the history: a moment and a yes or no in the user's form.
std::string note_of(signing::timeline_line const& one) {
  std::string const& note = one.note.reveal();
  if (note == "true") return "Sim";
  if (note == "false") return "Não";
  rubrica::timestamp const moment(note);
  return moment.at() ? date_and_time_of(moment) : note;
}

html fact(char const* name, html const& value) {
  return html("<dt>{}</dt><dd>{}</dd>", name, value);
}

/// What is known of a signer; nothing was heard of one that only waits.
signing::signer_status status_of(flow::view const& from, flow::signer_view const& who) {
  for (flow::document_view const& document : from.documents) {
    for (signing::signer_state const& one : document.state.signers) {
      auto const* const id = one.signer.clicksign();
      if (id != nullptr && *id == who.id) return one.status();
    }
  }
  return signing::signer_status::waiting;
}

/// Who signs without having been asked for here, such as somebody to whom a signer handed the signing.
std::vector<signing::signer_state> joined_later(flow::view const& from) {
  std::vector<signing::signer_state> out;
  std::set<std::string_view> known;
  for (flow::signer_view const& one : from.signers) known.insert(one.id.text());
  for (flow::document_view const& document : from.documents) {
    for (signing::signer_state const& one : document.state.signers) {
      auto const* const id = one.signer.clicksign();
      if (id != nullptr && known.insert(id->text()).second) out.push_back(one);
    }
  }
  return out;
}

char const* colour_of(signing::signer_status value) {
  switch (value) {
  case signing::signer_status::has_signed: return "pronto";
  case signing::signer_status::refused:
  case signing::signer_status::invitation_failed: return "falha";
  case signing::signer_status::viewed:
  case signing::signer_status::started: return "andamento";
  default: return "neutro";
  }
}

html action_button(visit const& of, document const& one, flow::allowed_action const& action) {
  std::string const name = spoken(action.action);
  if (!action.allowed)
    return html("<li><button type=\"button\" disabled>{}</button><span class=\"motivo\">{}</span></li>", name,
                spoken(action.obstacle));
  return html("<li>{}<button name=\"acao\" value=\"{}\">{}</button></form></li>",
              form_begin(of, "/documentos/" + std::to_string(one.number) + "/acao"), action.name, name);
}

html signer_row(std::string const& name, html const& contact, std::string const& role, std::string const& authentication,
                signing::signer_status status) {
  return html("<tr><td data-rotulo=\"Nome\">{}</td><td data-rotulo=\"Contato\">{}</td><td data-rotulo=\"Assina como\">{}</td>"
              "<td data-rotulo=\"Autenticação\">{}</td><td data-rotulo=\"Situação\"><span class=\"selo {}\">{}</span></td></tr>",
              typed(name), contact, role, authentication, colour_of(status), spoken(status));
}

/// Of the engine's actions those that are buttons here. Sending again has the signer window, and withdrawing is what "Excluir" does.
bool is_button(flow::allowed_action const& one, flow::view const& from) {
  switch (one.action) {
  case flow::action::remind:
  case flow::action::cancel: return true;
  case flow::action::remove: return from.state == flow::submission_state::cancelled;
  default: return false;
  }
}

} // namespace

html problems_of(flow::view const& from) {
  html out;
  if (from.last_error) out += html("<div class=\"erro\" role=\"status\">{}</div>", explained(*from.last_error));
  if (from.notification_error) {
    out += html("<div class=\"erro\" role=\"status\"><p>Os signatários podem não ter recebido o convite.</p>{}</div>",
                explained(*from.notification_error));
  }
  for (flow::document_view const& one : from.documents) {
    if (one.file_error)
      out += html("<div class=\"erro\" role=\"status\"><p>O arquivo assinado ainda não foi baixado.</p>{}</div>",
                  explained(*one.file_error));
  }
  return out;
}

html facts_of(document const& one, flow::view const* from) {
  html out = fact("Tipo", typed(one.type));
  if (!one.description.empty()) out += fact("Descrição", typed(one.description));
  out += fact("Arquivo original", html("<a href=\"/documentos/{}/original\">{}</a>", one.number, typed(one.file)));
  if (from != nullptr) {
    out += fact("Enviado em", html("{}", date_and_time_of(from->submitted_at)));
    if (!from->deadline.empty()) out += fact("Válido até", html("{}", date_and_time_of(from->deadline)));
    for (flow::document_view const& each : from->documents) out += signed_file_of(each);
    if (!from->message.empty()) out += fact("Mensagem", typed(from->message));
  }
  return html("<dl>{}</dl>", out);
}

html buttons_of(visit const& of, document const& one, flow::view const* from, bool is_set_up) {
  std::string const at = "/documentos/" + std::to_string(one.number);
  char const* const send = one.last ? "Enviar de novo" : "Enviar para assinatura";
  html items("<li>{}</li>", button_to(at + "/enviar", send, {}, why_not_send(one, is_set_up)));
  if (from != nullptr) {
    for (flow::allowed_action const& each : from->actions) {
      bool const shown = is_button(each, *from) && !(each.action == flow::action::remove && one.last->is_removed);
      if (shown) items += action_button(of, one, each);
    }
    items += html("<li>{}</li>", button_to(at + "/assinado", "Baixar assinado", {},
                                           one.last->is_kept ? "" : "O arquivo fica disponível quando todos assinarem."));
  }
  items += html("<li>{}</li><li>{}</li>", button_to(at + "/editar", "Editar dados", {}, why_not_edit(one)),
                button_to(at + "/excluir", "Excluir", {}));
  return html("<h2>Ações</h2><ul class=\"lista-acoes\">{}</ul>", items);
}

html signers_of(flow::view const& from) {
  html rows;
  for (flow::signer_view const& one : from.signers) {
    html contact = typed(one.email.reveal());
    if (!one.mobile.empty())
      contact += html("{}{}", contact.text() == "<bdi dir=\"auto\"></bdi>" ? html() : html("<br>"),
                      typed(mobile_of(one.mobile.reveal())));
    rows += signer_row(one.name.reveal(), contact, spoken(one.role), spoken(one.authentication), status_of(from, one));
  }
  for (signing::signer_state const& one : joined_later(from))
    rows += signer_row(one.name.reveal(), typed(one.email.reveal()), "Entrou depois do envio", "", one.status());
  return html(
      "<h2>Signatários</h2><table><thead><tr><th scope=\"col\">Nome</th><th scope=\"col\">Contato</th><th scope=\"col\">Assina "
      "como</th><th scope=\"col\">Autenticação</th><th scope=\"col\">Situação</th></tr></thead><tbody>{}</tbody></table>",
      rows);
}

html history_of(flow::view const& from) {
  html lines;
  for (signing::timeline_line const& one : from.timeline) {
    html who = one.who.empty() ? html() : html(" — {}", typed(one.who.reveal()));
    if (!one.whom.empty()) who += html(" → {}", typed(one.whom.reveal()));
    html const note = one.note.empty() ? html() : html("<br><span class=\"nota\">{}</span>", typed(note_of(one)));
    lines += html("<li><time>{}</time> <span>{}{}{}</span></li>", date_and_time_of(one.when), spoken(one), who, note);
  }
  if (lines.empty()) return html("<h2>Histórico</h2><p>Nada foi registrado ainda.</p>");
  return html("<h2>Histórico</h2><ol class=\"historico\">{}</ol>", lines);
}

} // namespace crm
