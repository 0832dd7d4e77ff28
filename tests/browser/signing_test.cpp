// The page on which people sign, on a telephone, and what a CRM hears of it.
#include "support/catch.hpp"

#include "browser/crm_world.hpp"
#include "browser/simulator_world.hpp"

namespace signing_test {

using rubrica_test::ask_for_code;
using rubrica_test::crm_world;
using rubrica_test::simulator_world;
using rubrica_test::small_request;
using auth = rubrica::clicksign::auth;
namespace key = rubrica_test::key;

namespace {

constexpr char ana[] = "ana.souza@exemplo.com.br";
constexpr char bruno[] = "bruno.lima@exemplo.com.br";

void send_contract(crm_world& at) {
  at.enter();
  at.integrate();
  at.add_document("Contrato");
  at.send("Contrato");
}

/// What the first link of the page leads to.
std::string linked_file(rubrica_test::webdriver& browser) {
  std::string const url = browser.run("return document.querySelector('li a').href");
  auto const path = url.find('/', url.find("//") + 2);
  httplib::Client client(url.substr(0, path));
  client.set_follow_location(true);
  return client.Get(url.substr(path))->body;
}

bool fits_telephone(rubrica_test::webdriver& browser) {
  return browser.run("return document.documentElement.scrollWidth <= innerWidth");
}

} // namespace

TEST_CASE("A signer opens the link on a telephone, reads the document, and refuses with a reason that the CRM shows",
          "[browser][process][socket]") {
  crm_world at;
  auto& user = at.user;
  send_contract(at);
  std::string const followed = user.browser().url();
  at.open_link(ana);
  CHECK(user.sees("Olá, Ana Souza."));
  CHECK(fits_telephone(user.browser()));
  CHECK(user.can_press("Contrato.pdf"));
  CHECK(linked_file(user.browser()) == at.pdf());

  user.press("Não quero assinar");
  user.choose("Motivo", "Não concordo com o conteúdo");
  user.fill("Comentário (opcional)", "O prazo <b>é</b> outro");
  CHECK(fits_telephone(user.browser()));
  user.press("Recusar a assinatura");
  CHECK(user.sees("Você recusou a assinatura."));
  CHECK_FALSE(user.can_press("Assinar"));
  user.open(followed);
  CHECK(user.sees("Não concordo com o conteúdo: O prazo <b>é</b> outro"));
  CHECK(user.sees("Recusou"));
  at.open_link(bruno);
  CHECK(user.sees("Outro signatário recusou, e a assinatura está suspensa."));
}

TEST_CASE("A signer hands the signing to somebody else, who signs instead, and the CRM shows both",
          "[browser][process][socket]") {
  crm_world at;
  auto& user = at.user;
  send_contract(at);
  std::string const followed = user.browser().url();
  at.open_link(ana);
  user.press("Outra pessoa assina no meu lugar");
  user.fill("Nome completo", "Carla");
  user.fill("E-mail", "carla.mendes@exemplo.com.br");
  user.press("Passar a assinatura");
  CHECK(user.sees("nome e sobrenome"));
  CHECK(user.value_of("E-mail") == "carla.mendes@exemplo.com.br");
  user.fill("Nome completo", "Carla Mendes");
  user.press("Passar a assinatura");
  CHECK(user.sees("Carla Mendes assina no seu lugar."));

  user.open(followed);
  CHECK(user.sees("Entrou depois do envio"));
  CHECK(user.sees("Ana Souza → Carla Mendes"));
  at.sign_on_page("carla.mendes@exemplo.com.br");
  CHECK(user.sees("1 de 2 assinaturas"));
  at.sign(bruno);
  CHECK(user.sees("2 de 2 assinaturas"));
  CHECK(user.comes_to_press("Baixar assinado"));
}

TEST_CASE("Who must show files cannot sign before all are sent", "[browser][file][socket]") {
  simulator_world at;
  auto& user = at.user;
  auto request = small_request();
  request.signers[0].more_authentications = {auth::official_document, auth::address_proof};
  auto const sent = at.send(request);
  user.open(at.link_of(sent.signers[0]));
  std::string const code = ask_for_code(user, [&] { return at.last_message(); });
  rubrica_test::temporary_folder const folder;
  user.fill("Código de 6 algarismos", code);
  user.attach("Foto de documento oficial (frente)", folder.write("frente.jpg", "1"));
  user.attach("Comprovante de endereço", folder.write("conta.xlsx", "2"));
  CHECK(fits_telephone(user.browser()));
  user.press("Assinar");
  CHECK(user.sees("Falta um arquivo"));
  CHECK(user.sees("Escolha uma foto ou um PDF."));
  CHECK(user.page().find("Finalizado") == std::string::npos);
  CHECK(user.value_of("Código de 6 algarismos") == code);

  user.attach("Foto de documento oficial (frente)", folder.write("frente.jpg", "1"));
  user.attach("Foto de documento oficial (verso)", folder.write("verso.jpg", "3"));
  user.attach("Comprovante de endereço", folder.write("conta.pdf", "2"));
  user.press("Assinar");
  CHECK(user.sees("Finalizado"));
  user.open(at.account());
  CHECK(user.sees("Comprovante de endereço: conta.pdf"));
  CHECK(user.sees("Foto de documento oficial: verso.jpg"));
}

TEST_CASE("The keyboard alone is enough to sign, and to hand the signing over", "[browser][socket]") {
  simulator_world at;
  auto& user = at.user;
  auto& browser = user.browser();
  auto request = small_request();
  request.signers.push_back(request.signers[0]);
  request.signers[1].name = "Bruno Lima";
  request.signers[1].email = "bruno@acme.example";
  auto const sent = at.send(request);
  auto const go = [&](char const* name) {
    INFO(name);
    REQUIRE(user.tab_to(name));
    browser.press(key::enter);
  };
  user.open(at.link_of(sent.signers[0]));
  go("Receber código");
  REQUIRE(user.sees("Código de 6 algarismos"));
  REQUIRE(user.tab_to("Código de 6 algarismos"));
  std::string const message = at.last_message();
  browser.type(browser.focused(), message.substr(message.size() - 6));
  browser.press(key::enter); // in the field, it signs
  CHECK(user.sees("Você já assinou. Obrigado!"));

  user.open(at.link_of(sent.signers[1]));
  go("Outra pessoa assina no meu lugar");
  REQUIRE(user.tab_to("Nome completo"));
  browser.type(browser.focused(), "Carla Mendes");
  REQUIRE(user.tab_to("E-mail"));
  browser.type(browser.focused(), "carla@acme.example");
  go("Passar a assinatura");
  CHECK(user.sees("Carla Mendes assina no seu lugar."));
}

} // namespace signing_test
