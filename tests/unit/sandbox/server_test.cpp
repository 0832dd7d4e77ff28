#include "support/catch.hpp"

#include "fixture.hpp"
#include "support/process/run_in_threads.hpp"

#include <rubrica/core/failure.hpp>

#include <atomic>
#include <memory>
#include <regex>
#include <set>

namespace server_test {

using namespace fixture;
using rubrica::sandbox::server;
using rubrica::sandbox::server_options;

TEST_CASE("a client goes through the main flow, from an envelope to the signed file", "[sandbox][server][socket]") {
  account on;
  auto const made = start(on);
  REQUIRE(on.status(made.path()) == "running");
  auto const notified = on.post(made.path() + "/notifications", resource("notifications", json::object()));
  CHECK(notified.status == 201);
  REQUIRE(on.sandbox.sign(made.signers[0]));
  CHECK(on.status(made.path()) == "closed");
  auto const document = on.get(made.document_path());
  CHECK(document.attributes()["status"] == "closed");
  CHECK(document.body["data"]["links"]["files"].contains("signed"));
}

TEST_CASE("every API answer has a request id and the JSON:API media type", "[sandbox][server][socket]") {
  account on;
  std::set<std::string> ids;
  std::regex const uuid("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  for (char const* path : {"/envelopes", "/envelopes/none", "/nothing"}) {
    auto const got = on.get(path);
    CHECK(std::regex_match(got.header("X-Request-Id"), uuid));
    CHECK_FALSE(got.header("Date").empty());
    ids.insert(got.header("X-Request-Id"));
  }
  CHECK(ids.size() == 3);
  CHECK(on.get("/envelopes").header("Content-Type") == "application/vnd.api+json; charset=utf-8");
  CHECK(on.get("/envelopes/none").header("Content-Type") == "application/vnd.api+json; charset=utf-8");
}

TEST_CASE("the token is taken raw, from the header or the query", "[sandbox][server][socket]") {
  account on;
  auto const with = [&](httplib::Headers const& headers, std::string const& query = {}) {
    return account::read(on.client.Get("/api/v3/envelopes" + query, headers));
  };
  CHECK(with({{"Authorization", "sandbox-token"}}).status == 200);
  CHECK(with({}, "?access_token=sandbox-token").status == 200);
  for (auto const& refused : {with({}), with({{"Authorization", "Bearer sandbox-token"}}), with({{"Authorization", "other"}}),
                              with({}, "?access_token=other")}) {
    CHECK(refused.status == 401);
    CHECK(refused.error() ==
          json{{"code", "unauthorized"}, {"status", 401}, {"title", "Não autorizado"}, {"detail", "Access Token inválido"}});
  }
}

TEST_CASE("a good token in the query is accepted beside a bad header", "[sandbox][server][socket]") {
  account on;
  auto const got = account::read(on.client.Get("/api/v3/envelopes?access_token=sandbox-token", {{"Authorization", "Bearer x"}}));
  CHECK(got.status == 200);
}

TEST_CASE("answers of the simulator carry what recorded ones of the service carry", "[sandbox][server][socket]") {
  account on;
  auto const got = on.get("/envelopes");
  CHECK(std::regex_match(got.header("Etag"), std::regex("W/\"[0-9a-f]{32}\"")));
  CHECK(std::regex_match(got.header("X-Runtime"), std::regex("[0-9]+\\.[0-9]{6}")));
  CHECK(got.header("Cache-Control") == "max-age=0, private, must-revalidate");
  CHECK(got.header("Vary") == "Accept");
  CHECK(got.header("Server") == "nginx");
  CHECK(got.header("X-Frame-Options") == "SAMEORIGIN");
  CHECK(got.header("Access-Control-Allow-Origin").empty());
  CHECK(on.get("/envelopes").header("Etag") == got.header("Etag"));
  on.envelope();
  CHECK(on.get("/envelopes").header("Etag") != got.header("Etag"));
  auto const refused = on.get("/envelopes/none");
  CHECK(refused.header("Cache-Control") == "no-cache");
  CHECK(refused.header("Etag").empty());
}

TEST_CASE("a path that only begins like the service's is another place", "[sandbox][server][socket]") {
  account on;
  CHECK(account::read(on.client.Get("/api/v30/envelopes", on.headers)).status == 404);
  CHECK(account::read(on.client.Get("/api/v3envelopes", on.headers)).status == 404);
}

TEST_CASE("an unknown route is an HTML page, or JSON for who asks so, without quota headers", "[sandbox][server][socket]") {
  server_options options;
  account on(options);
  auto const html = on.get("/models");
  CHECK(html.status == 404);
  CHECK(html.header("Content-Type").find("text/html") == 0);
  CHECK(html.text.find("<html") != std::string::npos);
  CHECK(html.header("X-Rate-Limit").empty());

  on.headers.emplace("Accept", "application/json");
  auto const plain = on.get("/models");
  CHECK(plain.status == 404);
  CHECK(plain.text == R"({"status":404,"error":"Not Found"})");
  CHECK(plain.header("Content-Type") == "application/json; charset=UTF-8");
  CHECK(plain.header("X-Rate-Limit-Reset").empty());

  auto const outside = account::read(on.client.Get("/elsewhere", on.headers));
  CHECK(outside.status == 404);
}

TEST_CASE("a trailing slash is tolerated and JSON is accepted under both media types", "[sandbox][server][socket]") {
  account on;
  CHECK(on.post("/envelopes/", resource("envelopes", {{"name", "A"}})).status == 201);
  auto const body = resource("envelopes", {{"name", "B"}}).dump();
  CHECK(account::read(on.client.Post("/api/v3/envelopes", on.headers, body, "application/json")).status == 201);
}

TEST_CASE("a body that is no JSON object with data is refused", "[sandbox][server][socket]") {
  account on;
  for (char const* text : {"", "{", "[]", "\"data\"", "{}", R"({"data":null})", R"({"dados":{}})"}) {
    auto const refused = on.post_text("/envelopes", text);
    CHECK(refused.status == 400);
    CHECK(refused.error() == json{{"code", "bad_request"},
                                  {"status", 400},
                                  {"source", {{"pointer", "/data"}}},
                                  {"detail", "data deve ser informado(a)"}});
  }
  CHECK(on.post_text("/envelopes", R"({"data":[]})").problems() == std::vector<std::string>{"data deve ser um hash @ /data"});
  std::string const deep(100'000, '[');
  CHECK(on.post_text("/envelopes", "{\"data\":" + deep).status == 400);
}

TEST_CASE("a record that does not exist is named", "[sandbox][server][socket]") {
  account on;
  std::string const id = "6f3200ae-a89d-4c86-81bf-685ccb71a8d2";
  auto const refused = on.get("/envelopes/" + id);
  CHECK(refused.status == 404);
  CHECK(refused.error() == json{{"title", "Registro não encontrado"},
                                {"detail", "O registro identificado por " + id + " não pôde ser encontrado"},
                                {"code", "404"},
                                {"status", "404"}});
  auto const envelope = on.envelope();
  for (char const* kind : {"documents", "signers", "requirements"}) {
    auto const nested = on.get("/envelopes/" + envelope + '/' + kind + '/' + id);
    CHECK(nested.status == 404);
    CHECK(nested.error()["detail"] == "O registro identificado por " + id + " não pôde ser encontrado");
    CHECK(on.remove("/envelopes/" + envelope + '/' + kind + '/' + id).status == 404);
  }
}

TEST_CASE("requests are counted with method, path and status, controls are not", "[sandbox][server][socket]") {
  account on;
  on.get("/envelopes?access_token=x");
  on.get("/nothing");
  on.control("state");
  auto const seen = on.sandbox.requests();
  REQUIRE(seen.size() == 2);
  CHECK(seen[0].method == "GET");
  CHECK(seen[0].path == "/api/v3/envelopes");
  CHECK(seen[0].status == 200);
  CHECK(seen[0].had_authorization);
  CHECK(seen[0].carried_token);
  CHECK(seen[0].where == rubrica::sandbox::origin::api);
  CHECK(seen[1].status == 404);
  on.sandbox.forget_requests();
  CHECK(on.sandbox.requests().empty());
}

TEST_CASE("the same seed gives the same ids", "[sandbox][server]") {
  account first;
  account second;
  CHECK(first.envelope() == second.envelope());
  auto options = unlimited();
  options.seed = 8;
  account third(options);
  CHECK(third.envelope() != first.envelope());
}

TEST_CASE("a port in use and unusable options are refused", "[sandbox][server]") {
  server const first;
  server_options options;
  options.port = std::stoi(first.base_url().substr(std::string("http://127.0.0.1:").size()));
  CHECK_THROWS_AS(server(options), rubrica::failure);
  options.port = 70000;
  CHECK_THROWS_AS(server(options), rubrica::failure);
  options.port = 0;
  options.webhook_url = "ftp://127.0.0.1/";
  CHECK_THROWS_AS(server(options), rubrica::failure);
  options.webhook_url.clear();
  options.token = rubrica::secret("");
  CHECK_THROWS_AS(server(options), rubrica::failure);
}

TEST_CASE("the clock of the simulator can be moved forward", "[sandbox][server][socket][clock]") {
  server sandbox;
  auto const before = sandbox.now();
  sandbox.advance(std::chrono::hours(24));
  CHECK(sandbox.now() - before >= std::chrono::hours(24));
}

TEST_CASE("many clients call the simulator at once", "[sandbox][server][socket][threads]") {
  auto options = unlimited();
  server const sandbox(options);
  std::atomic<int> created{0};
  rubrica_test::run_in_threads(12, [&](std::size_t) {
    httplib::Client client(origin_of(sandbox.base_url()));
    client.set_keep_alive(true);
    auto const body = resource("envelopes", {{"name", "Paralelo"}}).dump();
    for (int n = 0; n < 5; ++n) {
      auto const made = client.Post("/api/v3/envelopes", {{"Authorization", "sandbox-token"}}, body, "application/json");
      if (made && made->status == 201) ++created;
    }
  });
  CHECK(created == 60);
  CHECK(sandbox.requests().size() == 60);
}

TEST_CASE("a server stops while clients keep their connections", "[sandbox][server][socket]") {
  auto running_one = std::make_unique<server>(unlimited());
  httplib::Client client(origin_of(running_one->base_url()));
  client.set_keep_alive(true);
  CHECK(account::read(client.Get("/api/v3/envelopes", {{"Authorization", "sandbox-token"}})).status == 200);
  running_one.reset();
  CHECK_FALSE(client.Get("/api/v3/envelopes"));
}

TEST_CASE("a very long path is an unknown route", "[sandbox][server][socket]") {
  account on;
  CHECK(on.get("/" + std::string(7000, 'a')).status == 404);
}

} // namespace server_test
