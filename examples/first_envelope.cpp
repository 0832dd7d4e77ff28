// Sends one contract to two people on ClickSign's test environment. CLICKSIGN_TOKEN holds the access token.
#include <rubrica/rubrica.hpp>

#include <cstdlib>
#include <iostream>

namespace sign = rubrica::signing;
using rubrica::clicksign::auth, rubrica::clicksign::role;

int main() {
  rubrica::clicksign::client client{
      {.base_url = rubrica::clicksign::sandbox_url, .token = rubrica::secret{std::getenv("CLICKSIGN_TOKEN")}}};
  sign::request request{
      .record = {sign::record_kind::opportunity, "OP-1207"},
      .files = {{.path = "contrato.pdf", .name = "Contrato de prestação de serviços"}},
      .signers = {{.name = "Ana Souza", .email = "ana@acme.com.br", .role = role::contractor},
                  {.name = "Bruno Lima", .mobile = "11 98765-4321", .authentication = auth::whatsapp, .role = role::witness}},
      .message = "Segue o contrato para assinatura.",
  };
  auto const sent = sign::sender{client}.send(request);
  if (!sent) {
    std::cerr << to_string(sent.error()) << '\n'; // every problem at once, with pointers; safe to log
    return 1;
  }
  std::cout << "envelope " << sent->envelope.text() << " is out for signature\n";
  if (!sent->notified) std::cerr << "its signers may not have been called: notify them again\n";
}
