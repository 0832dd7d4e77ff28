// Answers that are too large, cut off, or not HTTP at all.
#include "support/catch.hpp"
#include "support/files/gzip.hpp"
#include "support/http/http_calls.hpp"
#include "support/http/raw_server.hpp"
#include "support/process/peak_memory.hpp"

#include <rubrica/http/curl_transport.hpp>

namespace curl_transport_limits_test {

using namespace rubrica_test;
namespace http = rubrica::http;
using rubrica::errc;
using rubrica::outcome;

namespace {

rubrica::error_info failure_of(raw_server const& server, http::request request) {
  http::curl_transport transport;
  request.url = server.url(request.url);
  auto const got = transport.send(request, long_deadline());
  REQUIRE_FALSE(got);
  CHECK(got.error().outcome == outcome::ambiguous);
  return got.error();
}

raw_server::handler says(std::string bytes) {
  return [bytes = std::move(bytes)](connection& peer) {
    if (peer.read_request()) peer.write(bytes);
  };
}

} // namespace

TEST_CASE("an answer cut off inside its body, its head or before it is a lost connection", "[http][curl][socket]") {
  for (std::string const bytes :
       {"HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{\"data\":", "HTTP/1.1 200 OK\r\nContent-Le",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nabc",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\n\r\n", ""}) {
    CAPTURE(bytes);
    raw_server server(says(bytes));
    CHECK(failure_of(server, post("/")).code == errc::connection_lost);
  }
}

TEST_CASE("an answer that is not HTTP is a breach of the protocol", "[http][curl][socket]") {
  for (std::string const bytes : {"<html>hello</html>\r\n\r\n", "220 smtp.example.com\r\n\r\n"}) {
    CAPTURE(bytes);
    raw_server server(says(bytes));
    CHECK(failure_of(server, post("/")).code == errc::protocol);
  }
  raw_server garbage(says(answer(200, "this is not gzip", "Content-Encoding: gzip\r\n")));
  CHECK(failure_of(garbage, get("/")).code == errc::protocol);
}

TEST_CASE("a body over the limit ends the call, announced or not; one of exactly the limit does not", "[http][curl][socket]") {
  std::string const body(10'000, 'x');
  raw_server announced(says(answer(200, body)));
  raw_server endless([](connection& peer) {
    if (!peer.read_request()) return;
    peer.write("HTTP/1.1 200 OK\r\n\r\n");
    while (peer.write(std::string(4096, 'x'))) {
    }
  });
  http::request request = get("/");
  request.max_response_bytes = body.size() - 1;
  CHECK(failure_of(announced, request).code == errc::too_large);
  CHECK(failure_of(endless, request).code == errc::too_large);

  request.url = announced.url();
  request.max_response_bytes = body.size();
  http::curl_transport transport;
  auto const got = transport.send(request, long_deadline());
  REQUIRE(got);
  CHECK(got->body == body);
}

TEST_CASE("a gzip answer is asked for and unpacked, and its limit counts what comes out", "[http][curl][socket][memory]") {
  raw_server small(says(answer(200, gzip_of_zeros(3 << 20), "Content-Encoding: gzip\r\n")));
  http::curl_transport transport;
  auto const got = transport.send(get(small.url()), long_deadline());
  REQUIRE(got);
  CHECK(got->body == std::string(3 << 20, '\0'));
  CHECK(small.requests().at(0).field("Accept-Encoding") == "gzip");

  std::string const bomb = gzip_of_zeros(std::size_t{256} << 20);
  REQUIRE(bomb.size() < 300'000);
  raw_server server(says(answer(200, bomb, "Content-Encoding: gzip\r\n")));
  std::size_t const before = restart_peak_memory_kib();
  http::request request = get("/");
  request.max_response_bytes = 1 << 20;
  CHECK(failure_of(server, request).code == errc::too_large);
  CHECK(peak_memory_kib() < before + 16 * 1024);
}

TEST_CASE("a flood of header fields ends the call", "[http][curl][socket]") {
  raw_server many([](connection& peer) {
    if (!peer.read_request()) return;
    peer.write("HTTP/1.1 200 OK\r\n");
    while (peer.write("a: b\r\n")) {
    }
  });
  raw_server one_line([](connection& peer) {
    if (!peer.read_request()) return;
    peer.write("HTTP/1.1 200 OK\r\nX: ");
    while (peer.write(std::string(4096, 'x'))) {
    }
  });
  raw_server informational([](connection& peer) {
    if (!peer.read_request()) return;
    while (peer.write("HTTP/1.1 103 Early Hints\r\n\r\n")) {
    }
  });
  raw_server trailers([](connection& peer) {
    if (!peer.read_request()) return;
    peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n");
    while (peer.write("a: b\r\n")) {
    }
  });
  for (raw_server const* server : {&many, &one_line, &informational, &trailers}) {
    CHECK(failure_of(*server, post("/")).code == errc::too_large);
  }
}

} // namespace curl_transport_limits_test
