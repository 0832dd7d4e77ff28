// A web server that receives the callbacks of all three providers and shows the resulting changes.
//
// CLICKSIGN_WEBHOOK_SECRET holds the secret that ClickSign shows for the webhook. You will use another web framework: it must
// pass on the path, the headers and the unchanged bytes of the body.
#include "help_and_version.hpp"

#include <rubrica/callbacks/router.hpp>
#include <rubrica/signing/history.hpp>

#include <httplib.h>

#include <cstdlib>
#include <iostream>
#include <mutex>
#include <string>

namespace callbacks = rubrica::callbacks;

namespace {

constexpr char usage[] = "usage: CLICKSIGN_WEBHOOK_SECRET=... receive_callbacks PORT PATH_TOKEN\n"
                         "       receive_callbacks --help | --version\n";

callbacks::router make_table(std::string const& token, rubrica::secret const& secret) {
  callbacks::router table;
  table
      .add({.tenant = "acme",
            .provider = callbacks::provider::clicksign,
            .path_token = rubrica::secret(token),
            .secrets = {secret}})
      .value();
  table.add({.tenant = "acme", .provider = callbacks::provider::assinebem, .path_token = rubrica::secret(token)}).value();
  table.add({.tenant = "acme", .provider = callbacks::provider::pacto, .path_token = rubrica::secret(token)}).value();
  return table;
}

/// In your CRM: store the delivery, answer the request, and do this later, from a queue.
void work_on(callbacks::delivery const& delivery, rubrica::signing::history& history) {
  std::cout << to_string(delivery.provider) << " for " << delivery.tenant << ": " << to_string(delivery.verdict) << std::endl;
  if (delivery.problem) std::cout << "  for a person: " << delivery.problem->message << std::endl;
  for (auto const& change : history.apply(delivery)) {
    std::cout << "  " << change.kind.text() << " document " << change.document.text() << " " << change.who << std::endl;
  }
}

} // namespace

int main(int argc, char** argv) {
  if (tells_help_or_version(argc, argv, "receive_callbacks", usage)) return 0;
  if (argc != 3) {
    std::cerr << usage;
    return 2;
  }
  std::string const token = argv[2];
  rubrica::secret const secret{std::getenv("CLICKSIGN_WEBHOOK_SECRET")};
  if (secret.empty()) {
    std::cerr << "receive_callbacks: CLICKSIGN_WEBHOOK_SECRET is not set\n";
    return 2;
  }
  callbacks::router const table = make_table(token, secret);
  rubrica::signing::history history; // in your CRM: one for each record, from_json and to_json around each change
  std::mutex one_at_a_time;

  httplib::Server server;
  server.Post("/.*", [&](httplib::Request const& request, httplib::Response& response) {
    auto const header = [&](std::string_view name) { return request.get_header_value(std::string(name).c_str()); };
    auto const answer = table.receive({.path = request.path, .headers = header, .body = request.body});
    response.status = answer.reply().status;
    std::lock_guard const lock(one_at_a_time);
    if (answer) work_on(*answer, history);
  });
  int const wanted = std::atoi(argv[1]);
  int const port = wanted == 0 ? server.bind_to_any_port("127.0.0.1") : (server.bind_to_port("127.0.0.1", wanted) ? wanted : -1);
  if (port < 0) {
    std::cerr << "receive_callbacks: the port cannot be had\n";
    return 1;
  }
  std::cout << "listening on http://127.0.0.1:" << port << "/api/rest/clicksign/{TOKEN}" << std::endl;
  return server.listen_after_bind() ? 0 : 1;
}
