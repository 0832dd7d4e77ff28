// What an error says, and what to do then.
// prints: /signers/0/mobile: signer_mobile
// prints: the token is wrong: ask for another one
// prints: may I call again at once? no
// prints: thrown: unauthorized
#include <rubrica/rubrica.hpp>
#include <rubrica/sandbox/server.hpp>

#include <iostream>

namespace click = rubrica::clicksign;
namespace sign = rubrica::signing;
using rubrica::errc;
using rubrica::outcome;

namespace {

// [switch]
void explain_to_user(rubrica::error_info const& error) {
  switch (error.code) {
  case errc::invalid_request: // found before anything was sent; each problem points into the request
    for (auto const& problem : error.problems) std::cout << problem.pointer << ": " << problem.code << '\n';
    break;
  case errc::unauthorized: std::cout << "the token is wrong: ask for another one\n"; break;
  case errc::rate_limited: std::cout << "try again in " << error.retry_after.count() << " ms\n"; break;
  default: std::cout << to_string(error) << '\n'; // safe for a log: no secret, no personal value
  }
  if (error.outcome == outcome::ambiguous) std::cout << "it may have happened: look before you call again\n";
}
// [/switch]

} // namespace

int main() {
  rubrica::sandbox::server clicksign;
  sign::sender const sender{click::client{clicksign.client_options()}};
  sign::request request{
      .files = {{.path = "contrato.pdf"}},
      .signers = {{.name = "Bruno Lima", .mobile = "11 8765-4321", .authentication = sign::auth::whatsapp}}, // a digit is missing
  };
  auto const refused = sender.send(request);
  if (!refused) explain_to_user(refused.error());

  click::client const stranger{{.base_url = clicksign.base_url(), .token = rubrica::secret{"expired"}}};
  request.signers[0].mobile = "11 98765-4321";
  auto const unauthorized = sign::sender{stranger}.send(request);
  if (!unauthorized) explain_to_user(unauthorized.error());

  // [again]
  if (!unauthorized) std::cout << "may I call again at once? " << (unauthorized.error().safe_to_retry() ? "yes" : "no") << '\n';
  // [/again]

  // [throw]
  try {
    auto const sent = sign::sender{stranger}.send(request).value(); // for who prefers exceptions
  } catch (rubrica::failure const& failure) {
    std::cout << "thrown: " << to_string(failure.error().code) << '\n';
  }
  // [/throw]
}
