// Callbacks in a server of Boost.Beast: receive_beast PORT
#include "crm.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <iostream>
#include <thread>

namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::asio::ip::tcp;

namespace {

void serve(tcp::socket socket, rubrica::callbacks::router const& routes) {
  beast::flat_buffer buffer;
  http::request_parser<http::string_body> parser;
  parser.body_limit(16u << 20); // Beast's own limit of 1 MiB is too small for a document with a long history
  beast::error_code failed;
  http::read(socket, buffer, parser, failed);
  if (failed) return;

  auto const& request = parser.get();
  auto const header = [&](std::string_view name) {
    auto const value = request[beast::string_view(name.data(), name.size())]; // in any case
    return std::string(value.data(), value.size());
  };
  std::string const path(request.target().data(), request.target().size());
  int const status = crm::answer(routes, {.path = path, .headers = header, .body = request.body()});

  http::response<http::empty_body> response{http::int_to_status(static_cast<unsigned>(status)), request.version()};
  response.keep_alive(false);
  response.prepare_payload();
  http::write(socket, response, failed);
}

} // namespace

int main(int argc, char** argv) {
  auto const routes = crm::routes();
  boost::asio::io_context context;
  auto const port = static_cast<unsigned short>(argc > 1 ? std::atoi(argv[1]) : 8081);
  tcp::acceptor acceptor(context, {boost::asio::ip::address_v4::loopback(), port});
  std::cout << "listening on port " << port << std::endl;
  for (;;) std::thread(serve, acceptor.accept(), std::cref(routes)).detach();
}
