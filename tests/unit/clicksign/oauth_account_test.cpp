#include "support/catch.hpp"

#include "support/canaries.hpp"
#include "support/files/temporary_folder.hpp"
#include "support/http/raw_server.hpp"
#include "support/sandbox/sandboxed.hpp"

#include <rubrica/http/log_observer.hpp>

namespace oauth_account_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::raw_server;
using rubrica_test::sandboxed;
using rubrica_test::unlimited;

namespace {

constexpr char oauth_canary[] = "OAUTH-CANARY-5c1f";
constexpr char key_canary[] = "account-key-CANARY";

client_options options_for(raw_server const& server) {
  client_options options;
  options.base_url = server.url("/api/v3");
  options.oauth_token = secret(oauth_canary);
  options.retry.attempts = 1;
  return options;
}

sandbox::server_options with_oauth() {
  auto options = unlimited();
  options.oauth_token = secret(oauth_canary);
  return options;
}

client_options oauth_options(sandbox::server const& server, std::string account_key = {}) {
  auto options = sandboxed::client_options(server);
  options.token = secret();
  options.oauth_token = secret(oauth_canary);
  options.account_key = std::move(account_key);
  return options;
}

} // namespace

TEST_CASE("an OAuth client finds its accounts and works in one of them", "[clicksign][accounts][socket]") {
  sandboxed box(with_oauth());
  auto const accounts = client(oauth_options(box.server)).oauth_accounts().list().all().value();
  REQUIRE(accounts.size() == 1);
  CHECK_FALSE(accounts[0].id.empty());
  CHECK_FALSE(accounts[0].name.empty());
  CHECK(accounts[0].raw.empty());
  client const worker(oauth_options(box.server, accounts[0].key));
  CHECK(worker.users().me()->id == box.client.users().me()->id);
  new_envelope request;
  request.name = "Contrato";
  auto const made = worker.envelopes().create(request).value();
  CHECK(box.client.envelopes().get(made.id)->name == "Contrato");
  CHECK(client(oauth_options(box.server, "other")).users().me().error().code == errc::unauthorized);
  CHECK(box.client.oauth_accounts().list().all().error().code == errc::unauthorized);
}

TEST_CASE("OAuth accounts are read whatever their type, and ids that are numbers too", "[clicksign][accounts][socket]") {
  raw_server server(rubrica_test::always(rubrica_test::answer(
      200, R"({"data":[{"id":7,"attributes":{"name":"Acme","key":"k1","plan":"x"}},{"id":"b","type":"oauth2_accounts",)"
           R"("attributes":{"name":"Beta","key":"k2"}}]})")));
  auto const all = client(options_for(server)).oauth_accounts().list().all().value();
  REQUIRE(all.size() == 2);
  CHECK(all[0].id == oauth_account_id("7"));
  CHECK(all[0].key == "k1");
  CHECK(all[0].raw == R"({"plan":"x"})");
  CHECK(all[1].name == "Beta");
}

TEST_CASE("an OAuth token goes as Bearer, with the account's key when there is one", "[clicksign][accounts][socket]") {
  raw_server server(rubrica_test::always(rubrica_test::answer(404, "{}")));
  auto options = options_for(server);
  static_cast<void>(client(options).users().me());
  options.account_key = key_canary;
  static_cast<void>(client(options).users().me());
  REQUIRE(server.requests().size() == 2);
  auto const first = server.requests()[0];
  CHECK(first.head.find(std::string("\r\nAuthorization: Bearer ") + oauth_canary + "\r\n") != std::string::npos);
  CHECK_FALSE(first.has_field("X-Account-Key"));
  auto const second = server.requests()[1];
  CHECK(second.field("Authorization") == std::string("Bearer ") + oauth_canary);
  CHECK(second.head.find(std::string("\r\nX-Account-Key: ") + key_canary + "\r\n") != std::string::npos);
}

