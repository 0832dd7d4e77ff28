#include "support/catch.hpp"
#include "support/http/http_calls.hpp"
#include "support/http/raw_server.hpp"
#include "support/http/tls_identity.hpp"

#include "http/curl/curl_engine.hpp"
#include "http/internal_address.hpp"

#include <rubrica/http/curl_transport.hpp>

#include <netdb.h>
#include <netinet/in.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <future>

namespace internal_address_test {

using namespace rubrica;
using namespace rubrica::http;
using namespace rubrica_test;

namespace {

struct range {
  const char* before; ///< the last external address before the range; empty: there is none
  const char* first;
  const char* last;
  const char* behind;
};

constexpr range ranges[] = {
    {"", "0.0.0.0", "0.255.255.255", "1.0.0.0"},
    {"9.255.255.255", "10.0.0.0", "10.255.255.255", "11.0.0.0"},
    {"100.63.255.255", "100.64.0.0", "100.127.255.255", "100.128.0.0"},
    {"126.255.255.255", "127.0.0.0", "127.255.255.255", "128.0.0.0"},
    {"169.253.255.255", "169.254.0.0", "169.254.255.255", "169.255.0.0"},
    {"172.15.255.255", "172.16.0.0", "172.31.255.255", "172.32.0.0"},
    {"191.255.255.255", "192.0.0.0", "192.0.0.255", "192.0.1.0"},
    {"192.167.255.255", "192.168.0.0", "192.168.255.255", "192.169.0.0"},
    {"198.17.255.255", "198.18.0.0", "198.19.255.255", "198.20.0.0"},
    {"223.255.255.255", "224.0.0.0", "239.255.255.255", ""},
    {"", "240.0.0.0", "255.255.255.255", ""},
    {"", "::", "::1", ""},
    {"fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "fe00::"},
    {"fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", ""},
    {"", "fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", ""},
    {"", "ff00::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", ""},
    {"ff:ffff:ffff:ffff::", "100::", "100::ffff:ffff:ffff:ffff", "100:0:0:1::"},
    {"64:ff9b:0:ffff:ffff::", "64:ff9b:1::", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff", "64:ff9b:2::"},
    {"", "2001:2::", "2001:2::ffff:ffff:ffff:ffff", "2001:2:1::"},
};

bool is_inside(std::string const& text) {
  bool const internal = is_internal_address(text);
  // The result is the same with brackets and a zone, and for a socket's address.
  CHECK(is_internal_address("[" + text + "]") == internal);
  CHECK(is_internal_address(text + "%eth0") == internal);
  addrinfo hints{};
  hints.ai_flags = AI_NUMERICHOST;
  addrinfo* found = nullptr;
  REQUIRE(getaddrinfo(text.c_str(), nullptr, &hints, &found) == 0);
  CHECK(is_internal_address(*found->ai_addr) == internal);
  freeaddrinfo(found);
  return internal;
}

/// Each form of an IPv6 address that contains an IPv4 address.
std::vector<std::string> carriers_of(std::string const& dotted) {
  unsigned a = 0, b = 0, c = 0, d = 0;
  REQUIRE(std::sscanf(dotted.c_str(), "%u.%u.%u.%u", &a, &b, &c, &d) == 4);
  char high[16], low[16], hidden[32];
  std::snprintf(high, sizeof high, "%x", a << 8 | b);
  std::snprintf(low, sizeof low, "%x", c << 8 | d);
  std::snprintf(hidden, sizeof hidden, "%x:%x", (a << 8 | b) ^ 0xffff, (c << 8 | d) ^ 0xffff);
  std::string const both = std::string(high) + ":" + low;
  return {
      "::" + dotted,          "::ffff:" + dotted,        "::ffff:" + both,           "::ffff:0:" + both,
      "64:ff9b::" + dotted,   "2002:" + both + "::1",    "2002:" + both + ":1:2::3", "2001:0:808:808:0:1:" + std::string(hidden),
      "2a00:1::5efe:" + both, "2a00:1::200:5efe:" + both};
}

} // namespace

TEST_CASE("the edges of each internal range are internal addresses, and their neighbours are not", "[http][curl]") {
  for (range const& one : ranges) {
    INFO(one.first);
    CHECK(is_inside(one.first));
    CHECK(is_inside(one.last));
    if (*one.before != '\0') CHECK_FALSE(is_inside(one.before));
    if (*one.behind != '\0') CHECK_FALSE(is_inside(one.behind));
  }
}

TEST_CASE("an IPv6 address that carries an IPv4 address leads where that leads", "[http][curl]") {
  for (range const& one : ranges) {
    if (std::strchr(one.first, ':') != nullptr) continue;
    for (const char* inside : {one.first, one.last}) {
      for (std::string const& carrier : carriers_of(inside)) {
        INFO(carrier);
        CHECK(is_inside(carrier));
      }
    }
  }
  for (const char* outside : {"1.0.0.0", "8.8.8.8", "52.95.163.1", "172.32.0.1", "192.0.2.1", "203.0.113.9", "223.255.255.255"}) {
    CHECK_FALSE(is_inside(outside));
    for (std::string const& carrier : carriers_of(outside)) {
      INFO(carrier);
      CHECK_FALSE(is_inside(carrier));
    }
  }
}

TEST_CASE("a text that is no address is neither internal nor external", "[http][curl]") {
  for (std::string_view text : {"", "[]", "example.com", "127.0.0", "127.1", "0177.0.0.1", "0x7f.0.0.1", "2130706433",
                                "1.2.3.4.5", "256.1.1.1", ":", ":::", "::ffff:1.2.3", "[::1", "12345::", " 127.0.0.1"}) {
    INFO(text);
    CHECK(kind_of_address(text) == address_kind::none);
  }
  CHECK(kind_of_address(std::string(10'000, '1')) == address_kind::none);
  for (std::string_view text : {"localhost", "LOCALHOST", "localhost.", "a.localhost", "127.0.0.1", "127.0.0.1.", "[::1]"})
    CHECK(is_internal_host(text));
  for (std::string_view text : {"", "notlocalhost", "localhost.example", "example.com"}) CHECK_FALSE(is_internal_host(text));
  sockaddr_un local{};
  local.sun_family = AF_UNIX;
  CHECK(is_internal_address(reinterpret_cast<sockaddr const&>(local)));
}

TEST_CASE("a request that must stay outside does not connect to an internal address, by number or by name",
          "[http][curl][socket]") {
  test_authority const authority;
  tls_context_ptr const context = authority.server();
  raw_server server(always(answer(200, "secret")), context.get());
  curl_options options;
  options.ca_file = authority.file();
  curl_transport transport(options);
  char own_name[256] = {};
  REQUIRE(gethostname(own_name, sizeof own_name - 1) == 0); // /etc/hosts gives it an address of this machine
  std::string const port = std::to_string(server.port());
  auto const ask = [&](std::string const& host, bool outside_only) {
    request request = rubrica_test::get("https://" + host + ":" + port + "/f?X-Amz-Signature=CANARY");
    request.outside_only = outside_only;
    return transport.send(request, long_deadline());
  };
  auto const allowed = ask("127.0.0.1", false);
  REQUIRE(allowed);
  CHECK(allowed->peer == "127.0.0.1");
  CHECK(server.connections() == 1);
  // A connection that was kept from before is not used either.
  for (std::string const& host :
       {std::string("127.0.0.1"), std::string("localhost"), std::string("127.1"), std::string("2130706433"),
        std::string("0x7f000001"), std::string("0177.0.0.1"), std::string("[::ffff:127.0.0.1]"), std::string("[::1]"),
        std::string("10.0.0.1"), std::string("169.254.169.254"), std::string(own_name)}) {
    INFO(host);
    auto const refused = ask(host, true);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == errc::address_refused);
    CHECK(refused.error().outcome == outcome::not_sent);
    CHECK(to_string(refused.error()).find("CANARY") == std::string::npos);
    CHECK(to_string(refused.error()).find(port) == std::string::npos);
  }
  CHECK(server.connections() == 1);
  CHECK(server.requests().size() == 1);
}

TEST_CASE("the engine does not connect to an internal address either", "[http][curl][socket]") {
  raw_server server(always(answer(200, "secret")));
  curl_engine engine({4, {}, {}}, call_policy());
  call_request request = rubrica_test::get(server.url("/f"));
  request.outside_only = true;
  std::promise<result<call_response>> ended;
  engine.start(request, long_deadline(), [&](result<call_response> answer) { ended.set_value(std::move(answer)); });
  auto const refused = ended.get_future().get();
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == errc::address_refused);
  CHECK(server.connections() == 0);
}

} // namespace internal_address_test
