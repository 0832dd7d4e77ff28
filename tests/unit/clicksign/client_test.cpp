// A client's requests and its handling of answers, against a server that the test controls byte by byte.
#include "support/catch.hpp"

#include "support/http/raw_server.hpp"

#include <rubrica/clicksign/client.hpp>

namespace client_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::connection;
using rubrica_test::raw_server;

namespace {

client client_of(raw_server const& server) {
  client_options options;
  options.base_url = server.url("/api/v3/");
  options.token = secret("t0ken-CANARY");
  options.user_agent_suffix = "procedo/4.2";
  options.retry.attempts = 1;
  return client(options);
}

new_envelope named(std::string name) {
  new_envelope out;
  out.name = std::move(name);
  return out;
}

raw_server::handler always(std::string status_and_fields, std::string body) {
  std::string const answer =
      "HTTP/1.1 " + status_and_fields + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  return [answer](connection& peer) {
    while (peer.read_request()) {
      if (!peer.write(answer)) return;
    }
  };
}

constexpr char made[] = R"({"data":{"id":"e1","type":"envelopes","attributes":{"name":"x","status":"draft"}}})";

} // namespace

TEST_CASE("a creation is one request with token, media type and user agent", "[clicksign][calls][socket]") {
  raw_server server(always("201 Created\r\n", made));
  CHECK(client_of(server).envelopes().create(named("Contrato"))->id == envelope_id("e1"));
  REQUIRE(server.requests().size() == 1);
  auto const seen = server.requests()[0];
  CHECK(seen.method == "POST");
  CHECK(seen.target == "/api/v3/envelopes");
  CHECK(seen.field("Authorization") == "t0ken-CANARY");
  CHECK(seen.field("Content-Type") == "application/vnd.api+json");
  CHECK(seen.field("Accept") == "application/vnd.api+json");
  CHECK(seen.field("User-Agent") == "rubrica/0.1.0 procedo/4.2");
  CHECK_FALSE(seen.has_field("Expect"));
  CHECK(seen.body == R"({"data":{"type":"envelopes","attributes":{"name":"Contrato","block_after_refusal":true}}})");
}

TEST_CASE("copies of a client share its connections", "[clicksign][calls][socket]") {
  raw_server server(always("201 Created\r\n", made));
  client const first = client_of(server);
  for (int i = 0; i < 5; ++i) {
    client const copy = first;
    CHECK(copy.envelopes().create(named("x")));
  }
  CHECK(server.connections() == 1);
  CHECK(server.requests().size() == 5);
}

TEST_CASE("a creation whose connection drops after the request is sent once and its outcome is open",
          "[clicksign][calls][socket]") {
  for (bool reset : {true, false}) {
    int answered = 0;
    raw_server server([&](connection& peer) {
      while (peer.read_request()) {
        if (++answered == 2) return reset ? peer.reset() : peer.close();
        peer.write("HTTP/1.1 201 Created\r\nContent-Length: " + std::to_string(sizeof made - 1) + "\r\n\r\n" + made);
      }
    });
    client const client = client_of(server);
    CHECK(client.envelopes().create(named("warm-up")));
    auto const lost = client.envelopes().create(named("x"));
    REQUIRE_FALSE(lost);
    CHECK(lost.error().code == errc::connection_lost);
    CHECK(lost.error().outcome == outcome::ambiguous);
    CHECK(server.count("POST") == 2);
  }
}

TEST_CASE("a redirect is an error and nobody follows it", "[clicksign][calls][socket]") {
  raw_server elsewhere(always("200 OK\r\n", "{}"));
  for (char const* status : {"301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"}) {
    raw_server server(always(std::string(status) + "\r\nLocation: " + elsewhere.url("/steal") + "\r\n", ""));
    auto const made_elsewhere = client_of(server).envelopes().create(named("x"));
    REQUIRE_FALSE(made_elsewhere);
    CHECK(made_elsewhere.error().code == errc::protocol);
  }
  CHECK(elsewhere.connections() == 0);
}

TEST_CASE("bodies that are no answer are refused", "[clicksign][calls][socket]") {
  struct row {
    char const* fields;
    std::string body;
    errc code;
  };
  std::string const huge(20u << 20, ' ');
  for (row const& one :
       {row{"200 OK\r\nContent-Type: text/html\r\n", "<html>maintenance</html>", errc::protocol},
        row{"201 Created\r\n", R"({"data":{"id":"e1","ty)", errc::protocol}, row{"201 Created\r\n", huge, errc::too_large}}) {
    raw_server server(always(one.fields, one.body));
    auto const refused = client_of(server).envelopes().create(named("x"));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == one.code);
    CHECK(refused.error().outcome == outcome::ambiguous);
    CHECK(server.count("POST") == 1);
  }
}

