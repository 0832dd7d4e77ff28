// Secrets are overwritten before their memory is freed. libcurl's and OpenSSL's own copies, which they take with `malloc`, are
// out of reach (SECURITY.md).
#include "support/catch.hpp"
#include "support/http/raw_server.hpp"
#include "support/process/failing_memory.hpp"
#include "support/process/forked.hpp"

#include <rubrica/clicksign/async_client.hpp>
#include <rubrica/clicksign/ensure_webhook.hpp>
#include <rubrica/clicksign/future.hpp>
#include <rubrica/clicksign/webhook/verify.hpp>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

namespace secrets_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using namespace rubrica_test;

namespace {

// Not on the heap, and of a length that no small string has room for.
constexpr char token[] = "TOKEN-0f1e2d3c4b5a69788796a5b4c3d2e1f0-CANARY";
constexpr char hook_secret[] = "HOOK-00112233445566778899aabbccddeeff-CANARY";

/// A server in another process, whose memory is not looked at.
class server_elsewhere {
public:
  explicit server_elsewhere(std::string (*answer_to)(rubrica_test::raw_request const&)) {
    int told[2];
    REQUIRE(pipe(told) == 0);
    child_ = rubrica_test::fork_child([&]() -> int {
      raw_server const server([answer_to](connection& peer) {
        while (auto const request = peer.read_request()) peer.write(answer_to(*request));
      });
      int const port = server.port();
      static_cast<void>(write(told[1], &port, sizeof port));
      for (;;) pause();
    });
    REQUIRE(read(told[0], &port_, sizeof port_) == sizeof port_);
    close(told[0]);
    close(told[1]);
  }
  ~server_elsewhere() {
    kill(child_, SIGKILL);
    waitpid(child_, nullptr, 0);
  }
  server_elsewhere(server_elsewhere const&) = delete;
  server_elsewhere& operator=(server_elsewhere const&) = delete;

  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

private:
  pid_t child_ = -1;
  int port_ = 0;
};

std::string an_envelope(rubrica_test::raw_request const& request) {
  if (request.target.find("refused") != std::string::npos)
    return answer(401, std::string(R"({"errors":[{"detail":"no )") + token + "\"}]}");
  return answer(200, R"({"data":{"id":"e","type":"envelopes","attributes":{"name":"x"}}})");
}

std::string a_webhook(rubrica_test::raw_request const& request) {
  std::string const one =
      std::string(R"({"id":"w","type":"webhooks","attributes":{"endpoint":"https://x.example/h","status":"active","secret":")") +
      hook_secret + "\"}}";
  bool const list = request.method == "GET" && request.target.find("/webhooks/") == std::string::npos;
  std::string const body = list ? "{\"data\":[" + one + "," + one + "]}" : "{\"data\":" + one + "}";
  return answer(200, body);
}

/// As `a_webhook`, in chunks: the length is not known beforehand.
std::string a_chunked_webhook(rubrica_test::raw_request const& request) {
  std::string const whole = a_webhook(request);
  std::string body = whole.substr(whole.find("\r\n\r\n") + 4);
  std::string out = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (; !body.empty(); body.erase(0, 50)) {
    std::string const piece = body.substr(0, 50);
    char size[16];
    std::snprintf(size, sizeof size, "%zx\r\n", piece.size());
    out += size + piece + "\r\n";
  }
  return out + "0\r\n\r\n";
}

client client_of(server_elsewhere const& server, bool oauth = false) {
  client_options options;
  options.base_url = server.url();
  (oauth ? options.oauth_token : options.token) = secret(token);
  return client(std::move(options));
}

} // namespace

TEST_CASE("no copy of the access token stays in freed memory", "[memory][socket][secrets]") {
  server_elsewhere const server(&an_envelope);
  for (bool oauth : {false, true}) {
    INFO(oauth);
    look_for(token);
    {
      client const one = client_of(server, oauth);
      client const copy = one;
      CHECK(copy.envelopes().get(envelope_id("e")));
      CHECK_FALSE(copy.envelopes().get(envelope_id("refused")));
      new_envelope order;
      order.name = "x";
      CHECK(one.envelopes().create(order));
      async_client engine(one);
      CHECK(start_future(engine, engine.envelopes().get(envelope_id("e"))).get());
    }
    look_for({});
    CHECK(found() == 0);
  }
}

TEST_CASE("no copy of a webhook's secret stays in freed memory", "[memory][socket][secrets]") {
  for (auto* answers : {&a_webhook, &a_chunked_webhook}) {
    server_elsewhere const server(answers);
    look_for(hook_secret);
    {
      client const one = client_of(server);
      auto const all = one.webhooks().list().all();
      REQUIRE(all);
      CHECK(all->at(0).secret.reveal() == hook_secret);
      auto const single = one.webhooks().get(webhook_id("w"));
      REQUIRE(single);
      auto const copy = *single;
      async_client engine(one);
      CHECK(start_future(engine, engine.webhooks().get(webhook_id("w"))).get());
      static_cast<void>(webhook::verify("{}", "sha256=00", {copy.secret}));
    }
    look_for({});
    CHECK(found() == 0);
  }
}

} // namespace secrets_test
