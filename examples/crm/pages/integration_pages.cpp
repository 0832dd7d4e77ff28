#include "pages/page_routes.hpp"

#include "pages/words.hpp"

#include <rubrica/signing/label.hpp>
#include <rubrica/workflow/label.hpp>

#include <algorithm>

namespace crm {
namespace {

namespace callbacks = rubrica::callbacks;

char const* name_of(std::string const& type) {
  return type == "assinebem" ? "AssineBem" : "Clicksign";
}

/// So much of it that its owner recognises it.
std::string masked(std::string const& token) {
  return token.size() > 8 ? "••••" + token.substr(token.size() - 4) : "••••";
}

html remove_button(visit const& of, integration const& one) {
  return html(
      "{}<input type=\"hidden\" name=\"tipo\" value=\"{}\"><button>Excluir<span class=\"so-leitor\"> {}</span></button></form>",
      form_begin(of, "/integracoes/excluir"), one.type, name_of(one.type));
}

html table_of(visit const& of, std::vector<integration> const& all) {
  html rows;
  for (integration const& one : all) {
    bool const waits = one.type == "clicksign" && one.secret.empty();
    html const state =
        waits ? html("<span class=\"selo atencao\">Falta o webhook</span>") : html("<span class=\"selo pronto\">Pronta</span>");
    rows += html(
        "<tr><td data-rotulo=\"Tipo\">{}</td><td data-rotulo=\"Token\"><code>{}</code></td><td data-rotulo=\"Situação\">{}</td>"
        "<td data-rotulo=\"Ações\">{}</td></tr>",
        name_of(one.type), masked(one.token), state, remove_button(of, one));
  }
  return html("<table><thead><tr><th scope=\"col\">Tipo</th><th scope=\"col\">Token</th><th scope=\"col\">Situação</th>"
              "<th scope=\"col\">Ações</th></tr></thead><tbody>{}</tbody></table>",
              rows);
}

html copied(char const* id, char const* label, std::string const& value) {
  return html("<p class=\"copiar\"><label for=\"{}\">{}</label><input id=\"{}\" readonly value=\"{}\">"
              "<button type=\"button\" data-copiar=\"{}\" hidden>Copiar<span class=\"so-leitor\"> {}</span></button></p>",
              id, label, id, value, id, label);
}

std::string address_of(visit const& of, callbacks::provider provider, std::string const& hint = {}) {
  auto const url = of.app.desk.address(of.whose, provider, hint);
  return url ? std::string(url->reveal()) : spoken(url.error());
}

/// What is left to do after the token: ClickSign has to know where to call.
html webhook_part(visit const& of, integration const& account) {
  html out("<h2>Webhook da ClickSign</h2>");
  if (!account.secret.empty()) return html("{}<p>Cadastrado: a ClickSign avisa este CRM de cada assinatura.</p>", out);
  out += html("{}<p>A ClickSign precisa do endereço deste CRM para avisar de cada assinatura.</p>"
              "<p class=\"acoes\"><button class=\"principal\">Cadastrar o webhook por mim</button></p></form>",
              form_begin(of, "/integracoes/webhook"));
  out += html(
      "<details><summary>Prefiro cadastrar na ClickSign</summary><ol><li>Na ClickSign, abra Configurações &gt; API e clique em "
      "“Adicionar Webhook”.</li><li>Cole este endereço, marque todos os eventos e salve.</li><li>Copie o segredo HMAC que a "
      "ClickSign mostra e cole abaixo.</li></ol>{}{}<p><label for=\"segredo\">Segredo HMAC do webhook</label>"
      "<input id=\"segredo\" name=\"segredo\" required autocomplete=\"off\"></p><p class=\"acoes\"><button>Salvar segredo</button>"
      "</p></form></details>",
      copied("url-webhook", "URL do webhook", address_of(of, callbacks::provider::clicksign)),
      form_begin(of, "/integracoes/segredo"));
  return out;
}

bool is_type(std::string const& text) {
  return text == "clicksign" || text == "assinebem";
}

html health_item(rubrica::workflow::health_check const& one) {
  html const state =
      one.healthy ? html("<span class=\"selo pronto\">Em ordem</span>") : html("<span class=\"selo falha\">Corrigir</span>");
  html const remedy = one.healthy ? html() : html("<p>{}</p>", spoken(one.advice));
  return html("<li>{} <strong>{}</strong>{}</li>", state, spoken(rubrica::workflow::health_topic(one.name)), remedy);
}

} // namespace

answer integrations_page(visit const& of) {
  auto const all = of.read([&](soci::session& at) { return integrations(at, of.whose.id); });
  auto const account = std::find_if(all.begin(), all.end(), [](integration const& one) { return one.type == "clicksign"; });
  html content(
      "<div class=\"titulo\"><h1>Integrações</h1><a class=\"botao principal\" href=\"/integracoes/novo\">Novo registro</a></div>");
  content += all.empty() ? html("<p>Nenhuma integração foi cadastrada.</p>") : table_of(of, all);
  if (account != all.end()) {
    content += webhook_part(of, *account);
    content += html("<p><a class=\"botao\" href=\"/integracoes/saude\">Verificar a integração</a></p>");
  }
  return page(of, "Integrações", content);
}

answer new_integration_page(visit const& of) {
  html hint("Na ClickSign, em Configurações &gt; API, clique em “Gerar access token”.");
  if (of.app.is_demo)
    hint = html("Nesta demonstração a ClickSign é um simulador; o token desta empresa é <code>token-{}</code>.", of.whose.id);
  return page(
      of, "Novo registro",
      html(
          "<h1>Novo registro</h1>{}<p><label for=\"tipo\">Tipo</label><select id=\"tipo\" name=\"tipo\">"
          "<option value=\"clicksign\">Clicksign</option><option value=\"assinebem\">AssineBem</option></select></p>"
          "<p><label for=\"token\">Token</label><input id=\"token\" name=\"token\" required autocomplete=\"off\" "
          "aria-describedby=\"token-dica\"><span class=\"nota\" id=\"token-dica\">{}</span></p>"
          "<p class=\"acoes\"><button class=\"principal\">Salvar</button> <a class=\"botao\" href=\"/integracoes\">Voltar</a></p></form>",
          form_begin(of, "/integracoes"), hint));
}

answer save_integration(visit const& of) {
  std::string const type = of.field("tipo");
  std::string const token = of.field("token");
  bool const is_usable = is_type(type) && !token.empty() && token.size() <= 500;
  if (!is_usable) return go(of, "/integracoes/novo", "Escolha o tipo e preencha o token.");
  of.write([&](soci::session& at) { save_token(at, of.whose.id, type, token); });
  of.app.desk.follow_integrations();
  return go(of, "/integracoes", "Integração salva.");
}

answer remove_integration_form(visit const& of) {
  of.write([&](soci::session& at) { remove_integration(at, of.whose.id, of.field("tipo")); });
  of.app.desk.follow_integrations();
  return go(of, "/integracoes", "Integração excluída.");
}

answer save_secret_form(visit const& of) {
  std::string const secret = of.field("segredo");
  if (secret.empty() || secret.size() > 500) return go(of, "/integracoes", "Preencha o segredo do webhook.");
  of.write([&](soci::session& at) { save_webhook_secret(at, of.whose.id, secret); });
  of.app.desk.follow_integrations();
  return go(of, "/integracoes", "Segredo salvo.");
}

answer register_webhook_form(visit const& of) {
  auto const done = of.app.desk.register_webhook(of.whose);
  return go(of, "/integracoes", done ? "Webhook cadastrado." : spoken(done.error()));
}

answer health_page(visit const& of) {
  auto const now = of.app.desk.engine().health(of.whose.id);
  html content("<p class=\"trilha\"><a href=\"/integracoes\">Integrações</a></p><h1>Verificação da integração</h1>");
  if (!now) return page(of, "Verificação da integração", html("{}<div class=\"erro\">{}</div>", content, explained(now.error())));
  html items;
  for (auto const& one : now->checks) items += health_item(one);
  content += html("<ul class=\"lista-simples\">{}</ul>", items);
  if (now->last_callback) content += html("<p>Último aviso recebido: {}.</p>", date_and_time_of(*now->last_callback));
  return page(of, "Verificação da integração", content);
}

answer profile_page(visit const& of) {
  html content("<h1>Perfil</h1><dl><dt>Empresa</dt><dd>{}</dd></dl>", typed(of.whose.name));
  content += copied("token-da-empresa", "Token da empresa", of.whose.company_token);
  content += copied("url-clicksign", "URL para o webhook da ClickSign", address_of(of, callbacks::provider::clicksign));
  content += html("<h2>Outros avisos</h2>");
  content += copied("url-assinebem", "URL para os callbacks do AssineBem (troque {TIPO}, por exemplo, por parte_assinou)",
                    address_of(of, callbacks::provider::assinebem, "") + "/{TIPO}");
  content += copied("url-pacto", "URL Webhook para o Pacto", address_of(of, callbacks::provider::pacto));
  return page(of, "Perfil", content);
}

} // namespace crm
