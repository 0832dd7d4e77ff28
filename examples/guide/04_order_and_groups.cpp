// The witness is called when both parties have signed, and signs the contract only; the annex is for the parties.
// prints: called at once: 2
// prints: called after both have signed: 3
#include <rubrica/rubrica.hpp>
#include <rubrica/sandbox/server.hpp>

#include <algorithm>
#include <iostream>

namespace sign = rubrica::signing;
using rubrica::clicksign::role;
using rubrica::sandbox::notification_kind;

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
  auto const called = [&clicksign] { // whom the simulator would have asked to sign so far
    auto const all = clicksign.notifications();
    return std::count_if(all.begin(), all.end(), [](auto const& one) { return one.kind == notification_kind::request; });
  };
  std::cout << "called at once: " << called() << '\n';
  clicksign.sign(sent.signers[0].text()).value();
  clicksign.sign(sent.signers[1].text()).value();
  std::cout << "called after both have signed: " << called() << '\n';
}
