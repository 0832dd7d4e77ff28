#include "sandbox/site/account_page.hpp"

#include "sandbox/accounts/accounts.hpp"
#include "sandbox/limits.hpp"
#include "sandbox/service/links.hpp"
#include "sandbox/service/scheduler.hpp"

#include <rubrica/clicksign/label.hpp>
#include <rubrica/clicksign/webhook/label.hpp>
#include <rubrica/core/label.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr auto portuguese = language::portuguese;
constexpr std::size_t most_rows = 50;
constexpr int furthest = 3650; // days

std::string status_of(signer const& who, envelope const& owner) {
  if (who.refused) return "recusou";
  if (is_pending(owner, who)) return "ainda não assinou";
  return who.signed_documents.empty() ? "não assina mais" : "assinou";
}

std::string link_to(signer const& who) {
  return fmt::format("<a href=\"/assinar/{}\">{}</a>", escaped(who.id), isolated(who.name));
}

std::string row_of(account_state const& service, envelope const& one) {
  std::string documents;
  for (auto const& each : one.documents)
    documents += fmt::format("<li>{} — {}</li>", isolated(each->filename), label(clicksign::status(each->status), portuguese));
  std::string signers;
  for (auto const& who : one.signers) {
    std::string shown;
    for (auto const& file : who->shown_files)
      shown += fmt::format(", {}: {}", escaped(label(clicksign::authentication(file.authentication), portuguese)),
                           isolated(file.filename));
    signers += fmt::format("<li>{} <small>({}{})</small></li>", link_to(*who), status_of(*who, one), shown);
  }
  return fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td><ul>{}</ul></td><td><ul>{}</ul></td></tr>",
                     service.number, isolated(one.name), label(clicksign::status(one.status), portuguese),
                     shown_time(one.deadline), documents, signers);
}

/// The newest rows of a table, and how many there are.
std::string table(std::string_view title, std::string_view heads, std::vector<std::string> const& rows, std::size_t all) {
  std::string out = fmt::format("<section><h2>{} ({})</h2>", title, all);
  if (rows.empty()) return out + "<p>Nada ainda.</p></section>";
  if (rows.size() < all) out += fmt::format("<p><small>Só os {} mais recentes.</small></p>", rows.size());
  out += fmt::format("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table><thead><tr>", title);
  for (std::string_view rest = heads; !rest.empty();) {
    auto const end = std::min(rest.find('|'), rest.size());
    out += fmt::format("<th scope=\"col\">{}</th>", rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  out += "</tr></thead><tbody>";
  for (std::string const& row : rows) out += row;
  return out + "</tbody></table></div></section>";
}

std::string kind_of(notification_kind kind) {
  switch (kind) {
  case notification_kind::request: return "Pedido de assinatura";
  case notification_kind::reminder: return "Lembrete";
  case notification_kind::code: return "Código";
  case notification_kind::finished: return "Documento finalizado";
  }
  return {};
}

std::string message_row(notification const& one) {
  std::string const link = one.signer.empty() || one.link.empty()
                               ? std::string()
                               : fmt::format("<a href=\"/assinar/{}\">Abrir a página de assinatura</a>", escaped(one.signer));
  return fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{} {}</td></tr>", shown_time(one.at), kind_of(one.kind),
                     escaped(label(clicksign::channel(one.channel), portuguese)), isolated(one.to.reveal()),
                     isolated(one.message), link);
}

std::string answer_of(delivery const& one) {
  if (one.url.empty()) return "sem webhook";
  if (one.attempts == 0) return "não enviado";
  return one.status == 0 ? "sem resposta" : std::to_string(one.status);
}

std::string delivery_row(delivery const& one) {
  return fmt::format("<tr><td>{}</td><td>{} <small>({})</small></td><td>{}</td><td>{}</td><td>{}</td></tr>", one.account,
                     escaped(label(clicksign::webhook::event_name(one.event), portuguese)), escaped(one.event), isolated(one.url),
                     answer_of(one), one.attempts);
}

} // namespace

std::string account_page::clock_section() const {
  return fmt::format(
      "<form class=\"box\" method=\"post\"><h2>Relógio</h2><p>Agora são <strong>{}</strong> no simulador.</p>"
      "<div class=\"row\"><div><label for=\"quantidade\">Avançar</label><input id=\"quantidade\" name=\"quantidade\" "
      "type=\"number\" min=\"1\" max=\"{}\" value=\"1\" required></div><div><label for=\"unidade\">Unidade</label>"
      "<select id=\"unidade\" name=\"unidade\"><option value=\"dias\">dias</option><option value=\"horas\">horas"
      "</option><option value=\"minutos\">minutos</option></select></div></div>{}</form>",
      shown_time(owner_.now()), furthest, button("avancar", "Avançar o relógio"));
}

