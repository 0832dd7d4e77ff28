// Deadlines and cancellation. The limits for times are generous, because the machine may be slow.
#include "support/catch.hpp"
#include "support/clock/wait_until.hpp"
#include "support/http/http_calls.hpp"
#include "support/http/raw_server.hpp"

#include <rubrica/http/curl_transport.hpp>

#include <future>

namespace curl_transport_time_test {

using namespace rubrica_test;
namespace http = rubrica::http;
using rubrica::errc;
using rubrica::outcome;
using clock_type = std::chrono::steady_clock;

namespace {

struct ended {
  errc code;
  rubrica::outcome outcome;
};

ended end_of(http::request const& request, http::context const& limits) {
  http::curl_transport transport;
  auto const started = clock_type::now();
  auto const got = transport.send(request, limits);
  CHECK(clock_type::now() - started < std::chrono::seconds(10));
  REQUIRE_FALSE(got);
  return {got.error().code, got.error().outcome};
}

} // namespace

TEST_CASE("a server that accepts and never answers is left at the deadline", "[http][curl][socket]") {
  raw_server server([](connection& peer) { peer.hang(); });
  for (http::request const& request : {get(server.url()), post(server.url())}) {
    ended const end = end_of(request, short_deadline());
    CHECK(end.code == errc::timeout);
    CHECK(end.outcome == outcome::ambiguous);
  }
}

TEST_CASE("a server that drips one byte after the other is left at the deadline", "[http][curl][socket]") {
  raw_server server([](connection& peer) {
    if (!peer.read_request() || !peer.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")) return;
    while (peer.write("x") && peer.pause(std::chrono::milliseconds(50))) {
    }
  });
  ended const end = end_of(post(server.url()), short_deadline(std::chrono::milliseconds(500)));
  CHECK(end.code == errc::timeout);
  CHECK(end.outcome == outcome::ambiguous);
}

TEST_CASE("a server that does not take in the body is left at the deadline", "[http][curl][socket]") {
  raw_server server([](connection& peer) {
    while (peer.pause(std::chrono::seconds(1))) {
    }
  });
  http::request const request = post(server.url(), std::string(50'000'000, 'x')); // made before the time begins to run
  ended const end = end_of(request, short_deadline());
  CHECK(end.code == errc::timeout);
  CHECK(end.outcome == outcome::ambiguous);
}

TEST_CASE("a deadline that has passed touches no network", "[http][curl][socket]") {
  raw_server server(always(answer(200, "ok")));
  for (auto const deadline : {clock_type::now() - std::chrono::hours(1), clock_type::now(), clock_type::time_point::min()}) {
    http::context limits;
    limits.deadline = deadline;
    ended const end = end_of(post(server.url()), limits);
    CHECK(end.code == errc::timeout);
    CHECK(end.outcome == outcome::not_sent);
  }
  CHECK(server.connections() == 0);
}

TEST_CASE("without a deadline the call waits for its answer", "[http][curl][socket]") {
  raw_server server([](connection& peer) {
    peer.read_request();
    peer.pause(std::chrono::milliseconds(200));
    peer.write(answer(200, "late"));
  });
  http::curl_transport transport;
  CHECK(transport.send(get(server.url()), {}));
}

TEST_CASE("a raised flag ends a call that waits", "[http][curl][socket][threads]") {
  raw_server server([](connection& peer) { peer.hang(); });
  http::context limits;
  limits.cancelled = std::make_shared<rubrica::cancel_flag>(false);
  auto const canceller = std::async(std::launch::async, [&] {
    static_cast<void>(rubrica_test::wait_until([&] { return server.has_seen("POST"); }));
    limits.cancelled->store(true);
  });
  ended const end = end_of(post(server.url()), limits);
  canceller.wait();
  CHECK(end.code == errc::cancelled);
  CHECK(end.outcome == outcome::ambiguous);
}

TEST_CASE("a flag that was raised before touches no network", "[http][curl][socket]") {
  raw_server server(always(answer(200, "ok")));
  http::context limits;
  limits.cancelled = std::make_shared<rubrica::cancel_flag>(true);
  ended const end = end_of(post(server.url()), limits);
  CHECK(end.code == errc::cancelled);
  CHECK(end.outcome == outcome::not_sent);
  CHECK(server.connections() == 0);
}

TEST_CASE("a transport is fit for use after a timeout", "[http][curl][socket]") {
  raw_server server([](connection& peer) {
    while (auto request = peer.read_request()) {
      if (request->target == "/slow") return peer.hang();
      if (!peer.write(answer(200, "ok"))) return;
    }
  });
  http::curl_transport transport;
  REQUIRE(transport.send(get(server.url()), long_deadline()));
  CHECK_FALSE(transport.send(post(server.url("/slow")), short_deadline()));
  CHECK(transport.send(get(server.url()), long_deadline()));
  CHECK(server.connections() == 2);
}

} // namespace curl_transport_time_test
