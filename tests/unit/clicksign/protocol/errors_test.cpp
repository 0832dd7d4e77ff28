// How answers reach the caller that are not 2xx, or are 2xx but should not be.
#include "support/catch.hpp"

#include "support/http/raw_server.hpp"
#include "support/http/routes_seen.hpp"
#include "support/http/scripted_client.hpp"
#include "support/sandbox/sandboxed.hpp"

#include <rubrica/clicksign/async_client.hpp>
#include <rubrica/clicksign/future.hpp>

namespace errors_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::sandboxed;
using rubrica_test::scripted_client;

namespace {

/// A service that refuses everything with this text.
struct refusing {
  rubrica_test::raw_server server;

  explicit refusing(std::string const& text)
      : server(rubrica_test::always(rubrica_test::answer(400, R"({"errors":[{"code":"400","title":")" + text + R"(","detail":")" +
                                                                  text + R"(","source":{"pointer":"/filter/)" + text +
                                                                  R"("}}]})"))) {}

  client_options options() const {
    client_options options;
    options.base_url = server.url("/api/v3");
    options.token = secret("t0ken");
    return options;
  }
  clicksign::client client() const { return clicksign::client(options()); }
};

/// All texts of the error.
template <class T> std::string told_by(result<T> const& refused) {
  REQUIRE_FALSE(refused);
  std::string text = to_string(refused.error());
  for (problem const& one : refused.error().problems)
    text += "|" + one.code + "|" + one.title + "|" + one.detail + "|" + one.pointer;
  return text;
}

} // namespace

TEST_CASE("refusals get their codes from what ClickSign says", "[clicksign][protocol][errors]") {
  struct row {
    int status;
    char const* body;
    errc code;
  };
  constexpr row rows[] = {
      {401, R"({"errors":[{"code":"unauthorized","status":401,"title":"x","detail":"Access Token inv\u00e1lido"}]})",
       errc::unauthorized},
      {403, R"({"errors":[{"code":"forbidden","status":403,"detail":"E-mail do usu\u00e1rio da API n\u00e3o configurado"}]})",
       errc::api_user_missing},
      {403, R"({"errors":[{"detail":"A conta n\u00e3o possui acesso a essa funcionalidade"}]})", errc::forbidden_plan},
      {403, R"({"errors":[{"detail":"Conta bloqueada, entre em contato"}]})", errc::account_blocked},
      {403, R"({"errors":[{"detail":"envelope n\u00e3o est\u00e1 com status draft"}]})", errc::not_draft},
      {403, R"({"errors":[{"detail":"J\u00e1 assinou um documento. N\u00e3o pode ser exclu\u00eddo"}]})", errc::already_signed},
      {403, R"({"errors":[{"detail":"outra coisa"}]})", errc::forbidden},
      {404, R"({"errors":[{"code":"404","status":"404","title":"Registro n\u00e3o encontrado"}]})", errc::not_found},
      {404, "<html>not here</html>", errc::not_found},
      {400, R"j({"errors":[{"detail":"name deve ser informado(a)"}]})j", errc::invalid},
      {422, R"({"errors":[{"detail":"documentation - inv\u00e1lido"}]})", errc::invalid},
      {422, R"({"errors":[{"detail":"endpoint - j\u00e1 est\u00e1 em uso"}]})", errc::taken},
      {422, R"({"errors":[{"detail":"documento n\u00e3o est\u00e1 dispon\u00edvel"}]})", errc::not_ready},
      {429, "Too many requests", errc::rate_limited},
      {503, R"({"errors":[{"detail":"Servi\u00e7o indispon\u00edvel"}]})", errc::service_unavailable},
  };
  for (row const& one : rows) {
    scripted_client s;
    s.transport->status(one.status, one.body, {{"X-Request-Id", "5e9f0a52-3d55-4a34-bc6e-0a8f6f4d9d10"}});
    auto const error = s.create_error();
    INFO(one.status << " " << one.body);
    CHECK(error.code == one.code);
    CHECK(error.outcome == outcome::rejected);
    CHECK(error.http_status == one.status);
    CHECK(error.request_id == "5e9f0a52-3d55-4a34-bc6e-0a8f6f4d9d10");
  }
}

