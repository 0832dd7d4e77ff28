// Callbacks in a server of Crow: receive_crow PORT
#include "crm.hpp"

#include <crow.h>

#include <iostream>

int main(int argc, char** argv) {
  auto const routes = crm::routes();
  auto const port = static_cast<std::uint16_t>(argc > 1 ? std::atoi(argv[1]) : 8081);

  crow::SimpleApp app;
  CROW_ROUTE(app, "/api/rest/<path>").methods(crow::HTTPMethod::Post)([&](crow::request const& request, std::string const&) {
    auto const header = [&](std::string_view name) { return request.get_header_value(std::string(name)); }; // in any case
    int const status = crm::answer(routes, {.path = request.raw_url, .headers = header, .body = request.body});
    return crow::response(status);
  });
  std::cout << "listening on port " << port << std::endl;
  app.bindaddr("127.0.0.1").port(port).multithreaded().run();
}
