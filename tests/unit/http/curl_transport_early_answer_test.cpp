// A server that answers before it has received the whole request body.
#include "support/catch.hpp"
#include "support/http/http_calls.hpp"
#include "support/http/raw_server.hpp"
#include "support/http/tls_identity.hpp"

#include "http/curl/curl_engine.hpp"

#include <rubrica/http/curl_transport.hpp>

#include <fmt/format.h>

#include <future>

namespace curl_transport_early_answer_test {

using namespace rubrica;
using namespace rubrica_test;
namespace http = rubrica::http;

namespace {

http::call_request upload(std::string const& url, std::uint64_t size) {
  http::call_request request = post(url);
  http::body_source source;
  source.size = size;
  source.open = []() -> result<http::body_reader> {
    return http::body_reader([](char* buffer, std::size_t room) -> result<std::size_t> {
      std::fill(buffer, buffer + room, 'x');
      return room;
    });
  };
  request.body = std::move(source);
  return request;
}

enum class moment { at_once, client_is_stuck };
// Closing at once is tested only where the reset that follows cannot overtake the answer, which no client can prevent.
enum class then { stays, reads_on, ends };

struct early_answer {
  int status;
  moment when;
  then after;
  std::string_view body;
};

std::string to_text(early_answer const& one) {
  return fmt::format("{} {} {}", one.status, static_cast<int>(one.when), static_cast<int>(one.after));
}

raw_server::handler answers_early(early_answer one) {
  return [one](connection& peer) {
    std::string head;
    while (head.find("\r\n\r\n") == std::string::npos) {
      std::string const more = peer.read_some(4096);
      if (more.empty()) return;
      head += more;
    }
    if (one.when == moment::client_is_stuck && !peer.wait_until_client_is_stuck()) return;
    peer.write(one.status == 204 ? "HTTP/1.1 204 Some Reason\r\n\r\n" : answer(one.status, one.body));
    if (one.after == then::ends) peer.finish_writing();
    if (one.after == then::reads_on) peer.hang();
    peer.pause(std::chrono::minutes(2)); // reads nothing more
  };
}

constexpr std::uint64_t size = 30'000'000;

result<http::call_response> send_by_engine(std::string const& url, http::curl_options const& options) {
  http::curl_engine engine({2, options, {}}, http::call_policy());
  std::promise<result<http::call_response>> ended;
  engine.start(upload(url, size), long_deadline(),
               [&](result<http::call_response> answer) { ended.set_value(std::move(answer)); });
  return ended.get_future().get();
}

void check_early_answer(early_answer const& one, SSL_CTX* tls, http::curl_options const& options) {
  INFO(to_text(one));
  raw_server server(answers_early(one), tls);
  http::curl_transport transport(options);
  auto const got = transport.send(upload(server.url(), size), long_deadline());
  REQUIRE(got);
  CHECK(got->status == one.status);
  CHECK(got->body == one.body);

  auto const later = send_by_engine(server.url(), options);
  REQUIRE(later);
  CHECK(later->status == one.status);
  CHECK(later->body == one.body);
}

void check_early_answers(SSL_CTX* tls, http::curl_options const& options) {
  for (int status : {200, 204, 303, 401, 413, 422, 500, 503}) {
    for (moment when : {moment::at_once, moment::client_is_stuck}) {
      for (then after : {then::stays, then::reads_on, then::ends})
        check_early_answer({status, when, after, status == 204 ? "" : "{\"errors\":[]}"}, tls, options);
    }
  }
}

} // namespace

TEST_CASE("an answer that comes before the request's end is taken", "[http][curl][socket]") {
  check_early_answers(nullptr, {});
}

TEST_CASE("over TLS, too, an answer that comes before the request's end is taken", "[http][curl][socket]") {
  test_authority const authority;
  tls_context_ptr const context = authority.server();
  http::curl_options options;
  options.ca_file = authority.file();
  check_early_answers(context.get(), options);
}

TEST_CASE("an early answer whose connection is closed while the client cannot send is taken", "[http][curl][socket]") {
  for (int status : {200, 413}) {
    raw_server server([status](connection& peer) {
      peer.read_some(4096);
      if (peer.wait_until_client_is_stuck()) peer.write(answer(status, "[]"));
      peer.close(); // what was not read makes it a reset
    });
    http::curl_transport transport;
    auto const got = transport.send(upload(server.url(), size), long_deadline());
    REQUIRE(got);
    CHECK(got->status == status);
    CHECK(got->body == "[]");
    auto const later = send_by_engine(server.url(), {});
    REQUIRE(later);
    CHECK(later->status == status);
  }
}

TEST_CASE("an early answer that ends before its announced length is no answer", "[http][curl][socket]") {
  raw_server server([](connection& peer) {
    peer.read_some(4096);
    if (peer.wait_until_client_is_stuck()) peer.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[]");
    peer.close();
  });
  http::curl_transport transport;
  auto const got = transport.send(upload(server.url(), size), long_deadline());
  REQUIRE_FALSE(got);
  CHECK(got.error().code == errc::connection_lost);
  CHECK(got.error().outcome == outcome::ambiguous);
  auto const later = send_by_engine(server.url(), {});
  REQUIRE_FALSE(later);
  CHECK(later.error().outcome == outcome::ambiguous);
}

} // namespace curl_transport_early_answer_test
