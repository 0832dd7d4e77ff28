// A test of your own program: the answer to a request is lost, a month passes, and callbacks tell of it.
// prints: one envelope in spite of the lost answer
// prints: after a month: closed
// prints: callbacks of the signature: 1
#include <rubrica/rubrica.hpp>
#include <rubrica/sandbox/server.hpp>

#include <algorithm>
#include <iostream>

namespace sandbox = rubrica::sandbox;
namespace sign = rubrica::signing;

int main() {
  // [server]
  sandbox::server clicksign{{.rate_limit = 0}}; // on a free port of this machine; gone when it is destroyed
  rubrica::clicksign::client const client{clicksign.client_options()};
  // [/server]
  sign::request const request{
      .files = {{.path = "contrato.pdf"}},
      .signers = {{.name = "Ana Souza", .email = "ana@acme.com.br"}, {.name = "Bruno Lima", .email = "bruno@acme.com.br"}}};
  // [fault]
  clicksign.add_fault({.what = sandbox::fault::commit_then_reset, .method = "POST", .path = "/envelopes"}).value();
  sign::send_options options;
  options.quiescence = std::chrono::milliseconds{0}; // how long a lost request may still arrive: not at all, in one process
  auto const sent = sign::sender{client}.send(request, options).value();
  // [/fault]
  if (client.envelopes().list().all().value().size() == 1) std::cout << "one envelope in spite of the lost answer\n";

  // [clock]
  clicksign.sign(sent.signers[0].text()).value();
  clicksign.advance(std::chrono::hours{24 * 32}); // the deadline passes: what only some have signed is closed
  clicksign.drain_webhooks();
  std::cout << "after a month: " << client.envelopes().get(sent.envelope).value().status.text() << '\n';
  // [/clock]
  auto const all = clicksign.deliveries();
  auto const of_signature = std::count_if(all.begin(), all.end(), [](auto const& one) { return one.event == "sign"; });
  std::cout << "callbacks of the signature: " << of_signature << '\n';
}
