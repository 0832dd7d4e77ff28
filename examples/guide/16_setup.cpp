// What is done once for a tenant: check the access token, make the address of its callbacks, and have ClickSign call it.
// prints: the token works
// prints: ClickSign calls the webhook
// prints: the same again: the same webhook
#include <rubrica/callbacks/router.hpp>
#include <rubrica/rubrica.hpp>
#include <rubrica/sandbox/server.hpp>

#include <iostream>

namespace callbacks = rubrica::callbacks;
namespace click = rubrica::clicksign;
using click::webhook::event_name;

int main() {
  rubrica::sandbox::server clicksign;
  click::client const client{clicksign.client_options()};

  // [token]
  auto const known = client.webhooks().list().all();                   // one call, which every account has
  if (!known) return std::cerr << to_string(known.error()) << '\n', 1; // unauthorized: the token; forbidden …: the account
  std::cout << "the token works\n";
  // [/token]

  // [webhook]
  callbacks::route route{.tenant = "acme", .path_token = rubrica::secret{rubrica::signing::random_key()}}; // store the token
  auto const url = callbacks::registration_url("https://crm.example", route).value(); // holds the token, so it is a secret too
  std::vector<event_name> const events(std::begin(event_name::all), std::end(event_name::all));
  auto const registered = click::ensure_webhook(client, url, events);
  if (!registered) return std::cerr << to_string(registered.error()) << '\n', 1;
  route.secrets = {registered->secret}; // store it beside the path token: callbacks are signed with it

  callbacks::router routes;
  routes.add(route).value();
  std::cout << "ClickSign calls the webhook\n";
  // [/webhook]
  auto const again = click::ensure_webhook(client, url, events).value();
  if (again.id == registered->id) std::cout << "the same again: the same webhook\n";
}