TEST_CASE("exactly one of the two tokens is needed, and nothing is sent otherwise", "[clicksign][accounts][socket]") {
  raw_server server(rubrica_test::always(rubrica_test::answer(404, "{}")));
  auto options = options_for(server);
  auto const refusal = [&] { return client(options).users().me().error(); };
  options.token = secret("TOKEN-CANARY");
  CHECK(refusal().code == errc::invalid_argument);
  CHECK(refusal().outcome == outcome::not_sent);
  CHECK(refusal().message.find("an access token and an OAuth token were given") != std::string::npos);
  CHECK(rubrica_test::canaries_in(to_string(refusal()), {"TOKEN-CANARY", oauth_canary}).empty());
  options.oauth_token = secret();
  options.account_key = key_canary;
  CHECK(refusal().code == errc::invalid_argument);
  CHECK(refusal().message.find("account key") != std::string::npos);
  CHECK(rubrica_test::canaries_in(to_string(refusal()), {"TOKEN-CANARY", key_canary}).empty());
  options.account_key.clear();
  options.token = secret();
  CHECK(refusal().code == errc::invalid_argument);
  CHECK(refusal().message.find("the access token is empty") != std::string::npos);
  CHECK(server.connections() == 0);
  options.token = secret("TOKEN-CANARY");
  CHECK(refusal().code == errc::not_found);
  CHECK(server.connections() == 1);
}

TEST_CASE("a token or key that would become two headers is refused before a connection is made",
          "[clicksign][accounts][socket]") {
  raw_server server(rubrica_test::always(rubrica_test::answer(404, "{}")));
  for (std::string const& bad :
       {std::string("a\r\nX-Evil: 1"), std::string("a\nb"), std::string("a\rb"), std::string("a\0b", 3)}) {
    auto options = options_for(server);
    options.account_key = bad;
    CHECK(client(options).users().me().error().code == errc::invalid_argument);
    options = options_for(server);
    options.oauth_token = secret(bad);
    CHECK(client(options).users().me().error().code == errc::invalid_argument);
  }
  CHECK(server.connections() == 0);
}

TEST_CASE("neither OAuth token nor account key reaches the storage or a log",
          "[clicksign][accounts][socket][file][secrets][rule8]") {
  sandboxed box(with_oauth());
  std::string log;
  auto const key = client(oauth_options(box.server)).oauth_accounts().list().all().value().at(0).key;
  auto options = oauth_options(box.server, key);
  options.observer = std::make_shared<http::log_observer>([&](std::string_view line) { log.append(line).push_back('\n'); });
  client const worker(options);
  auto const draft = rubrica_test::make_draft(worker);
  REQUIRE(worker.envelopes().activate(draft.envelope.id));
  REQUIRE(box.server.sign(draft.signer.id.text()));
  rubrica_test::temporary_folder const folder;
  REQUIRE(worker.documents().download(draft.envelope.id, draft.document.id, folder.path("signed.pdf")));
  REQUIRE_FALSE(box.server.storage_requests().empty());
  for (auto const& one : box.server.storage_requests()) {
    CHECK_FALSE(one.had_authorization);
    CHECK_FALSE(one.carried_token);
  }
  CHECK_FALSE(log.empty());
  CHECK(rubrica_test::canaries_in(log, {oauth_canary, key}).empty());
}

TEST_CASE("a redirect takes neither OAuth token nor account key elsewhere", "[clicksign][accounts][socket]") {
  raw_server elsewhere(rubrica_test::always(rubrica_test::answer(200, "{}")));
  raw_server server(rubrica_test::always(rubrica_test::answer(302, "", "Location: " + elsewhere.url("/steal") + "\r\n")));
  auto options = options_for(server);
  options.account_key = key_canary;
  CHECK(client(options).users().me().error().code == errc::protocol);
  CHECK(elsewhere.connections() == 0);
}

TEST_CASE("clients of one OAuth token share a quota, whatever their account, and share it with no other token",
          "[clicksign][accounts][socket]") {
  for (std::string const& key : {std::string(), std::string(key_canary)}) {
    raw_server server(rubrica_test::always(rubrica_test::answer(404, "{}", "X-Rate-Limit: 7\r\nX-Rate-Limit-Remaining: 6\r\n")));
    auto options = options_for(server);
    options.account_key = key;
    client const client(options);
    auto const shared = http::quota_for(options.base_url, secret(std::string("Bearer ") + oauth_canary), 0);
    auto const other = http::quota_for(options.base_url, secret(std::string("Bearer ") + "another"), 0);
    static_cast<void>(client.users().me());
    CHECK(shared->usage(*client.clock()).limit == 7);
    CHECK(other->usage(*client.clock()).limit == 0);
  }
}

} // namespace oauth_account_test
