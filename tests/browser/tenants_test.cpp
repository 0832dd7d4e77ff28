// Two companies in one CRM, and texts that are written to break its pages.
#include "support/catch.hpp"

#include "browser/crm_world.hpp"
#include "support/clock/wait_until.hpp"

#include <httplib.h>

namespace crm_tenants_test {

using rubrica_test::crm_world;
using rubrica_test::wait_until;

TEST_CASE(
    "Two companies send through accounts of their own, neither sees the other's records, documents or files, and a worker that "
    "is killed while it sends for one sends once after its restart and keeps the other waiting for nothing",
    "[browser][process][socket]") {
  // The third writing request of a sending is answered late: the kill comes in its middle.
  crm_world at({"--fault", "delay,method=POST,path=/envelopes/*/signers,delay=1000"});
  auto& user = at.user;
  at.enter();
  at.integrate();
  at.add_document("Contrato da Acme");
  user.press("Enviar para assinatura", "Contrato da Acme");
  user.press("Enviar");
  REQUIRE(wait_until([&] { return !at.last_envelope().is_null(); }));
  std::string const page = user.browser().url();
  std::string const path = page.substr(at.url().size());
  at.kill();
  at.start(); // the sending is the killed one's for some seconds yet
  user.open(page);
  CHECK(user.sees("Contrato da Acme")); // still signed in

  at.enter("Beta Academia");
  CHECK(user.sees("Plano corporativo"));
  CHECK(user.page().find("Consultoria tributária 2027") == std::string::npos);
  user.press("Integrações");
  CHECK(user.sees("Nenhuma integração foi cadastrada."));
  user.press("Novo registro");
  user.choose("Tipo", "Clicksign");
  user.fill("Token", "token-beta");
  user.press("Salvar");
  REQUIRE(user.sees("Integração salva."));
  user.press("Cadastrar o webhook por mim");
  REQUIRE(user.sees("Webhook cadastrado."));
  at.add_document("Contrato da Beta", "Plano corporativo");
  at.send("Contrato da Beta");

  user.open(page);
  CHECK(user.sees("Página não encontrada"));
  CHECK(user.page().find("Contrato da Acme") == std::string::npos);
  auto other = at.without_browser();
  for (char const* below : {"", "/original", "/assinado", "/editar", "/enviar", "/excluir"}) {
    INFO(path << below);
    CHECK(other.Get((path + below).c_str())->status == 404);
  }
  CHECK(other.Get("/oportunidades/4")->status == 404); // Acme's

  at.enter();
  user.open(page);
  REQUIRE(user.sees("Aguardando assinaturas"));
  auto const envelopes = at.sandbox("state").at("envelopes");
  REQUIRE(envelopes.size() == 2);
  CHECK(envelopes[0].at("account") != envelopes[1].at("account"));
  CHECK(at.sandbox("activated").at("drafts") == 0);
  at.control("sign", {{"signer_id", envelopes[0].at("signers")[0].at("id")}});
  CHECK(user.sees("1 de 2 assinaturas"));
  CHECK(at.stop() == 0);
}

TEST_CASE("A form without the session's token, or from another site, changes nothing", "[browser][process][socket]") {
  crm_world at;
  at.enter();
  auto forger = at.without_browser();
  httplib::MultipartFormDataItems form = {{"nome", "Intruso da Silva", "", ""}, {"categoria", "Cliente", "", ""}};
  CHECK(forger.Post("/contatos", form)->status == 403);
  form.push_back({"csrf", std::string(64, '0'), "", ""});
  CHECK(forger.Post("/contatos", form)->status == 403);
  form.back().content = at.csrf();
  CHECK(forger.Post("/contatos", {{"Origin", "https://outro.example"}}, form)->status == 403);
  at.user.press("Contatos");
  CHECK(at.user.page().find("Intruso") == std::string::npos);
  CHECK(forger.Post("/contatos", form)->status == 303);
  at.user.press("Contatos");
  CHECK(at.user.sees("Intruso da Silva"));

  httplib::Client stranger(at.url());
  auto const answer = stranger.Get("/contatos");
  CHECK(answer->status == 303);
  CHECK(answer->get_header_value("Location") == "/entrar");
  CHECK(stranger.Post("/entrar", {{"Origin", "https://outro.example"}}, "empresa=acme", "application/x-www-form-urlencoded")
            ->get_header_value("Set-Cookie")
            .empty());
}

TEST_CASE("Names that are markup, run from right to left, are very long or full of emoji are shown as they were typed",
          "[browser][process][socket]") {
  crm_world at;
  auto& user = at.user;
  std::string const names[] = {"<script>document.title='x'</script> <b>Silva</b>",
                               "\"><img src=x onerror=\"document.title='x'\"> Souza", "أحمد \u202Eevil\u202C Lima",
                               [] {
                                 std::string out = "Ana ";
                                 for (int i = 0; i < 296; ++i) out += "ã";
                                 return out;
                               }(),
                               "👩‍⚖️ Júlia 🇧🇷 Prado"};
  at.enter();
  at.integrate();
  for (std::string const& name : names) {
    INFO(name);
    user.open(at.url() + "/contatos/novo");
    user.paste("Nome completo", name);
    user.fill("E-mail", "hostil@exemplo.com.br");
    user.press("Salvar");
    REQUIRE(user.sees("Cadastro salvo."));
    CHECK(user.browser().run("return document.querySelector('h1').textContent") == name);
    CHECK(user.browser().run("return document.querySelectorAll('main script, main img, h1 b').length") == 0);
    CHECK(user.browser().run("return document.title") != "x");
    CHECK(user.browser().run("return document.documentElement.scrollWidth <= innerWidth") == true);

    user.press("Documentos");
    user.press("+ Adicionar documento");
    user.paste("Nome do documento", name);
    user.attach("Arquivo", at.file("contrato.pdf"));
    user.press("Salvar");
    CHECK(user.sees("Documento adicionado."));
    CHECK(user.browser().run("return document.querySelector('tbody a').textContent") == name);
  }
}

} // namespace crm_tenants_test
