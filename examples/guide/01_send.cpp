// Sends one contract to two people. CLICKSIGN_TOKEN is the access token, CLICKSIGN_URL the service: ClickSign's sandbox unless given.
#include <rubrica/rubrica.hpp>

#include <cstdlib>
#include <iostream>

namespace sign = rubrica::signing;
using rubrica::clicksign::auth, rubrica::clicksign::role;

int main() {
  char const* const url = std::getenv("CLICKSIGN_URL");
  rubrica::secret const token{std::getenv("CLICKSIGN_TOKEN")};
  if (token.empty()) return std::cerr << "set CLICKSIGN_TOKEN to the access token\n", 2;
  rubrica::clicksign::client const client{{.base_url = url ? url : rubrica::clicksign::sandbox_url, .token = token}};

  sign::request const request{
      .record = {sign::record_kind::opportunity, "OP-1207"},
      .files = {{.path = "contrato.pdf", .name = "Contrato de prestação de serviços"}},
      .signers = {{.name = "Ana Souza", .email = "ana@acme.com.br", .role = role::contractor},
                  {.name = "Bruno Lima", .mobile = "11 98765-4321", .authentication = auth::whatsapp, .role = role::witness}},
      .message = "Segue o contrato para assinatura.",
  };
  auto const sent = sign::sender{client}.send(request);
  if (!sent) return std::cerr << to_string(sent.error()) << '\n', 1; // every problem at once, with pointers; safe to log
  std::cout << "envelope " << sent->envelope.text() << " is out for signature until " << sent->deadline.text() << '\n';
  if (!sent->notified) return std::cerr << "its signers may not have been called: notify them again\n", 3;
}
