// Two customers of one CRM, each with an account at ClickSign: one table of routes, a client for each, nothing shared between them.
// prints: acme: signer_signed
// prints: globo: signer_signed
// prints: acme asks for globo's envelope: not_found
#include <rubrica/callbacks/router.hpp>
#include <rubrica/rubrica.hpp>
#include <rubrica/sandbox/server.hpp>

#include <iostream>
#include <map>

namespace sign = rubrica::signing;
using rubrica::secret;

namespace {

sign::request contract_for(std::string const& who) {
  return {.files = {{.path = "contrato.pdf"}}, .signers = {{.name = who, .email = "pessoa@empresa.com.br"}}};
}

} // namespace

int main() {
  rubrica::sandbox::server clicksign{
      {.token = secret{"token-acme"},
       .webhook_secret = secret{"secret-acme"},
       .more_accounts = {{.token = secret{"token-globo"}, .webhook_secret = secret{"secret-globo"}}}}};

  // [tenants]
  std::map<std::string, rubrica::clicksign::client> const clients{
      {"acme", rubrica::clicksign::client{{.base_url = clicksign.base_url(), .token = secret{"token-acme"}}}},
      {"globo", rubrica::clicksign::client{{.base_url = clicksign.base_url(), .token = secret{"token-globo"}}}}};

  rubrica::callbacks::router routes;
  routes.add({.tenant = "acme", .path_token = secret{"8f1c2e"}, .secrets = {secret{"secret-acme"}}}).value();
  routes.add({.tenant = "globo", .path_token = secret{"77a90b"}, .secrets = {secret{"secret-globo"}}}).value();
  // [/tenants]

  auto const of_acme = sign::sender{clients.at("acme")}.send(contract_for("Ana Souza")).value();
  auto const of_globo = sign::sender{clients.at("globo")}.send(contract_for("Bruno Lima")).value();
  clicksign.sign(of_acme.signers[0].text()).value();
  clicksign.sign(of_globo.signers[0].text()).value();
  clicksign.drain_webhooks();

  std::map<std::string, sign::history> histories; // in your CRM: one for each record of each tenant
  for (auto const& callback : clicksign.deliveries()) {
    std::string const path = callback.account == 0 ? "/api/rest/clicksign/8f1c2e" : "/api/rest/clicksign/77a90b";
    auto const header = [&](std::string_view name) { return name == "Content-Hmac" ? callback.hmac : std::string(); };
    // [receive]
    auto const delivery = routes.receive({.path = path, .headers = header, .body = callback.body});
    if (!delivery) continue; // unknown token or wrong signature: answer delivery.reply().status and do nothing
    for (auto const& change : histories[delivery->tenant].apply(*delivery))
      if (change.is(sign::change::signer_signed)) std::cout << delivery->tenant << ": " << change.kind.text() << '\n';
    // [/receive]
  }
  auto const foreign = clients.at("acme").envelopes().get(of_globo.envelope);
  if (!foreign) std::cout << "acme asks for globo's envelope: " << to_string(foreign.error().code) << '\n';
}
