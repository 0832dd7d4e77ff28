#include "browser/walks.hpp"

#include "support/catch.hpp"
#include "support/clock/wait_until.hpp"

namespace rubrica_test {

using auth = rubrica::clicksign::auth;

namespace {

rubrica::signing::signer signer_of(char const* name, char const* email,
                                   std::vector<rubrica::clicksign::authentication> more = {}) {
  rubrica::signing::signer out;
  out.name = name;
  out.email = email;
  out.more_authentications = std::move(more);
  out.refusable = true;
  return out;
}

rubrica::signing::request request_of_all_states() {
  auto out = small_request();
  out.message = "Segue o contrato.";
  out.block_after_refusal = false;
  out.signers = {signer_of("Ana Souza", "ana@acme.example"), signer_of("Bruno Lima", "bruno@acme.example", {auth::selfie}),
                 signer_of("Carla Mendes", "carla@acme.example"),
                 signer_of("Davi Rocha", "davi@acme.example", {auth::icp_brasil})};
  out.signers[2].group = 2;
  return out;
}

} // namespace

void walk(crm_world& at, page_seen const& at_page) {
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
  std::string const followed = user.browser().url();
  at.open_link("11987654321");
  at_page("17-assinar");
  user.press("Receber código");
  REQUIRE(user.sees("Código de 6 algarismos"));
  at_page("18-codigo");
  at.sign("ana.souza@exemplo.com.br");
  REQUIRE(wait_until([&] { return at.sandbox("deliveries").at("deliveries").back().at("event") == "sign"; }));
  user.open(at.account());
  REQUIRE(user.sees("Assinou (sign)"));
  at_page("16-conta");
  user.open(followed);
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

void walk(simulator_world& at, page_seen const& at_page) {
  auto& user = at.user;
  user.open(at.account());
  at_page("conta-vazia");
  user.press("Planejar a falha");
  at_page("conta-falha-errada");
  user.fill("Nova falha", "503,times=2,path=/folders");
  user.press("Planejar a falha");
  auto const sent = at.send(request_of_all_states());
  auto const open = [&](std::size_t signer) { user.open(at.link_of(sent.signers[signer])); };
  open(0);
  at_page("assinar");
  std::string const code = ask_for_code(user, [&] { return at.last_message(); });
  user.press("Outra pessoa assina no meu lugar");
  user.press("Não quero assinar");
  at_page("assinar-com-codigo");
  user.fill("Código de 6 algarismos", code == "000000" ? "111111" : "000000");
  user.press("Assinar");
  at_page("assinar-codigo-errado");
  user.fill("Código de 6 algarismos", code);
  user.press("Assinar");
  at_page("assinado");
  open(1);
  confirm_with_code(user, [&] { return at.last_message(); });
  REQUIRE(user.sees("Falta um arquivo"));
  at_page("assinar-falta-arquivo");
  user.press("Outra pessoa assina no meu lugar");
  user.press("Passar a assinatura");
  at_page("passar-errado");
  user.fill("Nome completo", "Eva Prado");
  user.fill("E-mail", "eva@acme.example");
  user.press("Passar a assinatura");
  REQUIRE(user.sees("assina no seu lugar"));
  at_page("passada");
  open(2);
  REQUIRE(user.sees("Ainda não é a sua vez"));
  at_page("esperar-a-vez");
  open(3);
  user.press("Não quero assinar");
  user.press("Recusar a assinatura");
  REQUIRE(user.sees("Você recusou a assinatura."));
  at_page("recusado");
  user.open(at.page("/assinar/ninguem"));
  at_page("link-invalido");
  user.open(at.account());
  REQUIRE(user.sees("Envelopes (1)"));
  at_page("conta");
}

} // namespace rubrica_test
