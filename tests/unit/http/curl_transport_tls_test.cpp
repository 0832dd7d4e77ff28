#include "support/catch.hpp"
#include "support/http/http_calls.hpp"
#include "support/http/raw_server.hpp"
#include "support/http/tls_identity.hpp"

#include <rubrica/http/curl_transport.hpp>

namespace curl_transport_tls_test {

using namespace rubrica_test;
namespace http = rubrica::http;
using rubrica::errc;
using rubrica::outcome;

namespace {

http::curl_options trusting(test_authority const& authority) {
  http::curl_options options;
  options.ca_file = authority.file();
  return options;
}

void refuses(raw_server const& server, http::curl_options const& options) {
  http::curl_transport transport(options);
  auto const got = transport.send(post(server.url()), long_deadline());
  REQUIRE_FALSE(got);
  CHECK(got.error().code == errc::tls);
  CHECK(got.error().outcome == outcome::not_sent);
  CHECK(server.requests().empty());
  CHECK_FALSE(server.has_seen(test_token));
}

} // namespace

TEST_CASE("a server with a certificate of a trusted authority is served, with one handshake for all calls",
          "[http][curl][socket]") {
  test_authority const authority;
  tls_context_ptr const context = authority.server();
  raw_server server(always(answer(200, "ok")), context.get());
  http::curl_transport transport(trusting(authority));
  for (int i = 0; i < 5; ++i) {
    auto const got = transport.send(post(server.url()), long_deadline());
    REQUIRE(got);
    CHECK(got->body == "ok");
  }
  CHECK(server.handshakes() == 1);
  CHECK(transport.send(get("https://localhost:" + std::to_string(server.port()) + "/"), long_deadline()));
}

TEST_CASE("a certificate that nobody vouches for is refused without a byte of the token", "[http][curl][socket][secrets]") {
  tls_context_ptr const context = self_signed_server();
  raw_server server(always(answer(200, "ok")), context.get());
  refuses(server, {});
  refuses(server, trusting(test_authority()));
}

TEST_CASE("a certificate of another authority is refused", "[http][curl][socket]") {
  test_authority const authority;
  test_authority const other;
  tls_context_ptr const context = authority.server();
  raw_server server(always(answer(200, "ok")), context.get());
  refuses(server, trusting(other));
  refuses(server, {});
}

TEST_CASE("a trusted certificate for another host is refused", "[http][curl][socket]") {
  test_authority const authority;
  for (std::string const names : {"DNS:example.com", "IP:127.0.0.2", "DNS:*.example.com", "DNS:127.0.0.1"}) {
    tls_context_ptr const context = authority.server(names);
    raw_server server(always(answer(200, "ok")), context.get());
    refuses(server, trusting(authority));
  }
}

TEST_CASE("a server that speaks nothing newer than TLS 1.1 is refused", "[http][curl][socket]") {
  test_authority const authority;
  tls_context_ptr const context = authority.server();
  only_tls_1_1(context.get());
  raw_server server(always(answer(200, "ok")), context.get());
  refuses(server, trusting(authority));
  CHECK(server.handshakes() == 0);
}

TEST_CASE("a server that answers a handshake by plain HTTP, a reset or its end fails the call", "[http][curl][socket]") {
  raw_server plain([](connection& peer) {
    peer.read_some();
    peer.write(answer(200, "ok"));
  });
  raw_server resets([](connection& peer) {
    peer.read_some();
    peer.reset();
  });
  raw_server closes([](connection& peer) { peer.read_some(); });
  for (raw_server const* server : {&plain, &resets, &closes}) {
    http::curl_transport transport;
    auto const got = transport.send(post("https://127.0.0.1:" + std::to_string(server->port()) + "/"), long_deadline());
    REQUIRE_FALSE(got);
    CHECK(got.error().code == errc::tls);
    CHECK(got.error().outcome == outcome::not_sent);
    CHECK_FALSE(server->has_seen(test_token));
  }
}

TEST_CASE("a server that never ends the handshake is left at the limit for connecting", "[http][curl][socket]") {
  raw_server silent([](connection& peer) { peer.hang(); });
  std::string const url = "https://127.0.0.1:" + std::to_string(silent.port()) + "/";
  http::curl_options options;
  options.connect_timeout = std::chrono::milliseconds(200);
  http::curl_transport impatient(options);
  auto const limited = impatient.send(post(url), long_deadline());
  REQUIRE_FALSE(limited);
  CHECK(limited.error().code == errc::connect);
  CHECK(limited.error().outcome == outcome::not_sent);

  http::curl_transport transport;
  auto const late = transport.send(post(url), short_deadline());
  REQUIRE_FALSE(late);
  CHECK(late.error().code == errc::timeout);
  CHECK(late.error().outcome == outcome::not_sent);
}

TEST_CASE("a write over TLS on a kept connection that drops is sent once", "[http][curl][socket]") {
  test_authority const authority;
  tls_context_ptr const context = authority.server();
  for (bool const reset : {true, false}) {
    raw_server server(
        [reset](connection& peer) {
          if (!peer.read_request() || !peer.write(answer(200, "warm"))) return;
          peer.read_request();
          if (reset) peer.reset();
        },
        context.get());
    http::curl_transport transport(trusting(authority));
    REQUIRE(transport.send(get(server.url()), long_deadline()));
    auto const got = transport.send(post(server.url()), long_deadline());
    REQUIRE_FALSE(got);
    CHECK(got.error().code == errc::connection_lost);
    CHECK(got.error().outcome == outcome::ambiguous);
    CHECK(server.count("POST") == 1);
  }
}

} // namespace curl_transport_tls_test
