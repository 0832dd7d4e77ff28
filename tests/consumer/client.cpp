// A program that sends: the whole library through its umbrella header.
#include <rubrica/rubrica.hpp>

#include "resources.hpp"

#include <chrono>
#include <cstdio>
#include <string_view>

int main() {
  rubrica::http::curl_transport transport;
  rubrica::http::request request;
  request.url = "http://127.0.0.1:1/"; // nobody listens there
  rubrica::http::context context;
  context.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);

  auto const answer = transport.send(request, context);
  bool const works = !answer && answer.error().outcome == rubrica::outcome::not_sent && every_resource_can_be_used() &&
                     std::string_view(rubrica::version_text) == PACKAGE_VERSION;
  std::printf("rubrica %s %s\n", rubrica::version_text, works ? "works" : "does not work");
  return works ? 0 : 1;
}
