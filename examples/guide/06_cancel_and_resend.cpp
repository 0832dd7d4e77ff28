// Calls a signer again, corrects a signer's address, cancels while nobody has signed, and sends the same record to others.
// prints: called again
// prints: another signer took the place
// prints: cancelled 1 document
// prints: sent again
// prints: refused: cancel_only_unsigned
#include <rubrica/rubrica.hpp>
#include <rubrica/sandbox/server.hpp>

#include <iostream>

namespace sign = rubrica::signing;

int main() {
  rubrica::sandbox::server clicksign;
  rubrica::clicksign::client const client{clicksign.client_options()};
  sign::sender const sender{client};
  sign::request request{
      .record = {sign::record_kind::opportunity, "OP-1207"},
      .files = {{.path = "contrato.pdf"}},
      .signers = {{.name = "Ana Souza", .email = "ana@acme.com"}},
  };
  auto const sent = sender.send(request).value();
  clicksign.advance(std::chrono::minutes{2}); // ClickSign calls a person once a minute at most

  // [remind]
  if (client.notifications().notify(sent.envelope, sent.signers[0])) std::cout << "called again\n";
  // [/remind]

  // [replace]
  sign::signer const corrected{.name = "Ana Souza", .email = "ana@acme.com.br"};
  auto const replaced = sign::replace_signer(client, sent.envelope, sent.signers[0], corrected);
  if (replaced) std::cout << "another signer took the place\n";
  // [/replace]

  // [cancel]
  auto const cancelled = sign::cancel(client, sent.envelope); // rule_refused once somebody has signed
  if (!cancelled) return std::cerr << to_string(cancelled.error()) << '\n', 1;
  std::cout << "cancelled " << cancelled->cancelled.size() << " document\n";

  request.signers = {{.name = "Bruno Lima", .email = "bruno@acme.com.br"}};
  request.replaces = sent.envelope; // refused before anything is sent, unless that envelope has ended without all signatures
  auto const again = sender.send(request);
  if (again) std::cout << "sent again\n";
  // [/cancel]

  clicksign.sign(again.value().signers[0].text()).value();
  auto const too_late = sign::cancel(client, again->envelope);
  if (!too_late) std::cout << "refused: " << too_late.error().rule << '\n';
}
