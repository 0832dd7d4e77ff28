#include "support/catch.hpp"

#include "fixture.hpp"

#include <rubrica/core/failure.hpp>

namespace oauth_test {

using namespace fixture;

namespace {

rubrica::sandbox::server_options with_oauth() {
  auto options = unlimited();
  options.oauth_token = rubrica::secret("oauth-token");
  return options;
}

answer ask(account& on, httplib::Headers const& headers, std::string const& target = "/oauth2/accounts") {
  return account::read(on.client.Get("/api/v3" + target, headers));
}

} // namespace

TEST_CASE("an OAuth token is taken as Bearer in the header and in no other way", "[sandbox][accounts][socket]") {
  account on(with_oauth());
  CHECK(ask(on, {{"Authorization", "Bearer oauth-token"}}, "/envelopes").status == 200);
  for (auto const& refused :
       {ask(on, {{"Authorization", "oauth-token"}}, "/envelopes"), ask(on, {}, "/envelopes?access_token=oauth-token"),
        ask(on, {}, "/envelopes?access_token=Bearer%20oauth-token"), ask(on, {{"Authorization", "Bearer other"}}, "/envelopes"),
        ask(on, {{"Authorization", "Bearer "}}, "/envelopes")}) {
    CHECK(refused.status == 401);
    CHECK(refused.error()["detail"] == "Access Token inválido");
  }
}

TEST_CASE("an access token is taken raw, whether there is an OAuth token or not", "[sandbox][accounts][socket]") {
  for (bool const oauth : {true, false}) {
    account on(oauth ? with_oauth() : unlimited());
    CHECK(ask(on, {{"Authorization", "sandbox-token"}}, "/envelopes").status == 200);
    CHECK(ask(on, {{"Authorization", "Bearer sandbox-token"}}, "/envelopes").status == 401);
    CHECK(ask(on, {{"Authorization", "Bearer "}}, "/envelopes").status == 401);
  }
}

TEST_CASE("the accounts of an OAuth token are listed, and its key is the account's", "[sandbox][accounts][socket]") {
  account on(with_oauth());
  httplib::Headers headers{{"Authorization", "Bearer oauth-token"}};
  auto const all = ask(on, headers);
  CHECK(all.status == 200);
  REQUIRE(all.body["data"].size() == 1);
  auto const key = all.body["data"][0]["attributes"]["key"].get<std::string>();
  CHECK_FALSE(all.body["data"][0]["attributes"]["name"].get<std::string>().empty());
  CHECK(all.body["data"][0]["id"] != key);
  CHECK(all.body["meta"]["record_count"] == 1);

  headers.emplace("X-Account-Key", key);
  CHECK(ask(on, headers, "/users/me").status == 200);
  CHECK(ask(on, {{"Authorization", "Bearer oauth-token"}, {"X-Account-Key", "other"}}, "/users/me").status == 401);
  CHECK(ask(on, {{"Authorization", "sandbox-token"}, {"X-Account-Key", "other"}}, "/users/me").status == 200);
}

TEST_CASE("an OAuth token reaches each account by its key, and the first one without", "[sandbox][accounts][socket]") {
  auto options = with_oauth();
  options.more_accounts.resize(1);
  options.more_accounts[0].token = rubrica::secret("second-token");
  account on(options);
  auto const mine = on.post("/envelopes", resource("envelopes", {{"name", "Contrato"}})).id();
  httplib::Headers const headers{{"Authorization", "Bearer oauth-token"}};
  auto const all = ask(on, headers);
  REQUIRE(all.body["data"].size() == 2);
  for (std::size_t i = 0; i < 2; ++i) {
    httplib::Headers keyed = headers;
    keyed.emplace("X-Account-Key", all.body["data"][i]["attributes"]["key"].get<std::string>());
    CHECK(ask(on, keyed, "/envelopes").body["meta"]["record_count"] == (i == 0 ? 1 : 0));
    CHECK(ask(on, keyed, "/envelopes/" + mine).status == (i == 0 ? 200 : 404));
  }
  CHECK(ask(on, headers, "/envelopes/" + mine).status == 200);
}

TEST_CASE("an access token has no list of accounts", "[sandbox][accounts][socket]") {
  account on(with_oauth());
  auto const refused = on.get("/oauth2/accounts");
  CHECK(refused.status == 401);
  CHECK(refused.error()["code"] == "unauthorized");
}

TEST_CASE("an OAuth token and an access token each have their own quota, and both are recorded", "[sandbox][accounts][socket]") {
  auto options = with_oauth();
  options.rate_limit = 2;
  account on(options);
  int refused = 0;
  for (int i = 0; i < 2; ++i) {
    refused += ask(on, {{"Authorization", "sandbox-token"}}, "/envelopes").status == 429;
    refused += ask(on, {{"Authorization", "Bearer oauth-token"}}, "/envelopes").status == 429;
  }
  CHECK(refused == 0);
  auto const seen = on.sandbox.requests();
  REQUIRE(seen.size() == 4);
  for (auto const& one : seen) CHECK(one.carried_token);
}

TEST_CASE("a token cannot be an access token and an OAuth token at once", "[sandbox][accounts][socket]") {
  auto options = with_oauth();
  options.oauth_token = options.token;
  CHECK_THROWS_AS(rubrica::sandbox::server(options), rubrica::failure);
}

} // namespace oauth_test
