// The witness is called when both parties have signed, and signs the contract only; the annex is for the parties.
// prints: called at once: 2
// prints: called after both have signed: 3
#include <rubrica/rubrica.hpp>
#include <rubrica/sandbox/server.hpp>

#include <iostream>

namespace sign = rubrica::signing;
using rubrica::clicksign::role;

int main() {
  rubrica::sandbox::server clicksign;
  rubrica::clicksign::client const client{clicksign.client_options()};

  // [request]
  sign::request const request{
      .files = {{.path = "contrato.pdf"}, {.path = "anexo.docx"}},
      .signers = {{.name = "Ana Souza", .email = "ana@acme.com.br", .role = role::contractor},
                  {.name = "Bruno Lima", .email = "bruno@oficina.com.br", .role = role::contractee},
                  {.name = "Carla Dias",
                   .email = "carla@acme.com.br",
                   .role = role::witness,
                   .assignments = {{.file = 0}}, // the first file only; without assignments: every file
                   .group = 2}},                 // called when everybody of group 1 has signed
  };
  // [/request]
  auto const sent = sign::sender{client}.send(request).value();
  std::cout << "called at once: " << clicksign.notifications().size() << '\n';
  clicksign.sign(sent.signers[0].text()).value();
  clicksign.sign(sent.signers[1].text()).value();
  std::cout << "called after both have signed: " << clicksign.notifications().size() << '\n';
}