TEST_CASE("all problems of an answer are kept, with their pointers", "[clicksign][protocol][errors]") {
  scripted_client s;
  s.transport->status(400, R"({"errors":[
    {"code":"bad_request","status":400,"source":{"pointer":"/data/attributes/locale"},"detail":"locale deve estar em: pt-BR, en-US"},
    {"code":100,"title":"t","status":"400"}]})");
  auto const error = s.create_error();
  REQUIRE(error.problems.size() == 2);
  CHECK(error.problems[0].code == "bad_request");
  CHECK(error.problems[0].pointer == "/data/attributes/locale");
  CHECK(error.problems[0].detail == "locale deve estar em: pt-BR, en-US");
  CHECK(error.problems[1].code == "100");
  CHECK(error.problems[1].title == "t");
}

TEST_CASE("a personal value that the service repeats does not get into the error",
          "[clicksign][protocol][errors][secrets][rule8]") {
  scripted_client s;
  s.transport->status(422,
                      R"({"errors":[{"title":"ana@acme.com.br","detail":"CPF 529.982.247-25 de ana@acme.com.br, fone 11987654321",
                              "source":{"pointer":"/data/attributes/email"}}]})");
  std::string const text = to_string(s.create_error());
  for (char const* value : {"ana@", "529", "98765"}) CHECK(text.find(value) == std::string::npos);
  CHECK(text.find("/data/attributes/email") != std::string::npos);
}

TEST_CASE("a short value is masked where it is a word, and leaves the other words readable",
          "[clicksign][protocol][errors][socket][secrets][rule8]") {
  refusing const service("o filtro Li de Li-Ana e Lia em Lisboa");
  envelope_query query;
  query.name = "Li";
  std::string const told = told_by(service.client().envelopes().list(query).all());
  CHECK(told.find("o filtro *** de ***-Ana e Lia em Lisboa") != std::string::npos);
}

TEST_CASE("a service that repeats what a list is filtered by does not get that into the error",
          "[clicksign][protocol][errors][socket]") {
  std::string const name = "Maria Clara Alencar";
  refusing const service("o filtro " + name + " em ?filter%5Bname%5D=Maria%20Clara%20Alencar foi recusado");
  auto const client = service.client();
  async_client async(client);
  envelope_query by_envelope;
  by_envelope.name = name;
  document_query by_file;
  by_file.filename = name;
  template_query by_template;
  by_template.name = name;
  group_query by_group;
  by_group.name = name;
  user_query by_address;
  by_address.email = name;
  raw_request by_hand;
  by_hand.path = "/things";
  by_hand.query = {{"filter[name]", name}};
  std::string const all[] = {told_by(client.envelopes().list(by_envelope).all()),
                             told_by(client.documents().list(envelope_id("e"), by_file).all()),
                             told_by(client.templates().list(by_template).all()),
                             told_by(client.groups().list(by_group).all()),
                             told_by(client.users().list(by_address).all()),
                             told_by(client.raw().send(by_hand)),
                             told_by(start_future(async, async.envelopes().list(by_envelope)).get())};
  for (std::string const& told : all) {
    INFO(told);
    for (char const* part : {"Maria", "Clara", "Alencar"}) CHECK(told.find(part) == std::string::npos);
    CHECK(told.find("o filtro *** em") != std::string::npos);
    CHECK(told.find("/filter/") != std::string::npos);
  }
  auto const seen = service.server.requests();
  CHECK(seen.size() == std::size(all));
  for (auto const& one : seen) CHECK(one.target.find("=Maria%20Clara%20Alencar") != std::string::npos);
}

