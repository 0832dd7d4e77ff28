// Requests that are refused before anything is sent, and servers that cannot be reached.
#include "support/catch.hpp"
#include "support/http/http_calls.hpp"
#include "support/http/raw_server.hpp"

#include <rubrica/http/curl_transport.hpp>

#include <cstdlib>

namespace curl_transport_refusals_test {

using namespace rubrica_test;
namespace http = rubrica::http;
using rubrica::errc;
using rubrica::outcome;

namespace {

errc code_of(http::request const& request, http::context const& limits = long_deadline(), http::curl_options options = {}) {
  http::curl_transport transport(std::move(options));
  auto const got = transport.send(request, limits);
  REQUIRE_FALSE(got);
  CHECK(got.error().outcome == outcome::not_sent);
  CHECK(got.error().message.find(test_token) == std::string::npos);
  CHECK(got.error().message.find("query-canary") == std::string::npos);
  return got.error().code;
}

} // namespace

TEST_CASE("URLs that are not https, or http to this machine, are refused", "[http][curl][socket]") {
  for (std::string const url : {"",
                                "nonsense",
                                "example.com/path",
                                "//example.com",
                                "http://example.com/",
                                "http://10.0.0.1/",
                                "http://0.0.0.0/",
                                "http://128.0.0.1/",
                                "http://[::2]/",
                                "http://[::ffff:127.0.0.1]/",
                                "http://localhost.example.com/",
                                "http://127.0.0.1.nip.io/",
                                "file:///etc/passwd",
                                "ftp://127.0.0.1/",
                                "gopher://127.0.0.1/",
                                "dict://127.0.0.1/",
                                "data:text/plain,x",
                                "https://",
                                "https:///path",
                                "https:/example.com/",
                                "https://user@example.com/",
                                "https://user:pass@example.com/",
                                "https://@example.com/",
                                "https://example.com:99999/",
                                "https://exa mple.com/",
                                "https://example.com/\r\nX: y",
                                "https://example.com/a\tb",
                                "https://ex\xc3\xa4mple.com/"}) {
    CAPTURE(url);
    CHECK(code_of(get(url)) == errc::invalid_argument);
  }
  CHECK(code_of(get(std::string("https://example.com/\0x", 22))) == errc::invalid_argument);
}

TEST_CASE("a URL that begins like one that worked is checked all the same", "[http][curl][socket]") {
  raw_server server(always(answer(200, "ok")));
  http::curl_transport transport;
  auto const code_with_kept_handle = [&](std::string const& url) {
    auto const got = transport.send(get(url), long_deadline());
    return got ? errc() : got.error().code;
  };
  REQUIRE(transport.send(get(server.url("/first")), long_deadline()));
  for (std::string const path : {"/a b", "/a\r\nX: y", "/a\tb", "/\xc3\xa4", "/\x7f"}) {
    CHECK(code_with_kept_handle(server.url(path)) == errc::invalid_argument);
  }
  CHECK(code_with_kept_handle(server.url("/" + std::string(8'000'000, 'a'))) == errc::invalid_argument);
  std::string const host = "http://127.0.0.1:" + std::to_string(server.port());
  CHECK(code_with_kept_handle(host + "@example.com/") == errc::invalid_argument);
  CHECK(code_with_kept_handle("http://example.com/?" + server.url("/")) == errc::invalid_argument);
  auto const seen = server.requests();
  REQUIRE(seen.size() == 1);
  CHECK(seen.front().target == "/first");
  CHECK(transport.send(get(server.url("//example.com/")), long_deadline())); // a path, whatever it looks like
  CHECK(server.requests().back().target == "//example.com/");
}

TEST_CASE("http is allowed to every name of the loopback interface", "[http][curl][socket]") {
  raw_server server(always(answer(200, "ok")));
  std::string const port = ":" + std::to_string(server.port()) + "/";
  http::curl_transport transport;
  for (std::string const host : {"127.0.0.1", "localhost", "LOCALHOST", "127.1", "0x7f000001"}) {
    CAPTURE(host);
    CHECK(transport.send(get("http://" + host + port), long_deadline()));
  }
}

TEST_CASE("a header or token that would become two is refused before a connection is made", "[http][curl][socket]") {
  raw_server server(always(answer(200, "ok")));
  for (std::string const& bad : {std::string("a\r\nX-Evil: 1"), std::string("a\nb"), std::string("a\rb"), std::string("a\0b", 3),
                                 std::string("a\x7f"), std::string("a\x01")}) {
    http::request request = get(server.url());
    request.fields = {{"X-Value", bad}};
    CHECK(code_of(request) == errc::invalid_argument);
    request.fields = {{"X-" + bad, "value"}};
    CHECK(code_of(request) == errc::invalid_argument);
    request.fields.clear();
    request.authorization = rubrica::secret(bad);
    CHECK(code_of(request) == errc::invalid_argument);
    http::curl_options options;
    options.user_agent = bad;
    CHECK(code_of(get(server.url()), long_deadline(), options) == errc::invalid_argument);
  }
  for (std::string const name : {"content-length", "Transfer-Encoding", "Host", "Expect", "Connection", "AUTHORIZATION", ""}) {
    http::request request = get(server.url());
    request.fields = {{name, "1"}};
    CHECK(code_of(request) == errc::invalid_argument);
  }
  CHECK(server.connections() == 0);
}

TEST_CASE("an unknown host is told as not found, a refused port as not reached", "[http][curl][socket]") {
  CHECK(code_of(get("https://nobody-is-here.invalid/?query-canary")) == errc::dns);
  CHECK(code_of(post(refusing_port().url("/?query-canary"))) == errc::connect);
}

TEST_CASE("environment variables of proxies are ignored", "[http][curl][socket]") {
  raw_server proxy(always(answer(200, "from the proxy")));
  raw_server server(always(answer(200, "direct")));
  std::string const address = "http://127.0.0.1:" + std::to_string(proxy.port());
  for (const char* name : {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"})
    setenv(name, address.c_str(), 1);
  http::curl_transport transport;
  auto const got = transport.send(get(server.url()), long_deadline());
  CHECK(code_of(get("https://127.0.0.1:" + std::to_string(refusing_port().number()) + "/")) == errc::connect);
  for (const char* name : {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"}) unsetenv(name);
  REQUIRE(got);
  CHECK(got->body == "direct");
  CHECK(proxy.connections() == 0);
}

TEST_CASE("a proxy that refuses learns the host and not the token, and nothing was sent", "[http][curl][socket][secrets]") {
  raw_server proxy(always(answer(403, "no")));
  http::curl_options options;
  options.proxy = "http://127.0.0.1:" + std::to_string(proxy.port());
  CHECK(code_of(post("https://example.com/secret-path"), long_deadline(), options) == errc::connect);
  REQUIRE(proxy.count("CONNECT") == 1);
  CHECK(proxy.requests().at(0).target == "example.com:443");
  CHECK_FALSE(proxy.has_seen(test_token));
  CHECK_FALSE(proxy.has_seen("secret-path"));

  raw_server server(always(answer(200, "direct")));
  http::curl_transport transport(options);
  CHECK(transport.send(get(server.url()), long_deadline())); // plain http stays on this machine
  CHECK(proxy.connections() == 1);

  options.proxy = "socks5://127.0.0.1:1";
  CHECK(code_of(get(server.url()), long_deadline(), options) == errc::invalid_argument);
}

TEST_CASE("an unreadable file of authorities stops only https", "[http][curl][socket]") {
  http::curl_options options;
  options.ca_file = "/nowhere/ca.pem";
  CHECK(code_of(get("https://127.0.0.1:1/"), long_deadline(), options) == errc::file_error);
  raw_server server(always(answer(200, "ok")));
  http::curl_transport transport(options);
  CHECK(transport.send(get(server.url()), long_deadline()));
}

} // namespace curl_transport_refusals_test
