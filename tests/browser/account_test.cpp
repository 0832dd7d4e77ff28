// The page of the simulator's account: what people were sent, what your system was told, faults and the clock.
#include "support/catch.hpp"

#include "browser/simulator_world.hpp"

namespace account_page_test {

using rubrica_test::simulator_world;
using rubrica_test::small_request;

TEST_CASE("The account page shows messages with their links, envelopes and callbacks, and leads to the page to sign on",
          "[browser][socket]") {
  simulator_world at;
  auto& user = at.user;
  user.open(at.account());
  CHECK(user.sees("Nada ainda."));
  at.send(small_request());
  user.open(at.account());
  CHECK(user.sees("Mensagens que as pessoas receberiam (1)"));
  CHECK(user.sees("ana@acme.example"));
  CHECK(user.sees("Signatário adicionado (add_signer)"));
  CHECK(user.sees("ainda não assinou"));
  user.press("Abrir a página de assinatura");
  CHECK(user.sees("Olá, Ana Souza."));
}

TEST_CASE("The clock is moved on from the account page: the deadline passes, and reminders are sent",
          "[browser][socket][clock]") {
  simulator_world at;
  auto& user = at.user;
  auto const sent = at.send(small_request());
  user.open(at.account());
  user.fill("Avançar", "4");
  user.press("Avançar o relógio");
  CHECK(user.sees("Lembrete"));
  user.fill("Avançar", "0");
  user.press("Avançar o relógio");
  CHECK(user.sees("Mensagens que as pessoas receberiam (2)")); // the browser does not send it
  user.fill("Avançar", "31");
  user.press("Avançar o relógio");
  CHECK(user.sees("Cancelado"));
  CHECK(user.sees("Prazo"));
  user.open(at.link_of(sent.signers[0]));
  CHECK(user.sees("não pode mais ser assinado"));
}

TEST_CASE("Faults are planned and forgotten on the account page, and a wrong one is told", "[browser][socket]") {
  simulator_world at;
  auto& user = at.user;
  user.open(at.account());
  user.fill("Nova falha", "502");
  user.press("Planejar a falha");
  CHECK(user.sees("Esta falha não existe"));
  user.fill("Nova falha", "503,times=2");
  user.press("Planejar a falha");
  CHECK(user.sees("já ocorreu 0x"));
  CHECK(at.box.faults().size() == 1);
  user.press("Esquecer as falhas");
  CHECK(user.misses("já ocorreu"));
  CHECK(at.box.faults().empty());
}

TEST_CASE("Names that are markup, run from right to left, are very long or full of emoji are text on the simulator's pages",
          "[browser][socket]") {
  simulator_world at;
  auto& user = at.user;
  auto& browser = user.browser();
  auto request = small_request();
  request.signers[0].name = [] {
    std::string out = "Ana ";
    for (int i = 0; i < 250; ++i) out += "ã";
    return out;
  }();
  request.message = "<script>document.title='x'</script> \"><img src=x onerror=\"document.title='x'\">";
  request.name = "أحمد \u202Eevil\u202C 👩‍⚖️ <b>Contrato</b>";
  auto const sent = at.send(request);
  for (std::string const& page : {at.link_of(sent.signers[0]), at.account()}) {
    INFO(page);
    user.open(page);
    CHECK(user.sees(request.message));
    CHECK(user.page().find("<b>Contrato</b>") != std::string::npos);
    CHECK(user.page().find(request.signers[0].name.reveal()) != std::string::npos);
    CHECK(browser.run("return document.querySelectorAll('script, img, h1 b, td b').length") == 0);
    CHECK(browser.run("return document.title") != "x");
    CHECK(browser.run("return document.documentElement.scrollWidth <= innerWidth") == true);
  }
}

} // namespace account_page_test
