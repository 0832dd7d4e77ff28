#include "callbacks/route_table.hpp"
#include "callbacks/twice_kept.hpp"
#include "support/callbacks/signed_body.hpp"
#include "support/catch.hpp"
#include "support/process/run_in_threads.hpp"

#include <rubrica/callbacks/router.hpp>

#include <atomic>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace router_changes_test {

using namespace rubrica;
using namespace rubrica::callbacks;

namespace {

std::string const body = R"({"event":{"name":"sign","data":{"signer":{"key":"s"}}},"document":{"key":"d"}})";

route route_of(std::string const& tenant, std::string const& token, std::vector<std::string> const& keys) {
  route one;
  one.tenant = tenant;
  one.path_token = secret(token);
  for (std::string const& key : keys) one.secrets.emplace_back(key);
  return one;
}

receipt post(router const& table, std::string const& token, std::string const& key) {
  std::string const path = "/api/rest/clicksign/" + token;
  std::string const signature = rubrica_test::content_hmac(key, body);
  incoming request;
  request.path = path;
  request.body = body;
  request.headers = [&](std::string_view name) { return name == "Content-Hmac" ? signature : std::string(); };
  return table.receive(request);
}

route pacto_route(std::string const& tenant) {
  auto one = route_of(tenant, "tok-pacto", {});
  one.provider = provider::pacto;
  return one;
}

/// What a router must do, said with a plain map.
struct model_route {
  std::string tenant{};
  std::string token{};
  std::string key{};
  std::string former_token{};
  std::string former_key{};
};
using model = std::map<std::string, model_route>; ///< by tenant, each with one route

bool is_taken(model const& all, std::string const& token, std::string const& tenant) {
  for (auto const& [name, one] : all) {
    if (name != tenant && (one.token == token || one.former_token == token)) return true;
  }
  return false;
}

std::string expected(model const& all, std::string const& token, std::string const& key) {
  for (auto const& [name, one] : all) {
    bool const known = one.token == token || (!one.former_token.empty() && one.former_token == token);
    if (known && (one.key == key || (!one.former_key.empty() && one.former_key == key))) return name;
  }
  return {};
}

} // namespace

TEST_CASE("a replaced route takes the former token and secret until it is retired", "[callbacks]") {
  router table;
  table.add(route_of("acme", "first", {"key 1"})).value();
  table.add(route_of("other", "theirs", {"their key"})).value();
  table.replace(route_of("acme", "second", {"key 2"})).value();
  CHECK(table.size() == 2);
  for (char const* const token : {"first", "second"}) {
    for (std::size_t i = 0; i < 2; ++i) {
      auto const answer = post(table, token, i == 0 ? "key 2" : "key 1");
      REQUIRE(answer);
      CHECK(answer->tenant == "acme");
      CHECK(answer->secret_index == i);
    }
    CHECK_FALSE(post(table, token, "their key"));
  }
  CHECK(table.retire("acme", provider::pacto) == 0);
  CHECK(table.retire("acme") == 1);
  CHECK(table.retire("acme") == 0);
  CHECK(post(table, "second", "key 2"));
  CHECK(post(table, "second", "key 1").error().code == errc::signature_mismatch);
  CHECK(post(table, "first", "key 2").error().code == errc::unknown_route);
  table.add(route_of("new", "first", {"key 1"})).value(); // the token is free again
}

TEST_CASE("a second replacement forgets what was before the first one", "[callbacks]") {
  router table;
  table.add(route_of("acme", "first", {"key 1"})).value();
  table.replace(route_of("acme", "second", {"key 2"})).value();
  table.replace(route_of("acme", "third", {"key 3"})).value();
  CHECK_FALSE(post(table, "first", "key 1"));
  CHECK_FALSE(post(table, "third", "key 1"));
  CHECK(post(table, "second", "key 2"));
  CHECK(post(table, "third", "key 3"));
  table.replace(route_of("acme", "second", {"key 2"})).value(); // and back
  CHECK(post(table, "third", "key 3"));
  CHECK(post(table, "second", "key 2")->secret_index == 0);
  table.replace(route_of("acme", "second", {"key 4"})).value(); // the secret alone
  CHECK(post(table, "second", "key 2")->secret_index == 1);
  CHECK(post(table, "second", "key 4")->secret_index == 0);
  CHECK_FALSE(post(table, "third", "key 4"));
  CHECK(table.size() == 1);
}