std::string account_page::envelope_section() const {
  locked const lock(shared_.mutex);
  std::vector<std::pair<instant, std::string>> rows;
  std::size_t all = 0;
  for (auto const& service : accounts_) {
    catch_up(*service);
    auto const& list = service->envelopes.all();
    std::size_t const size = list.size();
    all += size;
    for (std::size_t i = size - std::min(size, most_rows); i < size; ++i)
      rows.emplace_back(list.nth(i).created_at, row_of(*service, list.nth(i)));
  }
  std::stable_sort(rows.begin(), rows.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
  std::vector<std::string> newest;
  for (auto one = rows.rbegin(); one != rows.rend() && newest.size() < most_rows; ++one) newest.push_back(std::move(one->second));
  return table("Envelopes", "Conta|Nome|Situação|Prazo|Documentos|Signatários", newest, all);
}

std::string account_page::message_section() const {
  locked const lock(shared_.mutex);
  for (auto const& service : accounts_) catch_up(*service);
  auto const& all = shared_.notifications;
  return table("Mensagens que as pessoas receberiam", "Quando|O quê|Canal|Para|Texto", all.newest(most_rows, &message_row),
               all.size());
}

std::string account_page::delivery_section() const {
  locked const lock(shared_.mutex);
  auto const& all = shared_.deliveries;
  return table("Avisos ao seu sistema", "Conta|Evento|Para|Resposta|Envios", all.newest(most_rows, &delivery_row), all.size());
}

std::string account_page::fault_section() const {
  std::string out = "<form class=\"box\" method=\"post\"><h2>Falhas de propósito</h2>";
  auto const planned = owner_.faults();
  if (!planned.empty()) {
    out += "<ul>";
    for (auto const& one : planned)
      out +=
          fmt::format("<li>{} {} — já ocorreu {}x</li>", escaped(to_string(one.plan.what)), isolated(one.plan.path), one.struck);
    out += "</ul>";
  }
  out +=
      "<label for=\"plano\">Nova falha</label><input id=\"plano\" name=\"plano\" placeholder=\"503,method=POST,path=/envelopes\" "
      "aria-describedby=\"plano-ajuda\"><p><small id=\"plano-ajuda\">Por exemplo <code>commit_then_reset,times=2</code> ou "
      "<code>webhook_lose</code>; <code>rubrica-sandbox --help</code> explica todas.</small></p>";
  return out + button("falha", "Planejar a falha") +
         "<button class=\"quiet\" name=\"acao\" value=\"limpar\">Esquecer as falhas</button></form>";
}

reply account_page::show(std::string const& error) const {
  std::string body = "<h1>Simulador da ClickSign</h1><p>Nada daqui tem valor legal, e nenhuma mensagem sai desta máquina.</p>";
  if (!error.empty()) body += alert(error);
  body += clock_section() + message_section() + envelope_section() + delivery_section() + fault_section();
  return html_page(error.empty() ? 200 : 422, "Simulador da ClickSign", body);
}

std::string account_page::advance(posted_form const& form) const {
  std::string const text = form.field("quantidade");
  int count = 0;
  auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), count);
  bool const usable = problem == std::errc() && end == text.data() + text.size() && count >= 1 && count <= furthest;
  if (!usable) return fmt::format("Informe um número de 1 a {}.", furthest);
  std::string const unit = form.field("unidade");
  auto const step = unit == "minutos" ? std::chrono::minutes(1) : std::chrono::minutes(unit == "horas" ? 60 : 24 * 60);
  owner_.advance(count * step);
  return {};
}

reply account_page::act(posted_form const& form) const {
  std::string const action = form.field("acao");
  std::string wrong;
  if (action == "avancar") {
    wrong = advance(form);
  } else if (action == "falha") {
    auto plan = read_fault_plan(form.field("plano"));
    auto const added = plan ? owner_.add_fault(*std::move(plan)) : result<void>(plan.error());
    if (!added) wrong = "Esta falha não existe: " + added.error().message;
  } else if (action == "limpar") {
    owner_.clear_faults();
  } else {
    wrong = "Ação desconhecida.";
  }
  return wrong.empty() ? see_other("/conta") : show(wrong);
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