TEST_CASE("a value that a list is not filtered by is left in its error", "[clicksign][protocol][errors][socket]") {
  refusing const service("page[size] 50 e sort name");
  envelope_query query;
  query.sort = "name";
  CHECK(told_by(service.client().envelopes().list(query).all()).find("page[size] 50 e sort name") != std::string::npos);
}

TEST_CASE("a name goes whole, also when a part of it is masked by itself or is another's name",
          "[clicksign][protocol][errors][socket][secrets][rule8]") {
  refusing const service("Ana Lobo 52998224725 e Ana Lobo");
  new_signer request;
  request.name = "Ana Lobo";
  request.host.name = "Ana Lobo 52998224725";
  std::string const told = told_by(service.client().signers().create(envelope_id("e"), request));
  CHECK(told.find("|*** e ***|") != std::string::npos);
}

TEST_CASE("the texts of a template that the service repeats do not get into the error",
          "[clicksign][protocol][errors][socket][secrets][rule8]") {
  refusing const service("cliente Maria Clara e fiador Davi Lobo");
  new_document request;
  request.filename = "contrato.docx";
  request.source_template = template_source{template_id("t"), R"({"cliente":"Maria Clara","fiadores":[{"nome":"Davi Lobo"}]})"};
  std::string const told = told_by(service.client().documents().create(envelope_id("e"), request));
  CHECK(told.find("|cliente *** e fiador ***|") != std::string::npos);
  new_envelope_bulk_creation at_once;
  at_once.source = "crm";
  at_once.document = request;
  CHECK(told_by(service.client().envelope_bulk_creations().create(at_once)).find("|cliente *** e fiador ***|") !=
        std::string::npos);
}

TEST_CASE("either token that the service repeats is masked", "[clicksign][protocol][errors][socket][secrets][rule8]") {
  refusing const service("o token segredo expirou");
  auto options = service.options();
  options.token = secret("segredo");
  CHECK(told_by(client(options).folders().list().all()).find("|o token *** expirou|") != std::string::npos);
  options.token = {};
  options.oauth_token = secret("segredo");
  CHECK(told_by(client(options).folders().list().all()).find("|o token *** expirou|") != std::string::npos);
}

TEST_CASE("some answers leave the outcome of a write open", "[clicksign][protocol][errors]") {
  struct row {
    int status;
    char const* body;
    errc code;
  };
  constexpr row rows[] = {
      {200, "<html>maintenance</html>", errc::protocol},
      {201, R"({"data":{"id":"abc","type":"envel)", errc::protocol},
      {201, R"({"data":{"id":"abc","type":"documents"}})", errc::protocol},
      {201, R"({"data":{"type":"envelopes"}})", errc::protocol},
      {201, "{}", errc::protocol},
      {201, "", errc::protocol},
      {204, "", errc::protocol},
      {500, "oops", errc::server_error},
      {502, "<html>", errc::server_error},
      {503, "<html>", errc::service_unavailable},
      {504, "", errc::server_error},
      {408, "", errc::timeout},
      {303, "", errc::protocol},
  };
  for (row const& one : rows) {
    scripted_client s;
    s.transport->status(one.status, one.body);
    auto const error = s.create_error();
    INFO(one.status << " " << one.body);
    CHECK(error.code == one.code);
    CHECK(error.outcome == outcome::ambiguous);
  }
}

TEST_CASE("a read that failed has no effect to wonder about", "[clicksign][protocol][errors]") {
  scripted_client s;
  s.transport->status(500).status(200, "<html>");
  for (int i = 0; i < 2; ++i) {
    auto const found = s.client().envelopes().get(envelope_id("e"));
    REQUIRE_FALSE(found);
    CHECK(found.error().outcome == outcome::rejected);
  }
}

