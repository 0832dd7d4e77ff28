// Says where the initials go: on every page, or at a place that is measured in points, as PDF programs do.
// prints: initials on page 1 at 0.84 of the width and 0.93 of the height
#include <rubrica/rubrica.hpp>
#include <rubrica/sandbox/server.hpp>

#include <iostream>

namespace click = rubrica::clicksign;
namespace sign = rubrica::signing;

int main() {
  rubrica::sandbox::server clicksign;
  click::client const client{clicksign.client_options()};

  // [positions]
  // 500 points from the left edge and 60 from the foot of an A4 page, which is what a page_box is unless told otherwise.
  click::position const lower_right = click::position_of_point(1, click::page_box{}, 500, 60).value();

  sign::request const request{
      .files = {{.path = "contrato.pdf"}},
      .signers = {{.name = "Ana Souza", .email = "ana@acme.com.br", .rubrics = {{.positions = {lower_right}}}},
                  {.name = "Bruno Lima", .email = "bruno@oficina.com.br", .rubrics = {{.pages = "all"}}}},
  };
  // [/positions]
  auto const sent = sign::sender{client}.send(request).value();
  auto const asked = client.requirements().list(sent.envelope, {.signer = sent.signers[0]}).all().value();
  for (auto const& one : asked) {
    for (auto const& place : one.positions) {
      std::cout.precision(2);
      std::cout << "initials on page " << place.page << " at " << place.x << " of the width and " << place.y
                << " of the height\n";
    }
  }
}
