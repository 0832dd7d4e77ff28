// Requests and answers when nothing fails.
#include "support/catch.hpp"
#include "support/http/http_calls.hpp"
#include "support/http/raw_server.hpp"
#include "support/process/run_in_threads.hpp"

#include <rubrica/http/curl_transport.hpp>

#include <atomic>
#include <thread>

namespace curl_transport_exchange_test {

using namespace rubrica_test;
namespace http = rubrica::http;
using http::method;

TEST_CASE("a request goes out as it was given", "[http][curl][socket]") {
  raw_server server(always(answer(201, "made", "X-Request-Id: abc\r\n")));
  http::curl_options options;
  options.user_agent = "rubrica/test";
  http::curl_transport transport(options);
  http::request request = post(server.url("/api/v3/envelopes?x=1"), "{\"data\":1}");
  request.fields.push_back({"Accept", "application/vnd.api+json"});
  request.fields.push_back({"X-Empty", ""});

  auto const got = transport.send(request, long_deadline());
  REQUIRE(got);
  CHECK(got->status == 201);
  CHECK(got->body == "made");
  REQUIRE(http::find(got->fields, "x-request-id") != nullptr);
  CHECK(*http::find(got->fields, "x-request-id") == "abc");

  raw_request const seen = server.requests().at(0);
  CHECK(seen.method == "POST");
  CHECK(seen.target == "/api/v3/envelopes?x=1");
  CHECK(seen.body == "{\"data\":1}");
  CHECK(seen.field("Authorization") == test_token);
  CHECK(seen.field("User-Agent") == "rubrica/test");
  CHECK(seen.field("Accept") == "application/vnd.api+json");
  CHECK(seen.field("Content-Type") == "application/vnd.api+json");
  CHECK(seen.field("Content-Length") == "10");
  CHECK(seen.has_field("X-Empty"));
  CHECK_FALSE(seen.has_field("Expect"));
  CHECK_FALSE(seen.has_field("Transfer-Encoding"));
}

TEST_CASE("each method says how long its body is, and none invents a type for it", "[http][curl][socket]") {
  raw_server server(always(answer(200, "ok")));
  http::curl_transport transport;
  struct expectation {
    method verb;
    const char* name;
    bool has_length;
  };
  // Twice, in both orders, because a handle keeps settings of the previous request.
  for (expectation const each : {expectation{method::get, "GET", false},
                                 {method::post, "POST", true},
                                 {method::del, "DELETE", false},
                                 {method::patch, "PATCH", true},
                                 {method::get, "GET", false},
                                 {method::put, "PUT", true},
                                 {method::del, "DELETE", false},
                                 {method::post, "POST", true}}) {
    REQUIRE(transport.send(call(each.verb, server.url()), long_deadline()));
    raw_request const seen = server.requests().back();
    CHECK(seen.method == each.name);
    CHECK(seen.has_field("Content-Length") == each.has_length);
    if (each.has_length) CHECK(seen.field("Content-Length") == "0");
    CHECK_FALSE(seen.has_field("Content-Type"));
  }
  REQUIRE(transport.send(call(method::del, server.url(), "body"), long_deadline()));
  CHECK(server.requests().back().method == "DELETE");
  CHECK(server.requests().back().body == "body");
}

TEST_CASE("an answer of any status is a success here", "[http][curl][socket]") {
  for (int const status : {200, 204, 302, 400, 401, 404, 422, 429, 500, 503}) {
    raw_server server(always(status == 204 ? "HTTP/1.1 204 No Content\r\n\r\n" : answer(status, "<html>x</html>")));
    http::curl_transport transport;
    auto const got = transport.send(post(server.url()), long_deadline());
    REQUIRE(got);
    CHECK(got->status == status);
    CHECK(got->body == (status == 204 ? "" : "<html>x</html>"));
  }
}

TEST_CASE("a transport keeps the fields of the final answer only", "[http][curl][socket]") {
  raw_server server([](connection& peer) {
    if (!peer.read_request()) return;
    peer.write("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"
               "X-Kept:  a b \r\n\r\n3\r\nabc\r\n0\r\nX-Trailer: t\r\n\r\n");
  });
  http::curl_transport transport;
  auto const got = transport.send(get(server.url()), long_deadline());
  REQUIRE(got);
  CHECK(got->status == 200);
  CHECK(got->body == "abc");
  CHECK(http::find(got->fields, "Link") == nullptr);
  CHECK(http::find(got->fields, "X-Trailer") == nullptr);
  REQUIRE(http::find(got->fields, "X-Kept") != nullptr);
  CHECK(*http::find(got->fields, "X-Kept") == "a b");
}

TEST_CASE("successive calls share a connection, whatever they are", "[http][curl][socket]") {
  raw_server server(always(answer(200, "ok")));
  http::curl_transport transport;
  for (int i = 0; i < 5; ++i) {
    REQUIRE(transport.send(get(server.url()), long_deadline()));
    REQUIRE(transport.send(post(server.url()), long_deadline()));
    REQUIRE(transport.send(call(method::post, server.url()), long_deadline()));
    REQUIRE(transport.send(call(method::patch, server.url(), "{}"), long_deadline()));
    REQUIRE(transport.send(call(method::del, server.url()), long_deadline()));
  }
  CHECK(server.connections() == 1);
  CHECK(server.requests().size() == 25);
}

TEST_CASE("each origin keeps its own connection", "[http][curl][socket]") {
  raw_server api(always(answer(200, "ok")));
  raw_server storage(always(answer(200, "file")));
  http::curl_transport transport;
  for (int i = 0; i < 5; ++i) {
    REQUIRE(transport.send(get(api.url()), long_deadline()));
    REQUIRE(transport.send(get(storage.url()), long_deadline()));
  }
  CHECK(api.connections() == 1);
  CHECK(storage.connections() == 1);
}

TEST_CASE("no more connections are kept than allowed", "[http][curl][socket]") {
  raw_server server(always(answer(200, "ok")));
  http::curl_options options;
  options.max_idle_connections = 0;
  http::curl_transport transport(options);
  for (int i = 0; i < 3; ++i) REQUIRE(transport.send(get(server.url()), long_deadline()));
  CHECK(server.connections() == 3);

  options.max_idle_connections = 1;
  raw_server other(always(answer(200, "ok")));
  http::curl_transport narrow(options);
  REQUIRE(narrow.send(get(server.url()), long_deadline()));
  REQUIRE(narrow.send(get(other.url()), long_deadline())); // takes the only place
  REQUIRE(narrow.send(get(other.url()), long_deadline()));
  CHECK(other.connections() == 1);
}

TEST_CASE("many threads may call at once, and each connection has one user at a time", "[http][curl][socket][threads]") {
  constexpr int threads = 8, calls = 50;
  raw_server server([](connection& peer) {
    while (auto request = peer.read_request()) {
      if (!peer.write(answer(200, request->body))) return;
    }
  });
  http::curl_transport transport;
  std::atomic<int> right{0};
  rubrica_test::run_in_threads(threads, [&](std::size_t t) {
    for (int i = 0; i < calls; ++i) {
      std::string const body = std::to_string(t) + ":" + std::to_string(i);
      auto const got = transport.send(post(server.url(), body), long_deadline());
      if (got && got->body == body) ++right;
    }
  });
  CHECK(right == threads * calls);
  CHECK(server.connections() <= threads);
}

TEST_CASE("a handle is used again after an error", "[http][curl][socket]") {
  raw_server server([](connection& peer) {
    while (auto const request = peer.read_request()) {
      if (request->target == "/broken") return peer.reset();
      if (!peer.write(answer(200, "ok"))) return;
    }
  });
  http::curl_transport transport;
  for (int i = 0; i < 3; ++i) {
    CHECK_FALSE(transport.send(post(server.url("/broken")), long_deadline()));
    auto const got = transport.send(get(server.url()), long_deadline());
    REQUIRE(got);
    CHECK(got->body == "ok");
  }
}

} // namespace curl_transport_exchange_test
