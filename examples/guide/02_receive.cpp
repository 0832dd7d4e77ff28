// Receives callbacks and says what changed. CLICKSIGN_WEBHOOK_SECRET is the secret that ClickSign shows for the webhook.
#include <rubrica/callbacks/router.hpp>
#include <rubrica/signing/history.hpp>

#include <httplib.h>

#include <cstdlib>
#include <iostream>
#include <mutex>

int main(int argc, char** argv) {
  rubrica::secret const path_token{"TOKEN-DA-EMPRESA"}; // yours: long and random, one for each tenant
  rubrica::callbacks::router routes;
  rubrica::secret const signed_with{std::getenv("CLICKSIGN_WEBHOOK_SECRET")};
  auto const added = routes.add({.tenant = "acme", .path_token = path_token, .secrets = {signed_with}});
  if (!added) return std::cerr << to_string(added.error()) << '\n', 2;

  rubrica::signing::history history; // in your CRM: one for each record, kept in your database as JSON
  std::mutex one_at_a_time;
  httplib::Server server;
  server.Post("/.*", [&](httplib::Request const& request, httplib::Response& response) {
    auto const header = [&](std::string_view name) { return request.get_header_value(std::string(name).c_str()); };
    auto const delivery = routes.receive({.path = request.path, .headers = header, .body = request.body});
    response.status = delivery.reply().status; // 404 for an unknown token and for a wrong signature alike
    std::lock_guard const lock(one_at_a_time);
    if (!delivery) return;
    // Each change is told once, however often the callback comes; names print masked.
    for (auto const& change : history.apply(*delivery)) std::cout << change.kind.text() << ' ' << change.who << std::endl;
  });
  int const port = argc > 1 ? std::atoi(argv[1]) : 8081;
  std::cout << "listening on http://127.0.0.1:" << port << "/api/rest/clicksign/TOKEN-DA-EMPRESA" << std::endl;
  return server.listen("127.0.0.1", port) ? 0 : 1;
}