TEST_CASE("a server that drips ends with the call's time", "[clicksign][calls][socket]") {
  raw_server server([](connection& peer) {
    if (!peer.read_request()) return;
    peer.write("HTTP/1.1 201 Created\r\nContent-Length: 1000\r\n\r\n");
    while (peer.write("{") && peer.pause(std::chrono::milliseconds(100))) {
    }
  });
  call_options options;
  options.timeout = std::chrono::milliseconds(400);
  auto const refused = client_of(server).envelopes().create(named("x"), options);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == errc::timeout);
  CHECK(refused.error().outcome == outcome::ambiguous);
}

TEST_CASE("a file's link to a plain address is not followed from a service on TLS", "[clicksign][calls]") {
  client_options options;
  options.token = secret("t");
  class one_answer final : public http::transport {
  public:
    result<http::response> send(http::request const& request, http::context const&) override {
      urls.push_back(request.url);
      return http::response{
          200, {}, R"({"data":{"id":"d","type":"documents","links":{"files":{"signed":"http://127.0.0.1:1/x"}}}})"};
    }
    std::vector<std::string> urls;
  };
  auto const transport = std::make_shared<one_answer>();
  options.transport = transport;
  auto const refused = client(options).documents().download(envelope_id("e"), document_id("d"), "/tmp/rubrica-never-written.pdf");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == errc::protocol);
  CHECK(transport->urls.size() == 1);
}

TEST_CASE("a deadline leaves as RFC 3339, or not at all", "[clicksign][calls][socket]") {
  raw_server server(always("201 Created\r\n", made));
  client const sender = client_of(server);
  auto const sent = [&](char const* written) {
    auto request = named("Contrato");
    request.deadline = timestamp(written);
    REQUIRE(sender.envelopes().create(request));
    std::string const body = server.requests().back().body;
    std::size_t const at = body.find("\"deadline_at\":\"") + 15;
    return body.substr(at, body.find('"', at) - at);
  };
  CHECK(sent("2026-12-31T18:00:00-03:00") == "2026-12-31T18:00:00-03:00");
  CHECK(sent("31/12/2026 18:00:00") == "2026-12-31T18:00:00-03:00");
  CHECK(sent("2026-12-31") == "2026-12-31T23:59:59-03:00");
  std::size_t const before = server.requests().size();
  auto bad = named("Contrato");
  bad.deadline = timestamp("31/02/2027");
  envelope_changes changes;
  changes.deadline = *bad.deadline;
  for (auto const& refused : {sender.envelopes().create(bad), sender.envelopes().update(envelope_id("e1"), changes)}) {
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == errc::invalid_argument);
    CHECK(refused.error().problems.at(0).pointer == "/deadline");
  }
  CHECK(server.requests().size() == before);
}

TEST_CASE("a token with more than the token in it is named, and never leaves", "[clicksign][calls][socket]") {
  raw_server server(always("201 Created\r\n", made));
  std::pair<char const*, char const*> const cases[] = {{"\"t0ken\"", "a quote"},
                                                       {"'t0ken'", "a quote"},
                                                       {" t0ken", "a blank"},
                                                       {"t0 ken", "a blank"},
                                                       {"t0ken\n", "a line end"},
                                                       {"\xEF\xBB\xBFt0ken", "a byte order mark"},
                                                       {"t0\xE2\x80\x8Bken", "an invisible mark"},
                                                       {"t0ken\xC2\xA0", "a blank of another alphabet"}};
  for (auto const& [written, named_mark] : cases) {
    for (bool oauth : {false, true}) {
      client_options options;
      options.base_url = server.url("/api/v3");
      (oauth ? options.oauth_token : options.token) = secret(written);
      auto const refused = client(options).envelopes().create(named("x"));
      REQUIRE_FALSE(refused);
      CHECK(refused.error().code == errc::invalid_argument);
      CHECK(refused.error().message.find("token") != std::string::npos);
      CHECK(refused.error().message.find(named_mark) != std::string::npos);
      CHECK(refused.error().message.find("t0") == std::string::npos);
    }
  }
  CHECK(server.requests().empty());
}

} // namespace client_test
