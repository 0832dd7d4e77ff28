// The steps of a CRM's handbook for signing, clicked one by one, and its notes. What is checked is what a person reads.
#include "support/catch.hpp"

#include "browser/crm_world.hpp"
#include "support/clock/wait_until.hpp"

namespace seed_steps_test {

using nlohmann::json;
using rubrica_test::crm_world;
using rubrica_test::wait_until;

namespace {

constexpr char contract[] = "Contrato de consultoria";

/// A document that was sent to Ana Souza and Bruno Lima.
void send_contract(crm_world& at) {
  at.enter();
  at.integrate();
  at.add_document(contract);
  at.send(contract);
}

bool is_invited(crm_world const& at, std::string const& to, std::string const& message) {
  json const sent = at.sandbox("notifications");
  for (json const& one : sent.at("notifications")) {
    if (one.at("to") == to && one.at("message") == message) return true;
  }
  return false;
}

} // namespace

TEST_CASE("A token and a webhook, set up by hand as the handbook says, enable the button beside the documents",
          "[browser][process][socket]") {
  crm_world at;
  auto& user = at.user;
  at.enter();
  at.add_document(contract);
  CHECK_FALSE(user.can_press("Enviar para assinatura", contract));
  CHECK(user.sees("Configure a integração com a ClickSign para enviar."));

  user.press("Integrações");
  user.press("Novo registro");
  user.choose("Tipo", "Clicksign");
  user.fill("Token", "token-acme");
  user.press("Salvar");
  CHECK(user.sees("Falta o webhook"));

  user.press("Perfil");
  std::string const token = user.value_of("Token da empresa");
  std::string const address = at.url() + "/api/rest/clicksign/" + token;
  CHECK(token.size() >= 32);
  CHECK(user.value_of("URL para o webhook da ClickSign") == address);

  // At ClickSign the administrator adds the webhook, and is shown its secret.
  std::string const secret = at.add_webhook(address);
  user.press("Integrações");
  user.press("Prefiro cadastrar na ClickSign");
  CHECK(user.value_of("URL do webhook") == address);
  user.fill("Segredo HMAC do webhook", secret);
  user.press("Salvar segredo");
  CHECK(user.sees("Pronta"));

  user.press("Verificar a integração");
  CHECK(user.sees("Em ordem"));
  CHECK(user.page().find("Corrigir") == std::string::npos);
  CHECK(user.page().find("token-acme") == std::string::npos);

  user.press("Oportunidades");
  user.press("Consultoria tributária 2027");
  user.press("Documentos");
  CHECK(user.can_press("Enviar para assinatura", contract));
}

TEST_CASE("A document gets a name, a type and a description, which can be changed afterwards in each kind of record",
          "[browser][process][socket]") {
  crm_world at;
  auto& user = at.user;
  at.enter();
  std::pair<char const*, char const*> const records[] = {
      {"Contatos", "Carla Mendes"}, {"Oportunidades", "Treinamento de equipe"}, {"Projetos", "Implantação do ERP"}};
  for (auto const& [kind, title] : records) {
    user.press(kind);
    user.press(title);
    user.press("Documentos");
    user.press("+ Adicionar documento");
    user.fill("Nome do documento", "Proposta");
    user.choose("Tipo", "Proposta comercial");
    user.fill("Descrição", "Primeira versão");
    user.attach("Arquivo", at.file("anexo.docx"));
    user.press("Salvar");
    CHECK(user.sees("Primeira versão"));
    CHECK(user.sees("Não enviado"));

    user.press("Editar", "Proposta");
    CHECK(user.value_of("Descrição") == "Primeira versão");
    user.fill("Nome do documento", "Proposta revista");
    user.choose("Tipo", "Aditivo");
    user.fill("Descrição", "Segunda versão");
    user.press("Salvar");
    CHECK(user.sees("Proposta revista"));
    CHECK(user.sees("Segunda versão"));
    CHECK(user.sees("Aditivo"));
  }

  user.press("+ Adicionar documento");
  user.fill("Nome do documento", "Planilha");
  user.attach("Arquivo", at.folder().write("planilha.xlsx", "PK"));
  user.press("Salvar");
  CHECK(user.sees(".doc, .docx ou .pdf"));
  CHECK(user.value_of("Nome do documento") == "Planilha");
}

TEST_CASE("The signer window lists the registered contacts, takes others, and wants a mobile number for SMS and WhatsApp",
          "[browser][process][socket]") {
  crm_world at;
  auto& user = at.user;
  at.enter();
  at.integrate();
  at.add_document(contract);
  user.press("Enviar para assinatura", contract);
  CHECK(user.value_of("Nome completo", "Signatário 1") == "Ana Souza");
  CHECK(user.value_of("E-mail", "Signatário 2") == "bruno.lima@exemplo.com.br");
  CHECK(user.sees("validade de um mês"));

  user.press("Remover", "Signatário 1");
  CHECK(user.value_of("Nome completo", "Signatário 1") == "Bruno Lima");
  CHECK_FALSE(user.has_field("Nome completo", "Signatário 2"));
  user.press("+ Novo");
  user.fill("Nome completo", "Eva Prado", "Signatário 2");
  user.fill("E-mail", "eva.prado@exemplo.com.br", "Signatário 2");
  user.choose("Autenticação", "SMS", "Signatário 2");
  user.choose("Assina como", "Testemunha", "Signatário 2");
  user.choose("Autenticação", "WhatsApp", "Signatário 1");
  user.choose("Assina como", "Endossante", "Signatário 1");
  user.fill("Mensagem do e-mail", "Por favor, assine até sexta.");
  user.press("Enviar");
  CHECK(user.sees("celular"));
  CHECK(user.value_of("Nome completo", "Signatário 2") == "Eva Prado");
  CHECK(user.browser().run("return document.querySelector('[name=\"celular-1\"]').getAttribute('aria-invalid')") == "true");

  user.fill("Celular com DDD", "(85) 99123-4567", "Signatário 2");
  user.press("Enviar");
  REQUIRE(user.sees("Aguardando assinaturas"));
  CHECK(user.sees("Testemunha"));
  CHECK(user.sees("Endossante"));
  CHECK(user.sees("Por favor, assine até sexta."));
  CHECK(wait_until([&] { return is_invited(at, "85991234567", "Por favor, assine até sexta."); }));
}

TEST_CASE("The history shows each signature, and the signed file can be downloaded when all have signed",
          "[browser][process][socket]") {
  crm_world at;
  auto& user = at.user;
  send_contract(at);
  CHECK(user.sees("0 de 2 assinaturas"));
  CHECK(user.sees("Válido até"));
  CHECK_FALSE(user.can_press("Baixar assinado"));

  at.sign_on_page("ana.souza@exemplo.com.br");
  CHECK(user.sees("1 de 2 assinaturas"));
  CHECK(user.sees("Assinou"));
  CHECK(user.page().find("Ana Souza") != std::string::npos);
  CHECK_FALSE(user.can_press("Cancelar"));
  CHECK_FALSE(user.can_press("Editar dados"));
  CHECK(user.sees("Alguém já assinou: os dados não podem mais ser alterados."));

  at.sign_on_page("bruno.lima@exemplo.com.br");
  CHECK(user.sees("2 de 2 assinaturas"));
  REQUIRE(user.comes_to_press("Baixar assinado"));
  std::string const file = user.download("Baixar assinado");
  CHECK(file.rfind("%PDF-", 0) == 0);
  CHECK(file.find("/ByteRange") != std::string::npos);
}

TEST_CASE("A document that nobody has signed is cancelled, deleted at ClickSign and sent again to other signers",
          "[browser][process][socket]") {
  crm_world at;
  auto& user = at.user;
  send_contract(at);
  user.press("Cancelar");
  REQUIRE(user.sees("Cancelado"));
  REQUIRE(user.comes_to_press("Excluir na ClickSign"));
  user.press("Excluir na ClickSign");
  REQUIRE(user.sees("Excluído na ClickSign"));
  CHECK(at.last_envelope().at("attributes").at("status") == "canceled"); // ClickSign itself deletes drafts only

  user.press("Enviar de novo");
  user.press("Remover", "Signatário 2");
  user.fill("Nome completo", "Fábio Nunes", "Signatário 1");
  user.fill("E-mail", "fabio.nunes@exemplo.com.br", "Signatário 1");
  user.press("Enviar");
  REQUIRE(user.sees("Aguardando assinaturas"));
  CHECK(user.sees("0 de 1 assinatura"));
  at.sign("fabio.nunes@exemplo.com.br");
  CHECK(user.sees("1 de 1 assinatura"));
}

TEST_CASE("A document that is deleted before all have signed is deleted at ClickSign, too", "[browser][process][socket]") {
  crm_world at;
  auto& user = at.user;
  send_contract(at);
  user.press("Excluir");
  CHECK(user.sees("o documento também será cancelado na ClickSign"));
  user.press("Excluir");
  CHECK(user.sees("Nenhum documento foi adicionado."));
  CHECK(wait_until([&] { return at.last_envelope().at("attributes").at("status") == "canceled"; }));
}

TEST_CASE("What a document is called can be changed at ClickSign until somebody has signed it", "[browser][process][socket]") {
  crm_world at;
  auto& user = at.user;
  send_contract(at);
  user.press("Editar dados");
  user.fill("Descrição", "Com o anexo de preços");
  user.press("Salvar");
  REQUIRE(user.sees("Dados do documento alterados."));
  CHECK(at.last_envelope().dump().find("Com o anexo de pre") != std::string::npos);
}

} // namespace seed_steps_test
