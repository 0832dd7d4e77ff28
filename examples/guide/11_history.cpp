// The history of a record: callbacks in any order and any number give the same, and each change is told once.
// prints: to be fetched:
// prints: changes the first time:
// prints: changes the second time: 0
// prints: sign A*** S***
#include <rubrica/callbacks/router.hpp>
#include <rubrica/rubrica.hpp>
#include <rubrica/sandbox/server.hpp>

#include <iostream>

namespace sign = rubrica::signing;
using rubrica::secret;

int main() {
  rubrica::sandbox::server clicksign{{.webhook_secret = secret{"s3cret"}}};
  rubrica::clicksign::client const client{clicksign.client_options()};
  sign::request const request{.files = {{.path = "contrato.pdf"}},
                              .signers = {{.name = "Ana Souza", .email = "ana@acme.com.br"}}};
  // [expect]
  auto const sent = sign::sender{client}.send(request).value();
  sign::history history;
  history.expect(sent);                // no callback names the envelope
  std::string row = history.to_json(); // keep it beside the record in your own database
  // [/expect]
  clicksign.sign(sent.signers[0].text()).value();
  clicksign.drain_webhooks();

  rubrica::callbacks::router routes;
  routes.add({.tenant = "acme", .path_token = secret{"8f1c2e"}, .secrets = {secret{"s3cret"}}}).value();
  for (char const* time : {"first", "second"}) {
    std::size_t changes = 0;
    for (auto const& callback : clicksign.deliveries()) {
      auto const header = [&](std::string_view name) { return name == "Content-Hmac" ? callback.hmac : std::string(); };
      auto const delivery = routes.receive({.path = "/api/rest/clicksign/8f1c2e", .headers = header, .body = callback.body});
      // [apply]
      auto known = sign::history::from_json(row).value();
      auto const news = known.apply(*delivery);
      row = known.to_json(); // saved before it is acted on, in one transaction with what you do
      for (auto const& change : news)
        if (change.is(sign::change::file_ready)) std::cout << "to be fetched: " << change.document.text() << '\n';
      // [/apply]
      changes += news.size();
    }
    std::cout << "changes the " << time << " time: " << changes << '\n';
  }

  // [timeline]
  for (auto const& line : sign::history::from_json(row).value().timeline())
    std::cout << line.when.text() << ' ' << line.what << ' ' << line.who << '\n'; // names print masked; reveal() shows them
  // [/timeline]
}