TEST_CASE("a replacement that cannot be made leaves the route as it was", "[callbacks]") {
  router table;
  table.add(route_of("acme", "first", {"key 1"})).value();
  table.add(route_of("other", "theirs", {"their key"})).value();
  CHECK(table.replace(route_of("nobody", "x", {"key"})).error().code == errc::unknown_route);
  auto elsewhere = route_of("acme", "x", {"key"});
  elsewhere.path = "/hooks/{TOKEN}";
  CHECK(table.replace(elsewhere).error().code == errc::unknown_route);
  CHECK(table.replace(route_of("acme", "theirs", {"key"})).error().code == errc::invalid_argument);
  CHECK(table.replace(route_of("acme", "x", {})).error().code == errc::invalid_argument);
  CHECK(table.replace(route_of("acme", "x", std::vector<std::string>(most_secrets, "k"))).error().code == errc::limit_exceeded);
  CHECK(post(table, "first", "key 1"));
  CHECK_FALSE(post(table, "x", "key"));
  table.add(route_of("acme", "second", {"key 2"})).value();
  CHECK(table.replace(route_of("acme", "third", {"key 3"})).error().code == errc::invalid_argument); // which one?
  CHECK(table.size() == 3);
}

TEST_CASE("a removed tenant is unknown, and the others stay", "[callbacks]") {
  router table;
  table.add(route_of("acme", "first", {"key"})).value();
  table.replace(route_of("acme", "second", {"key"})).value();
  table.add(pacto_route("acme")).value();
  table.add(route_of("other", "theirs", {"key"})).value();
  CHECK(table.remove("nobody") == 0);
  CHECK(table.remove("acme", provider::assinebem) == 0);
  CHECK(table.remove("acme", provider::clicksign) == 1);
  CHECK(table.size() == 2);
  for (char const* const token : {"first", "second"}) CHECK(post(table, token, "key").error().code == errc::unknown_route);
  CHECK(post(table, "theirs", "key"));
  CHECK(table.remove("acme") == 1);
  CHECK(table.remove("other") == 1);
  CHECK(table.size() == 0);
  CHECK(post(table, "theirs", "key").error().code == errc::unknown_route);
  auto reused = route_of("new", "tok", {"key"});
  reused.provider = provider::assinebem;
  reused.path = "/api/rest/clicksign/{TOKEN}"; // the form is free for any provider again
  CHECK(table.add(reused));
}

TEST_CASE("a copied router changes by itself, and one that was moved from can be used", "[callbacks]") {
  router table;
  table.add(route_of("acme", "first", {"key"})).value();
  router copy = table;
  CHECK(copy.remove("acme") == 1);
  CHECK(post(table, "first", "key"));
  router const moved = std::move(table);
  CHECK(post(moved, "first", "key"));
  table = copy;
  CHECK(table.size() == 0);
  router gone = std::move(table);
  CHECK(table.size() == 0); // NOLINT(bugprone-use-after-move)
  CHECK(table.remove("acme") == 0);
  CHECK_FALSE(post(table, "first", "key"));
  table.add(route_of("acme", "first", {"key"})).value();
  CHECK(post(table, "first", "key"));
}

TEST_CASE("a router does what a plain map says, whatever the order of changes", "[callbacks][property]") {
  std::mt19937 random(20261129);
  auto const some = [&](char const* kind, std::size_t of) { return kind + std::to_string(random() % of); };
  for (int world = 0; world < 30; ++world) {
    router table;
    model all;
    for (int step = 0; step < 120; ++step) {
      std::string const tenant = some("tenant", 4);
      std::string const token = some("token", 8);
      std::string const key = some("key", 5);
      auto const known = all.find(tenant);
      switch (random() % 4) {
      case 0:
        if (known != all.end()) break;
        REQUIRE(table.add(route_of(tenant, token, {key})).has_value() == !is_taken(all, token, {}));
        if (!is_taken(all, token, {})) all[tenant] = {tenant, token, key, {}, {}};
        break;
      case 1: {
        bool const can = known != all.end() && !is_taken(all, token, tenant);
        REQUIRE(table.replace(route_of(tenant, token, {key})).has_value() == can);
        if (can) known->second = {tenant, token, key, known->second.token, known->second.key};
        break;
      }
      case 2:
        table.retire(tenant);
        if (known != all.end()) known->second.former_token = known->second.former_key = {};
        break;
      default:
        if (random() % 3 != 0) break;
        REQUIRE(table.remove(tenant) == all.erase(tenant));
      }
      REQUIRE(table.size() == all.size());
      for (int look = 0; look < 8; ++look) {
        std::string const asked = some("token", 8);
        std::string const with = some("key", 5);
        auto const answer = post(table, asked, with);
        REQUIRE((answer ? answer->tenant : std::string()) == expected(all, asked, with));
      }
    }
  }
}

