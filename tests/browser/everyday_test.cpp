// What may happen to a CRM and its users on any day.
#include "support/catch.hpp"

#include "browser/crm_world.hpp"

#include <httplib.h>

#include <chrono>
#include <cstdio>

namespace crm_everyday_test {

using nlohmann::json;
using rubrica_test::crm_world;
namespace key = rubrica_test::key;

TEST_CASE("Two processes on one folder are one CRM: what is set up and sent at one is heard and shown at the other",
          "[browser][process][socket]") {
  crm_world at;
  auto& user = at.user;
  std::string const another = at.start_another();
  at.enter();
  user.open(another + "/oportunidades"); // the session is of both
  at.integrate();
  at.add_document("Contrato");
  at.send("Contrato");
  std::string const path = user.browser().url().substr(another.size());
  CHECK(at.sandbox("state").at("envelopes").size() == 1);
  at.sign("ana.souza@exemplo.com.br"); // the callback goes to the first
  user.open(at.url() + path);
  CHECK(user.sees("1 de 2 assinaturas"));
}

TEST_CASE("A month that passes at the simulator passes for the CRM: what nobody signed has ended, and is sent again",
          "[browser][process][socket][clock]") {
  crm_world at;
  auto& user = at.user;
  at.enter();
  at.integrate();
  at.add_document("Contrato");
  at.send("Contrato");
  std::string const followed = user.browser().url();
  user.open(at.account());
  user.fill("Avançar", "32");
  user.press("Avançar o relógio");
  REQUIRE(user.sees("Cancelado"));
  user.open(followed);
  CHECK(user.sees("Prazo encerrado"));
  REQUIRE(user.comes_to_press("Enviar de novo"));
  user.press("Enviar de novo");
  user.press("Enviar");
  CHECK(user.sees("Aguardando assinaturas"));
  user.open(at.account());
  CHECK(user.sees("Envelopes (2)"));
}

TEST_CASE("The keyboard alone is enough to add a document and to send it", "[browser][process][socket]") {
  crm_world at;
  auto& user = at.user;
  auto& browser = user.browser();
  at.enter();
  at.integrate();
  auto const go = [&](char const* name) {
    INFO(name);
    REQUIRE(user.tab_to(name));
    browser.press(key::enter);
  };
  go("Oportunidades");
  REQUIRE(user.sees("Treinamento de equipe"));
  go("Treinamento de equipe");
  REQUIRE(user.sees("Carla Mendes"));
  go("Documentos");
  REQUIRE(user.sees("Nenhum documento"));
  go("+ Adicionar documento");
  REQUIRE(user.tab_to("Nome do documento"));
  browser.type(browser.focused(), "Contrato");
  REQUIRE(user.tab_to("Arquivo"));
  browser.type(browser.focused(), at.file("contrato.pdf"));
  go("Salvar");
  REQUIRE(user.sees("Documento adicionado."));
  go("Enviar para assinatura");
  REQUIRE(user.tab_to("+ Novo"));
  browser.press(key::space);
  REQUIRE(user.sees("Signatário 2"));
  REQUIRE(user.tab_to("Remover signatário 2"));
  browser.press(key::space);
  REQUIRE(user.misses("Signatário 2"));
  REQUIRE(user.tab_to("Nome completo"));
  browser.press(key::enter); // in a field, it sends
  REQUIRE(user.sees("Aguardando assinaturas"));
  go("Cancelar");
  CHECK(user.sees("Cancelado"));
}

TEST_CASE("Nothing that a page needs comes from elsewhere, and its policy would not let it", "[browser][process][socket]") {
  crm_world at;
  auto& user = at.user;
  at.enter();
  for (char const* path : {"/contatos", "/oportunidades/4/documentos", "/integracoes", "/perfil", "/caixa-de-entrada"}) {
    user.open(at.url() + path);
    json const urls = user.browser().run("return performance.getEntries().map(e => e.name).filter(n => n.includes('://'))");
    CHECK(urls.size() >= 3); // the page, its style and its script
    for (json const& one : urls) CHECK(one.get<std::string>().rfind(at.url() + "/", 0) == 0);
  }
  httplib::Client client(at.url());
  auto const answer = client.Get("/entrar");
  CHECK(answer->get_header_value("Content-Security-Policy").find("default-src 'self'") == 0);
  CHECK(answer->get_header_value("X-Content-Type-Options") == "nosniff");
  CHECK(answer->get_header_value("Cache-Control") == "no-store");
}

TEST_CASE("Callbacks of AssineBem and Pacto are told in words in the inbox of the company that they came to",
          "[browser][process][socket]") {
  crm_world at;
  auto& user = at.user;
  at.enter();
  user.press("Perfil");
  std::string const token = user.value_of("Token da empresa");
  httplib::Client provider(at.url());
  auto const post = [&](std::string const& path, char const* body) {
    return provider.Post(("/api/rest/" + path).c_str(), body, "application/json")->status;
  };
  CHECK(
      post(
          "assinebem/" + token + "/parte_recusou",
          R"({"id_externo_documento":"77","id_externo_contato":"12","motivo_recusa":"Dados incorretos","descricao":"Meu nome mudou"})") ==
      200);
  CHECK(post("pacto/" + std::string(64, '0') + "/notificarPagamento", "{}") == 404);
  at.tell_of_payment();
  user.press("Caixa de entrada");
  CHECK(user.sees("AssineBem"));
  CHECK(user.sees("Dados incorretos"));
  CHECK(user.sees("Meu nome mudou"));
  CHECK(user.sees("Joana Dias"));
  CHECK(user.sees("199.90"));
  at.enter("Beta Academia");
  user.press("Caixa de entrada");
  CHECK(user.sees("Nada foi recebido ainda."));
}

TEST_CASE("A list of two hundred records, and a tab of two hundred documents, are shown whole", "[browser][process][socket]") {
  crm_world at;
  auto& user = at.user;
  at.enter();
  auto client = at.without_browser();
  std::string const csrf = at.csrf();
  for (int i = 0; i < 200; ++i) {
    std::string const number = std::to_string(i);
    CHECK(
        client
            .Post("/contatos", {{"csrf", csrf, "", ""}, {"nome", "Contato " + number, "", ""}, {"categoria", "Prospect", "", ""}})
            ->status == 303);
    CHECK(client
              .Post("/oportunidades/4/documentos", {{"csrf", csrf, "", ""},
                                                    {"nome", "Documento " + number, "", ""},
                                                    {"tipo", "Contrato", "", ""},
                                                    {"arquivo", at.pdf(), "contrato.pdf", "application/pdf"}})
              ->status == 303);
  }
  for (char const* path : {"/contatos", "/oportunidades/4/documentos"}) {
    auto const begin = std::chrono::steady_clock::now();
    auto const answer = client.Get(path);
    auto const took = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    CHECK(answer->status == 200);
    std::printf("%s with 200 records: %.1f ms, %zu bytes\n", path, took, answer->body.size());
    user.open(at.url() + path);
    CHECK(user.browser().run("return document.querySelectorAll('tbody tr').length").get<int>() >= 200);
  }
}

} // namespace crm_everyday_test
