// Callbacks in a server of Drogon: receive_drogon PORT
#include "crm.hpp"

#include <drogon/drogon.h>

#include <iostream>

int main(int argc, char** argv) {
  auto const routes = crm::routes();
  auto const port = static_cast<std::uint16_t>(argc > 1 ? std::atoi(argv[1]) : 8081);

  auto const receive = [&](drogon::HttpRequestPtr const& request, std::function<void(drogon::HttpResponsePtr const&)>&& tell) {
    auto const header = [&](std::string_view name) { return request->getHeader(std::string(name)); }; // in any case
    std::string const path = request->query().empty() ? request->path() : request->path() + "?" + request->query();
    int const status = crm::answer(routes, {.path = path, .headers = header, .body = request->body()});
    auto const response = drogon::HttpResponse::newHttpResponse();
    response->setStatusCode(static_cast<drogon::HttpStatusCode>(status));
    tell(response);
  };
  std::cout << "listening on port " << port << std::endl;
  drogon::app()
      .registerHandlerViaRegex("/api/rest/.*", receive, {drogon::Post})
      .setClientMaxBodySize(16u << 20) // its own limit of 1 MiB is too small
      .addListener("127.0.0.1", port)
      .run();
}