TEST_CASE("no callback is refused while its route is replaced and others come and go", "[callbacks][threads]") {
  router table;
  table.add(route_of("stays", "steady", {"key"})).value();
  table.add(route_of("rotates", "rotating-0", {"key 0"})).value();
  std::atomic<bool> is_over{false};
  std::atomic<std::size_t> newest{0};
  std::atomic<std::size_t> refused{0};
  std::atomic<std::size_t> strangers{0};
  rubrica_test::run_in_threads(4, [&](std::size_t thread) {
    if (thread == 0) {
      for (std::size_t i = 1; i <= 400; ++i) {
        std::string const number = std::to_string(i);
        table.add(route_of("guest " + number, "guest-" + number, {"key"})).value();
        table.replace(route_of("rotates", "rotating-" + number, {"key " + number})).value();
        newest = i;
        if (i > 10) table.remove("guest " + std::to_string(i - 10));
        if (i % 7 == 0) static_cast<void>(router(table));
      }
      is_over = true;
      return;
    }
    while (!is_over) {
      if (!post(table, "steady", "key")) ++refused;
      if (post(table, "nobody", "key")) ++strangers;
      std::size_t const before = newest;
      std::string const number = std::to_string(before);
      bool const came = static_cast<bool>(post(table, "rotating-" + number, "key " + number));
      // It may be replaced twice while it is under way, and is forgotten then.
      if (!came && newest < before + 1) ++refused;
    }
  });
  CHECK(refused == 0);
  CHECK(strangers == 0);
  CHECK(table.size() == 12);
}

TEST_CASE("a table stays as large as its routes after a million changes", "[callbacks][memory]") {
  route_table table;
  auto const leads_to = std::make_shared<route const>();
  auto const change = [&](std::size_t number, bool comes) {
    std::string const form = number % 10 == 0 ? "/of/" + std::to_string(number) + "/{TOKEN}" : "/{TOKEN}";
    detail::digest token{};
    REQUIRE(detail::sha256(std::to_string(number), token));
    route_change wanted;
    wanted.form = form;
    wanted.leads_to = leads_to;
    (comes ? wanted.with : wanted.without) = {token};
    if (table.apply(wanted)) FAIL("the change was refused");
  };
  constexpr std::size_t alive = 1000;
  for (std::size_t i = 0; i < 500'000; ++i) {
    change(i, true);
    if (i >= alive) change(i - alive, false);
  }
  auto const left = table.measured();
  CHECK(left.forms == alive / 10 + 1);
  CHECK(left.tokens == alive);
  CHECK(left.token_places <= alive * 64);
}

TEST_CASE("a value that is kept twice shows a change to all later readers, and catches up after a lack of memory",
          "[callbacks]") {
  twice_kept<std::vector<int>> value;
  int edits = 0;
  auto const append = [&](int number, int fails_at) {
    edits = 0;
    return value.change([&](std::vector<int>& one) {
      if (++edits == fails_at) throw std::bad_alloc();
      one.push_back(number);
      return true;
    });
  };
  CHECK(append(1, 0));
  CHECK(append(2, 2)); // the readers have it already
  CHECK(value.now() == std::vector<int>{1, 2});
  CHECK_THROWS_AS(append(3, 1), std::bad_alloc);
  CHECK(append(4, 0));
  CHECK(append(5, 0));
  CHECK(value.read([](std::vector<int> const& one) { return one; }) == std::vector<int>{1, 2, 4, 5});
  CHECK_FALSE(value.change([](std::vector<int>&) { return false; }));
  CHECK(value.now().size() == 4);
}

} // namespace router_changes_test