TEST_CASE("the wait that a 429 asks for is told", "[clicksign][protocol][errors]") {
  scripted_client s;
  s.transport->status(429, "Too many requests", {{"Retry-After", "7"}}).status(429, "Too many requests");
  CHECK(s.create_error().retry_after == std::chrono::seconds(7));
  CHECK(s.create_error().retry_after == std::chrono::seconds(10));
}

TEST_CASE("attributes that this version does not know are kept", "[clicksign][protocol][errors][rule4]") {
  scripted_client s;
  s.transport->status(201, R"({"data":{"id":"abc","type":"envelopes","attributes":{"name":"n","tint":"blue","remind_interval":"7",
                              "nested":{"a":[1,null]},"status":"frozen"}},"surprise":true})");
  new_envelope request;
  request.name = "n";
  auto const made = s.client().envelopes().create(request).value();
  CHECK(made.raw == R"({"tint":"blue","nested":{"a":[1,null]}})");
  CHECK(made.remind_interval == 7);
  CHECK(made.status.text() == "frozen");
  CHECK_FALSE(made.status.is_known());
}

TEST_CASE("a request that cannot be sent is refused before anything is sent", "[clicksign][protocol][errors]") {
  scripted_client s;
  SECTION("an id that is none") {
    for (char const* bad : {"", "../users", "a b", "a?x=1"}) {
      auto const error = s.client().envelopes().get(envelope_id(bad)).error();
      CHECK(error.code == errc::invalid_argument);
      CHECK(error.outcome == outcome::not_sent);
    }
  }
  SECTION("a text that is not UTF-8") {
    new_envelope request;
    request.name = "caf\xE9";
    CHECK(s.client().envelopes().create(request).error().code == errc::invalid_argument);
  }
  SECTION("no token") {
    client_options options;
    options.transport = s.transport;
    CHECK(client(options).envelopes().get(envelope_id("e")).error().code == errc::invalid_argument);
  }
  CHECK(s.transport->requests().empty());
}

TEST_CASE("a request carries the token, the media type and nothing of the ids in its route", "[clicksign][protocol][errors]") {
  auto const told = std::make_shared<rubrica_test::routes_seen>();
  scripted_client s;
  s.observer = told;
  s.transport->status(404);
  static_cast<void>(s.client().signers().get(envelope_id("e1"), signer_id("s1")));
  auto const seen = s.transport->requests().at(0);
  CHECK(seen.url == "https://app.clicksign.com/api/v3/envelopes/e1/signers/s1");
  CHECK(seen.authorization.reveal() == "t0ken");
  CHECK(*http::find(seen.fields, "accept") == "application/vnd.api+json");
  CHECK(told->routes == std::vector<std::string>{"/envelopes/{envelope_id}/signers/{signer_id}"});
}

TEST_CASE("a wrong token is told so by the simulator", "[clicksign][protocol][errors][socket]") {
  sandboxed box;
  auto options = sandboxed::client_options(box.server);
  options.token = secret("wrong");
  auto const error = client(options).envelopes().get(envelope_id("00000000-0000-4000-8000-000000000000")).error();
  CHECK(error.code == errc::unauthorized);
  CHECK(error.outcome == outcome::rejected);
  CHECK_FALSE(error.request_id.empty());
}

TEST_CASE("the rate limit is waited for inside the call's time", "[clicksign][protocol][errors][socket]") {
  sandbox::server_options server;
  server.rate_limit = 2;
  sandboxed box(server);
  for (int i = 0; i < 2; ++i) CHECK(box.client.envelopes().list().all());
  call_options hasty;
  hasty.timeout = std::chrono::milliseconds(50);
  auto const refused = box.client.envelopes().list({}, hasty).all();
  // Either the window has just changed, or the error says how long to wait.
  if (!refused) {
    CHECK(refused.error().code == errc::rate_limited);
    CHECK(refused.error().retry_after > std::chrono::seconds(0));
  }
}

} // namespace errors_test
