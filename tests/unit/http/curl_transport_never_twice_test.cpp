// libcurl repeats a request by itself when a kept connection drops before the first byte of the answer: a POST would
// create two envelopes. Each case therefore warms the connection up first, because a fresh one is never repeated.
#include "support/catch.hpp"
#include "support/http/http_calls.hpp"
#include "support/http/raw_server.hpp"

#include <rubrica/http/curl_transport.hpp>

namespace curl_transport_never_twice_test {

using namespace rubrica_test;
namespace http = rubrica::http;
using http::method;

namespace {

enum class ending { reset, close };

// Answers the first request of each connection and drops it on the second. A request that came twice would be
// answered on its second connection, so the call would even look like a success.
raw_server::handler drops_when_warm(ending end) {
  return [end](connection& peer) {
    if (!peer.read_request() || !peer.write(answer(200, "warm"))) return;
    if (!peer.read_request()) return;
    if (end == ending::reset) peer.reset();
  };
}

void sees_it_once(method verb, std::string const& body, ending end) {
  raw_server server(drops_when_warm(end));
  http::curl_transport transport;
  REQUIRE(transport.send(get(server.url("/warm-up")), long_deadline()));
  auto const got = transport.send(call(verb, server.url("/once"), body), long_deadline());
  REQUIRE_FALSE(got);
  CHECK(got.error().code == rubrica::errc::connection_lost);
  CHECK(got.error().outcome == rubrica::outcome::ambiguous);
  CHECK(server.count(http::to_string(verb)) == 1);
  CHECK(server.requests().at(1).connection == 1); // it was sent on the reused connection
}

} // namespace

TEST_CASE("a write on a kept connection that drops is sent once and ends ambiguous", "[http][curl][socket]") {
  for (ending const end : {ending::reset, ending::close}) {
    for (method const verb : {method::post, method::put, method::patch, method::del}) {
      for (std::string const body : {"", "{\"data\":{}}"}) sees_it_once(verb, body, end);
    }
    sees_it_once(method::post, std::string(300'000, 'x'), end);
  }
}

TEST_CASE("a write with a body that is produced while it is sent is sent once and ends ambiguous", "[http][curl][socket]") {
  for (ending const end : {ending::reset, ending::close}) {
    raw_server server(drops_when_warm(end));
    http::curl_transport transport;
    REQUIRE(transport.send(get(server.url("/warm-up")), long_deadline()));
    int opened = 0;
    http::request request = post(server.url());
    request.body = http::body_source{5, [&opened]() -> rubrica::result<http::body_reader> {
                                       ++opened;
                                       return http::body_reader([](char* buffer, std::size_t) -> rubrica::result<std::size_t> {
                                         *buffer = 'x';
                                         return std::size_t{1};
                                       });
                                     }};
    auto const got = transport.send(request, long_deadline());
    REQUIRE_FALSE(got);
    CHECK(got.error().outcome == rubrica::outcome::ambiguous);
    CHECK(server.count("POST") == 1);
    CHECK(opened == 1);
  }
}

TEST_CASE("a server that reads only the head before it drops gets no second head", "[http][curl][socket]") {
  raw_server server([](connection& peer) {
    if (!peer.read_request() || !peer.write(answer(200, "warm"))) return;
    peer.read_some(10);
    peer.reset();
  });
  http::curl_transport transport;
  REQUIRE(transport.send(get(server.url("/warm-up")), long_deadline()));
  auto const got = transport.send(post(server.url("/once"), std::string(5'000'000, 'x')), long_deadline());
  REQUIRE_FALSE(got);
  CHECK(got.error().code == rubrica::errc::connection_lost);
  CHECK(got.error().outcome == rubrica::outcome::ambiguous);
  CHECK(server.connections() <= 2);
  CHECK(server.requests().size() == 1);
}

TEST_CASE("a connection that the server closed while it was idle is replaced without a trace", "[http][curl][socket]") {
  raw_server server([](connection& peer) {
    if (peer.read_request()) peer.write(answer(200, "ok", "Connection: close\r\n"));
  });
  http::curl_transport transport;
  for (int i = 0; i < 3; ++i) REQUIRE(transport.send(post(server.url()), long_deadline()));
  CHECK(server.count("POST") == 3);
}

TEST_CASE("a GET may be repeated, and then succeeds", "[http][curl][socket]") {
  raw_server server(drops_when_warm(ending::reset));
  http::curl_transport transport;
  REQUIRE(transport.send(get(server.url()), long_deadline()));
  auto const got = transport.send(get(server.url()), long_deadline());
  REQUIRE(got);
  CHECK(server.connections() == 2);
}

TEST_CASE("a write whose fresh connection is reset ends ambiguous", "[http][curl][socket]") {
  raw_server server([](connection& peer) {
    peer.read_request();
    peer.reset();
  });
  http::curl_transport transport;
  auto const got = transport.send(post(server.url()), long_deadline());
  REQUIRE_FALSE(got);
  CHECK(got.error().code == rubrica::errc::connection_lost);
  CHECK(got.error().outcome == rubrica::outcome::ambiguous);
  CHECK(server.count("POST") == 1);
}

TEST_CASE("a redirect is an answer: nothing reaches the second origin", "[http][curl][socket]") {
  raw_server second(always(answer(200, "stolen")));
  for (int const status : {301, 302, 303, 307, 308}) {
    raw_server first(always(answer(status, "", "Location: " + second.url("/elsewhere") + "\r\n")));
    http::curl_transport transport;
    for (method const verb : {method::get, method::post, method::del}) {
      auto const got = transport.send(call(verb, first.url()), long_deadline());
      REQUIRE(got);
      CHECK(got->status == status);
    }
    CHECK(first.requests().size() == 3);
  }
  CHECK(second.connections() == 0);
  CHECK_FALSE(second.has_seen(test_token));
}

} // namespace curl_transport_never_twice_test
