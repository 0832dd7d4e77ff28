#include "support/catch.hpp"

#include "fixture.hpp"

#include "clicksign/protocol/wire.hpp"

#include <rubrica/core/failure.hpp>

namespace account_test {

using namespace fixture;
using rubrica::sandbox::account_switches;

namespace {

rubrica::sandbox::server_options two_accounts(int rate_limit = 0) {
  auto options = unlimited();
  options.rate_limit = rate_limit;
  options.more_accounts.resize(1);
  options.more_accounts[0].token = rubrica::secret("second-token");
  return options;
}

httplib::Headers const second{{"Authorization", "second-token"}};

/// The first account, and calls of the second one.
struct pair_of_accounts : account {
  using account::account;
  answer get_as_second(std::string const& path) { return read(client.Get("/api/v3" + path, second)); }
  answer post_as_second(std::string const& path, json const& body) {
    return read(client.Post("/api/v3" + path, second, body.dump(), "application/vnd.api+json"));
  }
};

json detail_and_title(answer const& got) {
  return {{"status", got.status}, {"title", got.error()["title"]}, {"detail", got.error()["detail"]}};
}

} // namespace

TEST_CASE("one account's records are unknown to another", "[sandbox][accounts][socket]") {
  pair_of_accounts on(two_accounts());
  auto const mine = start(on);
  for (auto const& path : {mine.path(), mine.document_path(), mine.path() + "/signers/" + mine.signers[0]}) {
    CHECK(on.get(path).status == 200);
    auto const refused = on.get_as_second(path);
    CHECK(refused.status == 404);
    CHECK(refused.error()["detail"] == "O registro identificado por " + mine.id + " não pôde ser encontrado");
  }
  CHECK(on.get_as_second("/envelopes").body["meta"]["record_count"] == 0);
  auto const theirs = on.post_as_second("/envelopes", resource("envelopes", {{"name", "Outro"}})).id();
  CHECK(on.get("/envelopes/" + theirs).status == 404);
  CHECK(on.get_as_second("/envelopes/" + theirs).status == 200);
  CHECK(on.sandbox.sign(mine.signers[0])); // in whichever account the signer is
  auto const state = on.control("state").body["envelopes"];
  REQUIRE(state.size() == 2);
  CHECK(state[0]["account"] == 0);
  CHECK(state[1]["account"] == 1);
}

TEST_CASE("a file's link works for whoever has it, of any account", "[sandbox][accounts][socket]") {
  pair_of_accounts on(two_accounts());
  auto const envelope = on.post_as_second("/envelopes", resource("envelopes", {{"name", "Outro"}})).id();
  auto const document = on.post_as_second("/envelopes/" + envelope + "/documents", resource("documents", pdf()));
  std::string const url = document.body["data"]["links"]["files"]["original"];
  httplib::Client files(origin_of(url));
  CHECK(account::read(files.Get(target_of(url))).text == tiny_pdf);
}

TEST_CASE("each account has a quota of its own, whichever way its token comes", "[sandbox][accounts][socket][clock]") {
  pair_of_accounts on(two_accounts(2));
  auto const now = std::chrono::duration_cast<std::chrono::milliseconds>(on.sandbox.now().time_since_epoch()).count();
  on.sandbox.advance(std::chrono::milliseconds(10'000 - now % 10'000));
  CHECK(on.get("/envelopes").status == 200);
  CHECK(account::read(on.client.Get("/api/v3/envelopes?access_token=sandbox-token")).status == 200);
  CHECK(on.get("/envelopes").status == 429);
  CHECK(on.get_as_second("/envelopes").header("X-Rate-Limit-Remaining") == "1");
}

TEST_CASE("each account calls its own webhook with its own secret", "[sandbox][accounts][socket]") {
  receiver first_crm;
  receiver second_crm;
  auto options = two_accounts();
  options.webhook_url = first_crm.url();
  options.more_accounts[0].webhook_url = second_crm.url();
  options.more_accounts[0].webhook_secret = rubrica::secret("another-secret");
  account mine(options);
  start(mine);
  mine.headers = second;
  start(mine);
  start(mine);
  mine.sandbox.drain_webhooks();
  CHECK(first_crm.all().size() == 2);
  CHECK(second_crm.all().size() == 4);
  std::size_t of_second = 0;
  for (auto const& one : mine.sandbox.deliveries()) of_second += one.account;
  CHECK(of_second == 4);
  auto const hooks = mine.get("/webhooks").body["data"];
  REQUIRE(hooks.size() == 1);
  CHECK(hooks[0]["attributes"]["secret"] == "another-secret");
}

TEST_CASE("an account is refused what is denied to it", "[sandbox][accounts][socket]") {
  pair_of_accounts on(two_accounts());
  auto const meet = [&](bool account_switches::*which) {
    account_switches switches;
    switches.*which = true;
    on.sandbox.set_switches(switches).value();
    return on.get("/envelopes");
  };
  CHECK(detail_and_title(meet(&account_switches::blocked)) ==
        json{{"status", 403},
             {"title", "Verificação de conta"},
             {"detail", "Conta bloqueada, entre em contato com ajuda@clicksign.com"}});
  CHECK(meet(&account_switches::no_api_user).error()["detail"] == "E-mail do usuário da API não configurado");
  auto const off = meet(&account_switches::envelopes_off);
  CHECK(off.status == 503);
  CHECK(off.error() ==
        json{{"code", "service_unavailable"}, {"status", 503}, {"title", "Verificação"}, {"detail", "Serviço indisponível"}});
  CHECK(meet(&account_switches::no_templates).status == 200);
  CHECK(detail_and_title(on.get("/templates")) ==
        json{{"status", 403}, {"title", "Verificação"}, {"detail", "A conta não possui acesso a essa funcionalidade"}});
  CHECK(on.get_as_second("/envelopes").status == 200);
  CHECK(account::read(on.client.Get("/api/v3/envelopes")).status == 401); // the token comes first
}

TEST_CASE("the switches of an account are set over HTTP, and from the beginning", "[sandbox][accounts][socket]") {
  auto options = two_accounts();
  options.more_accounts[0].switches.blocked = true;
  pair_of_accounts on(options);
  CHECK(on.get("/envelopes").status == 200);
  CHECK(on.get_as_second("/envelopes").status == 403);
  CHECK(on.control("switches", {{"account", 1}, {"envelopes_off", true}}).status == 200);
  CHECK(on.get_as_second("/envelopes").status == 503);
  CHECK(on.control("switches", json::object()).status == 200);
  CHECK(on.control("switches", {{"account", 2}}).status == 404);
  CHECK(on.control("switches", {{"colour", true}}).body["error"]["message"].get<std::string>().find("strict_pairs") !=
        std::string::npos);
  for (json const& wrong : {json{{"blocked", 1}}, json{{"colour", true}}, json{{"account", -1}}, json{{"account", true}}}) {
    CHECK(on.control("switches", wrong).status == 422);
  }
  CHECK(on.get("/envelopes").status == 200);
}

TEST_CASE("tokens of accounts are told apart", "[sandbox][accounts][socket]") {
  rubrica::sandbox::server const server(two_accounts());
  CHECK(server.token().reveal() == "sandbox-token");
  CHECK(server.token(1).reveal() == "second-token");
  CHECK_THROWS_AS(server.token(2), rubrica::failure);
  auto options = two_accounts();
  options.more_accounts[0].token = rubrica::secret("sandbox-token");
  CHECK_THROWS_AS(rubrica::sandbox::server(options), rubrica::failure);
  options.more_accounts[0].token = rubrica::secret("");
  CHECK_THROWS_AS(rubrica::sandbox::server(options), rubrica::failure);
  CHECK(rubrica::sandbox::server_options().rate_limit == rubrica::clicksign::wire::sandbox_quota);
}

} // namespace account_test
