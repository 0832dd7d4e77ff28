// A server that answers before it has received the whole request body.
#include "support/catch.hpp"
#include "support/http/http_calls.hpp"
#include "support/http/raw_server.hpp"
#include "support/http/tls_identity.hpp"

#include "http/curl/curl_engine.hpp"

#include <rubrica/http/curl_transport.hpp>

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

// Closing at once is not tested: the reset that follows may overtake the answer, which no client can prevent.
enum class then { stays, reads_on };

raw_server::handler answers_early(int status, then after) {
  return [status, after](connection& peer) {
    std::string head;
    while (head.find("\r\n\r\n") == std::string::npos) {
      std::string const more = peer.read_some(4096);
      if (more.empty()) return;
      head += more;
    }
    peer.write(answer(status, "{\"errors\":[]}"));
    if (after == then::stays) peer.pause(std::chrono::minutes(1)); // reads nothing more
    if (after == then::reads_on) peer.hang();
  };
}

void check_early_answers(SSL_CTX* tls, http::curl_options const& options) {
  constexpr std::uint64_t size = 30'000'000;
  for (int status : {200, 303, 401, 413, 422, 500, 503}) {
    for (then after : {then::stays, then::reads_on}) {
      INFO(status << " " << static_cast<int>(after));
      raw_server server(answers_early(status, after), tls);
      http::curl_transport transport(options);
      auto const got = transport.send(upload(server.url(), size), long_deadline());
      REQUIRE(got);
      CHECK(got->status == status);
      CHECK(got->body == "{\"errors\":[]}");

      http::curl_engine engine({2, options, {}}, http::call_policy());
      std::promise<result<http::call_response>> ended;
      engine.start(upload(server.url(), size), long_deadline(),
                   [&](result<http::call_response> answer) { ended.set_value(std::move(answer)); });
      auto const later = ended.get_future().get();
      REQUIRE(later);
      CHECK(later->status == status);
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

} // namespace curl_transport_early_answer_test
