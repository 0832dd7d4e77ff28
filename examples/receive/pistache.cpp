// Callbacks in a server of Pistache: receive_pistache PORT
#include "crm.hpp"

#include <pistache/endpoint.h>

#include <iostream>

namespace http = Pistache::Http;

namespace {

rubrica::callbacks::router const& routes() {
  static rubrica::callbacks::router const all = crm::routes(); // Pistache makes a handler for each of its threads
  return all;
}

class receiver : public http::Handler {
public:
  HTTP_PROTOTYPE(receiver)

  void onRequest(http::Request const& request, http::ResponseWriter response) override {
    auto const header = [&](std::string_view name) {
      auto const found = request.headers().tryGetRaw(std::string(name));
      return found ? found->value() : std::string();
    };
    std::string const path = request.resource() + request.query().as_str();
    int const status = crm::answer(routes(), {.path = path, .headers = header, .body = request.body()});
    response.send(static_cast<http::Code>(status));
  }
};

} // namespace

int main(int argc, char** argv) {
  int const port = argc > 1 ? std::atoi(argv[1]) : 8081;
  http::Endpoint server(Pistache::Address("127.0.0.1", Pistache::Port(static_cast<std::uint16_t>(port))));
  server.init(http::Endpoint::options().threads(2).maxRequestSize(16u << 20)); // its own limit of 4 KiB is too small
  server.setHandler(http::make_handler<receiver>());
  std::cout << "listening on port " << port << std::endl;
  server.serve();
}
