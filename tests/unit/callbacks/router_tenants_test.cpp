#include "callbacks/token_index.hpp"
#include "support/callbacks/signed_body.hpp"
#include "support/catch.hpp"

#include "crypto/hmac.hpp"

#include <rubrica/callbacks/router.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace router_tenants_test {

using namespace rubrica;
using namespace rubrica::callbacks;

namespace {

constexpr char key[] = "973d92ca80c2206a0e65b35d2371d595";
std::string const body = R"({"event":{"name":"sign","data":{"signer":{"key":"s"}}},"document":{"key":"d"}})";

route tenant(std::size_t number, std::string path = {}) {
  route one;
  one.tenant = "tenant " + std::to_string(number);
  one.path = std::move(path);
  one.path_token = secret("tok-" + std::to_string(number));
  one.secrets = {secret(key)};
  return one;
}

receipt post(router const& table, std::string const& path, std::string const& signature) {
  incoming request;
  request.path = path;
  request.body = body;
  request.headers = [&](std::string_view name) { return name == "Content-Hmac" ? signature : std::string(); };
  return table.receive(request);
}

/// Seconds of one request, out of many.
double seconds_each(router const& table, std::string const& path) {
  std::string const signature = rubrica_test::content_hmac(key, body);
  auto const begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 2000; ++i) static_cast<void>(post(table, path, signature));
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

} // namespace

TEST_CASE("a router finds each of many tenants and none that is not there", "[callbacks]") {
  constexpr std::size_t count = 20'000;
  router table;
  for (std::size_t i = 0; i < count; ++i) REQUIRE(table.add(tenant(i)).has_value());
  CHECK(table.size() == count);
  CHECK(table.add(tenant(count / 2)).error().code == errc::invalid_argument);
  std::string const signature = rubrica_test::content_hmac(key, body);
  for (std::size_t i = 0; i < count; i += 37) {
    auto const answer = post(table, "/api/rest/clicksign/tok-" + std::to_string(i), signature);
    REQUIRE(answer);
    REQUIRE(answer->tenant == "tenant " + std::to_string(i));
  }
  for (std::size_t i = count; i < count + 2000; ++i) {
    auto const answer = post(table, "/api/rest/clicksign/tok-" + std::to_string(i), signature);
    REQUIRE(answer.error().code == errc::unknown_route); // its secrets are also used for unknown tokens
  }
}

TEST_CASE("a request costs about the same among many tenants and many paths as among few", "[callbacks]") {
  router few;
  router many;
  router paths;
  for (std::size_t i = 0; i < 8; ++i) few.add(tenant(i)).value();
  for (std::size_t i = 0; i < 16'000; ++i) many.add(tenant(i)).value();
  for (std::size_t i = 0; i < 16'000; ++i) paths.add(tenant(i, "/of/" + std::to_string(i) + "/{TOKEN}")).value();
  double const alone = seconds_each(few, "/api/rest/clicksign/tok-3");
  // A cost that grows with the tenants would be 2,000 times as high here.
  CHECK(seconds_each(many, "/api/rest/clicksign/tok-3") < 20 * alone);
  CHECK(seconds_each(many, "/api/rest/clicksign/tok-x") < 20 * alone);
  CHECK(seconds_each(paths, "/of/3/tok-3") < 20 * alone);
  CHECK(post(paths, "/of/3/tok-3", rubrica_test::content_hmac(key, body)));
  CHECK_FALSE(post(paths, "/of/3/tok-4", rubrica_test::content_hmac(key, body)));
}

TEST_CASE("a tenant's name that a column would cut off is refused, and the longest that fits is not", "[callbacks]") {
  router table;
  auto one = tenant(0);
  one.tenant = std::string(longest_tenant, 'a') + "b";
  CHECK(table.add(one).error().code == errc::invalid_argument);
  CHECK(table.size() == 0);
  one.tenant.pop_back();
  table.add(one).value();
}

TEST_CASE("a route has no more secrets than the limit, and one with many costs the others no memory", "[callbacks]") {
  router table;
  auto greedy = tenant(0);
  greedy.secrets.assign(most_secrets + 1, secret(key));
  auto const refused = table.add(greedy);
  CHECK(refused.error().code == errc::invalid_argument);
  CHECK(refused.error().message.find("most_secrets") != std::string::npos);
  CHECK(table.size() == 0);
  greedy.secrets.clear();
  for (std::size_t i = 0; i < most_secrets; ++i) greedy.secrets.emplace_back("secret " + std::to_string(i));
  table.add(greedy).value();
  table.add(tenant(1)).value();
  for (std::size_t i = 0; i < most_secrets; ++i) {
    auto const answer = post(table, "/api/rest/clicksign/tok-0", rubrica_test::content_hmac("secret " + std::to_string(i), body));
    REQUIRE(answer);
    CHECK(answer->secret_index == i);
    CHECK_FALSE(post(table, "/api/rest/clicksign/tok-1", rubrica_test::content_hmac("secret " + std::to_string(i), body)));
  }
  CHECK(post(table, "/api/rest/clicksign/tok-1", rubrica_test::content_hmac(key, body)));
}

TEST_CASE("forms of paths that overlap lead to the tenant whose token it is", "[callbacks]") {
  router table;
  auto first = tenant(1, "/hooks/{TOKEN}/{HINT}");
  first.hint = "a";
  table.add(first).value();
  table.add(tenant(2, "/hooks/{TOKEN}/events")).value();
  table.add(tenant(3, "/{TOKEN}/tok-9/events")).value();
  std::string const signature = rubrica_test::content_hmac(key, body);
  CHECK(post(table, "/hooks/tok-1", signature)->tenant == "tenant 1");
  CHECK(post(table, "/hooks/tok-1/?x=/y", signature)->tenant == "tenant 1");
  CHECK(post(table, "/hooks/tok-1/events", signature)->tenant == "tenant 1");
  CHECK(post(table, "/hooks/tok-2/events/", signature)->tenant == "tenant 2");
  CHECK(post(table, "/tok-3/tok-9/events", signature)->tenant == "tenant 3");
  CHECK_FALSE(post(table, "/hooks/tok-2/other", signature));
  CHECK_FALSE(post(table, "/hooks/tok-9/events", signature));
  std::string deep;
  for (int i = 0; i < 16; ++i) deep += "/x";
  CHECK(table.add(tenant(4, deep + "/{TOKEN}")).error().code == errc::invalid_argument);
  CHECK_FALSE(post(table, deep + deep + "/tok-4", signature));
}

TEST_CASE("an index of tokens whose SHA-256 begin alike says when it is full", "[callbacks]") {
  token_index index;
  detail::digest token{};
  for (unsigned char i = 0; i < 8; ++i) {
    token[20] = i;
    REQUIRE(index.make_room(token));
    index.add(token, i);
  }
  CHECK_FALSE(index.make_room(token));
  CHECK(index.find(token) != token_index::nobody);
  token[0] = 1;
  CHECK(index.make_room(token));
  CHECK(index.find(token) == token_index::nobody);
}

TEST_CASE("a router can be copied and moved", "[callbacks]") {
  router table;
  table.add(tenant(1)).value();
  router copy = table;
  copy.add(tenant(2)).value();
  CHECK(table.size() == 1);
  router const moved = std::move(copy);
  CHECK(moved.size() == 2);
  CHECK(post(moved, "/api/rest/clicksign/tok-2", rubrica_test::content_hmac(key, body)));
  CHECK_FALSE(post(table, "/api/rest/clicksign/tok-2", rubrica_test::content_hmac(key, body)));
}

} // namespace router_tenants_test
