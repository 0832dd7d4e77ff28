// The pictures of docs/guide/*/tour.md, and what axe-core says of the pages. Only `./dev browser` runs them.
#include "support/catch.hpp"

#include "browser/crm_world.hpp"
#include "support/clock/wait_until.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>

namespace crm_tour_test {

using nlohmann::json;
using rubrica_test::crm_world;
using rubrica_test::wait_until;

namespace {

std::string environment(char const* name) {
  char const* const value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

/// What differs from one run to the next is written over, so that a picture changes only when its page does.
constexpr char scrub[] = R"js(
  const in_ten_days = Date.now() + 864e6;
  const day = (_, d, m, y) => new Date(y, m - 1, d) > in_ten_days ? '15/01/2027' : '15/12/2026';
  const same = text => text.replace(/(\d\d)\/(\d\d)\/(\d{4})/g, day).replace(/às \d\d:\d\d/g, 'às 10:30')
    .replace(/[0-9a-f]{64}/g, '4f1c9a…').replace(/127\.0\.0\.1:\d+/g, 'crm.exemplo.com.br').replace('http://crm', 'https://crm');
  const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (all.nextNode()) all.currentNode.data = same(all.currentNode.data);
  for (const one of document.querySelectorAll('input[readonly]')) one.value = same(one.value);
  document.activeElement.blur();
  scrollTo(0, 0);
)js";

constexpr int wide = 1120;
constexpr int narrow = 390;

/// The whole page at this width, unless it is very long.
std::string picture(rubrica_test::webdriver& browser, int width) {
  browser.resize(width, 760);
  int const height = browser.run("return Math.min(document.documentElement.scrollHeight, 1250) + outerHeight - innerHeight");
  browser.resize(width, std::max(height, width == wide ? 560 : 760));
  return browser.screenshot();
}

/// Goes through all pages as the tour does, and calls `at_page` with the name of each.
template <class F> void walk(crm_world& at, F const& at_page) {
  auto& user = at.user;
  user.open(at.url() + "/entrar");
  at_page("01-entrar");
  at.enter();
  user.press("Integrações");
  user.press("Novo registro");
  user.fill("Token", "token-acme");
  at_page("02-token");
  user.press("Salvar");
  REQUIRE(user.sees("Integração salva."));
  at_page("03-webhook");
  user.press("Cadastrar o webhook por mim");
  REQUIRE(user.sees("Webhook cadastrado."));
  user.press("Verificar a integração");
  REQUIRE(user.sees("Em ordem"));
  at_page("04-saude");
  user.press("Perfil");
  at_page("05-perfil");
  user.press("Oportunidades");
  user.press("Consultoria tributária 2027");
  at_page("06-cadastro");
  user.press("Documentos");
  user.press("+ Adicionar documento");
  user.fill("Nome do documento", "Contrato de consultoria");
  user.fill("Descrição", "Honorários mensais, doze meses");
  user.attach("Arquivo", at.file("contrato.pdf"));
  at_page("07-adicionar");
  user.press("Salvar");
  REQUIRE(user.sees("Documento adicionado."));
  at_page("08-documentos");
  user.press("Enviar para assinatura");
  user.choose("Autenticação", "WhatsApp", "Signatário 1");
  user.choose("Assina como", "Contratante", "Signatário 1");
  user.choose("Assina como", "Testemunha", "Signatário 2");
  at_page("09-signatarios");
  user.fill("Celular com DDD", "123", "Signatário 1");
  user.press("Enviar");
  REQUIRE(user.sees("celular"));
  at_page("10-correcao");
  user.fill("Celular com DDD", "(11) 98765-4321", "Signatário 1");
  user.press("Enviar");
  REQUIRE(user.sees("0 de 2 assinaturas"));
  at.sign("ana.souza@exemplo.com.br");
  REQUIRE(user.sees("1 de 2 assinaturas"));
  at_page("11-acompanhar");
  at.sign("bruno.lima@exemplo.com.br");
  REQUIRE(user.comes_to_press("Baixar assinado"));
  at_page("12-assinado");
  user.press("Consultoria tributária 2027");
  at_page("13-lista");
  user.press("Excluir");
  at_page("14-excluir");
  at.tell_of_payment();
  user.press("Caixa de entrada");
  REQUIRE(user.sees("Joana Dias"));
  at_page("15-caixa-de-entrada");
}

} // namespace

TEST_CASE("The pictures of the tour are taken of the CRM as it is", "[browser][process][socket][.tour]") {
  std::string const folder = environment("RUBRICA_SCREENSHOTS");
  REQUIRE_FALSE(folder.empty());
  crm_world at;
  auto& browser = at.user.browser();
  walk(at, [&](std::string const& name) {
    browser.run(scrub);
    std::ofstream(folder + "/" + name + ".png", std::ios::binary) << picture(browser, wide);
    std::string const small = picture(browser, narrow);
    CHECK(browser.run("return document.documentElement.scrollWidth <= innerWidth") == true);
    bool const is_telephone_shown = name == "08-documentos" || name == "11-acompanhar";
    if (is_telephone_shown) std::ofstream(folder + "/" + name + "-celular.png", std::ios::binary) << small;
    browser.resize(wide, 760);
  });
}

TEST_CASE("axe-core finds nothing serious on any page, on a screen or a telephone", "[browser][process][socket][.axe]") {
  std::ifstream in(environment("RUBRICA_AXE"));
  std::string const axe{std::istreambuf_iterator<char>(in), {}};
  REQUIRE_FALSE(axe.empty());
  crm_world at;
  auto& browser = at.user.browser();
  walk(at, [&](std::string const& name) {
    for (int const width : {wide, narrow}) {
      browser.resize(width, 800);
      json const found = browser.run(axe + "; return axe.run(document).then(r => r.violations.map(v => [v.impact, v.id, v.help, "
                                           "v.nodes.map(n => n.html).slice(0, 3)]))");
      INFO(name << " at " << width << ": " << found.dump(2));
      CHECK(found.empty());
    }
    browser.resize(wide, 760);
  });
}

} // namespace crm_tour_test
