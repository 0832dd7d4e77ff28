// What a refusal means, whatever its status and the form of its text.
#include "support/catch.hpp"

#include "support/http/raw_server.hpp"
#include "support/http/scripted_client.hpp"

namespace refusals_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::scripted_client;

namespace {

/// A body with one problem, in ClickSign's form.
std::string body_with(std::string const& text) {
  return R"({"errors":[{"title":")" + text + R"(","detail":")" + text +
         R"(","code":"100","status":"422","source":{"pointer":"/data"}}]})";
}

error_info refused_with(int status, std::string const& body, http::headers const& fields = {}) {
  scripted_client s;
  s.transport->status(status, body, fields);
  return s.create_error();
}

std::vector<std::string> details_of(error_info const& error) {
  std::vector<std::string> all;
  for (problem const& one : error.problems) all.push_back(one.detail);
  return all;
}

using texts = std::vector<std::string>;

} // namespace

TEST_CASE("every 4xx that lists its reasons is a refusal with its text", "[clicksign][protocol][errors]") {
  for (int status = 400; status < 500; ++status) {
    if (status == 408 || status == 429) continue; // the time is over; too many requests
    auto const error = refused_with(status, body_with("name - inv\u00e1lido"));
    INFO(status);
    CHECK(error.code != errc::protocol);
    CHECK(error.outcome == outcome::rejected);
    CHECK(error.http_status == status);
    CHECK(details_of(error) == texts{"name - inv\u00e1lido"});
    CHECK(to_string(error).find("name inv\u00e1lido") != std::string::npos);
  }
  CHECK(refused_with(410, body_with("x")).code == errc::not_found);
  CHECK(refused_with(423, body_with("x")).code == errc::forbidden);
  CHECK(refused_with(451, body_with("x")).code == errc::forbidden);
  CHECK(refused_with(415, body_with("x")).code == errc::invalid);
  CHECK(refused_with(407, "<html>proxy</html>").code == errc::protocol);
}

TEST_CASE("a call that the account's plan does not include is told so, in any status", "[clicksign][protocol][errors]") {
  for (char const* text : {"Limite de documentos do plano atingido", "Limite de envelopes do seu plano foi atingido",
                           "Autentica\u00e7\u00e3o por documento n\u00e3o est\u00e1 dispon\u00edvel no seu plano",
                           "Este recurso n\u00e3o faz parte do plano contratado", "LIMITE DO PLANO ATINGIDO",
                           "Voc\u00ea atingiu o limite de documentos contratados", "Saldo insuficiente",
                           "A conta n\u00e3o possui acesso a essa funcionalidade"}) {
    for (int status : {400, 402, 403, 406, 409, 422}) {
      auto const error = refused_with(status, body_with(text));
      INFO(status << " " << text);
      CHECK(error.code == errc::forbidden_plan);
      CHECK(error.outcome == outcome::rejected);
      CHECK(error.retry_after.count() == 0);
    }
  }
  CHECK(refused_with(402, "").code == errc::forbidden_plan);
  CHECK(refused_with(422, body_with("filename - Proposta do plano de saude.pdf inv\u00e1lido")).code == errc::invalid);
  CHECK(refused_with(422, body_with("rubric_field - limite de p\u00e1ginas excedido")).code == errc::invalid);
}

TEST_CASE("a refusal that only repeats a value with the word plan in it is judged by its own words",
          "[clicksign][protocol][errors]") {
  struct row {
    char const* text;
    errc code;
  };
  constexpr row rows[] = {
      {R"(filename \"contrato do plano anual.pdf\" inv\u00e1lido)", errc::invalid},
      {"filename contrato do plano anual.pdf inv\u00e1lido", errc::invalid},
      {"name - Renova\u00e7\u00e3o do plano j\u00e1 est\u00e1 em uso", errc::taken},
      {"name - Limite do plano atingido n\u00e3o est\u00e1 em um formato v\u00e1lido", errc::invalid},
      {"name - Renova\u00e7\u00e3o do plano deve ser menor que 255", errc::invalid},
      {"O arquivo 'limite do plano.pdf' foi recusado", errc::invalid},
      {"Nome \u201cRenova\u00e7\u00e3o do plano\u201d j\u00e1 est\u00e1 em uso", errc::taken},
      {R"(name \"que j\u00e1 est\u00e1 em uso\" \u00e9 longo)", errc::invalid},
      // What speaks of the account's plan in its own words, on an attribute or beside a quoted word.
      {"auth - Autentica\u00e7\u00e3o por SMS n\u00e3o est\u00e1 dispon\u00edvel no seu plano", errc::forbidden_plan},
      {"signers - deve ser menor ou igual a 10, o limite do seu plano", errc::forbidden_plan},
      {"base - Limite de documentos do plano atingido", errc::forbidden_plan},
      {R"(O recurso \"SMS\" n\u00e3o faz parte do seu plano)", errc::forbidden_plan},
      {"A caixa d'agua excede o limite do plano d'agua", errc::forbidden_plan},
  };
  for (row const& one : rows) {
    INFO(one.text);
    CHECK(refused_with(422, body_with(one.text)).code == one.code);
  }
  std::string const apart =
      R"({"errors":[{"title":"Renova\u00e7\u00e3o do plano inv\u00e1lido","detail":"Renova\u00e7\u00e3o do plano inv\u00e1lido",
                                           "source":{"pointer":"/data/attributes/name"}}]})";
  CHECK(refused_with(422, apart).code == errc::invalid);
}

TEST_CASE("a value that was sent does not make a refusal one of the plan", "[clicksign][protocol][errors]") {
  auto const refused_for = [](char const* name, char const* text) {
    scripted_client s;
    s.transport->status(422, body_with(text));
    new_signer request;
    request.name = name;
    request.email = "x@acme.com.br";
    return s.client().signers().create(envelope_id("e"), request).error();
  };
  CHECK(refused_for("Amigos do Plano", "Pessoa AMIGOS DO PLANO recusada").code == errc::invalid);
  CHECK(refused_for("Amigos do Plano", "Pessoa Amigos do Plano j\u00e1 est\u00e1 em uso").code == errc::taken);
  CHECK(refused_for("Amigos do Plano", "Limite do plano atingido").code == errc::forbidden_plan);
  CHECK(refused_for("Documentos do Plano", "Limite de documentos do plano atingido").code == errc::forbidden_plan);
}

TEST_CASE("only a document that is still processed is not ready", "[clicksign][protocol][errors]") {
  for (char const* text :
       {"documento n\u00e3o est\u00e1 dispon\u00edvel", "O documento ainda n\u00e3o est\u00e1 dispon\u00edvel.",
        "document - documento n\u00e3o est\u00e1 dispon\u00edvel",
        "Documento 6f3200ae-a89d-4c86-81bf-685ccb71a8d2 n\u00e3o est\u00e1 dispon\u00edvel",
        "As coordenadas da manuscrita posicionada ainda est\u00e3o sendo processadas. Aguarde e tente  novamente"}) {
    INFO(text);
    CHECK(refused_with(422, body_with(text)).code == errc::not_ready);
    CHECK(refused_with(400, body_with(text)).retry_after.count() > 0);
  }
  for (char const* text :
       {"Autentica\u00e7\u00e3o por documento n\u00e3o est\u00e1 dispon\u00edvel no seu plano",
        "Autentica\u00e7\u00e3o por documento n\u00e3o est\u00e1 dispon\u00edvel", "document n\u00e3o est\u00e1 dispon\u00edvel",
        "documento oficial n\u00e3o est\u00e1 dispon\u00edvel para esta conta",
        "o tipo documento n\u00e3o est\u00e1 dispon\u00edvel"}) {
    INFO(text);
    CHECK(refused_with(422, body_with(text)).code != errc::not_ready);
  }
}

TEST_CASE("the text of a refusal is kept in whatever form it comes", "[clicksign][protocol][errors]") {
  struct row {
    char const* problems;
    texts details;
  };
  row const rows[] = {
      {R"("inv\u00e1lido")", {"inv\u00e1lido"}},
      {R"(["inv\u00e1lido","vazio"])", {"inv\u00e1lido", "vazio"}},
      {R"({"title":"inv\u00e1lido","detail":"name - inv\u00e1lido","code":100,"source":{"pointer":"/data"}})",
       {"name - inv\u00e1lido"}},
      {R"({"name":["vazio","curto"],"email":"torto"})", {"name - vazio", "name - curto", "email - torto"}},
      {R"([{"detail":["vazio","curto"]},"torto",null,7,[]])", {"vazio; curto", "torto"}},
      {R"({"name":"vazio","detail":"torto"})", {"name - vazio", "torto"}},
      {R"([])", {}},
      {R"(null)", {}},
      {R"({})", {}},
      {R"({"name":{"a":1}})", {}},
  };
  for (row const& one : rows) {
    INFO(one.problems);
    auto const error = refused_with(422, std::string(R"({"errors":)") + one.problems + "}");
    CHECK(error.code == errc::invalid);
    CHECK(details_of(error) == one.details);
  }
  auto const mixed = refused_with(422, R"({"errors":{"name":"vazio","detail":"torto","code":100,"source":{"pointer":"/data"}}})");
  CHECK(mixed.problems.at(1).code == "100");
  CHECK(mixed.problems.at(1).pointer == "/data");
}

TEST_CASE("a 503 was refused only when it lists problems as ClickSign does", "[clicksign][protocol][errors]") {
  CHECK(refused_with(503, body_with("Servi\u00e7o indispon\u00edvel")).outcome == outcome::rejected);
  for (char const* body : {R"({"errors":"down"})", R"({"errors":["down"]})", R"({"errors":{"detail":"down"}})", ""}) {
    CHECK(refused_with(503, body).outcome == outcome::ambiguous);
  }
}

TEST_CASE("what a success lists as errors is kept with the error", "[clicksign][protocol][errors]") {
  auto const error = refused_with(200, body_with("inv\u00e1lido"));
  CHECK(error.code == errc::protocol);
  CHECK(error.outcome == outcome::ambiguous);
  CHECK(details_of(error) == texts{"inv\u00e1lido"});
}

TEST_CASE("a redirect that answers a creation did not create, but for the one that says so", "[clicksign][protocol][errors]") {
  for (int status : {301, 302, 307, 308}) {
    auto const error = refused_with(status, "", {{"Location", "https://app.example/secret"}});
    INFO(status);
    CHECK(error.code == errc::protocol);
    CHECK(error.outcome == outcome::rejected);
    CHECK(error.message.find("redirect") != std::string::npos);
    CHECK(to_string(error).find("secret") == std::string::npos);
  }
  for (int status : {300, 303, 304, 399}) CHECK(refused_with(status, "").outcome == outcome::ambiguous);
}

TEST_CASE("a base URL without the API's path is named as the reason", "[clicksign][protocol][errors]") {
  for (char const* url : {"https://app.clicksign.com", "https://app.clicksign.com/api", "https://app.clicksign.com/api/v1/",
                          "https://user:pass@app.clicksign.com/entrar"}) {
    for (int status : {200, 301, 404, 405}) {
      scripted_client s;
      s.base_url = url;
      s.transport->status(status, status == 301 ? "" : "<!DOCTYPE html><title>Entrar</title>");
      auto const error = s.create_error();
      INFO(url << " " << status);
      if (error.code == errc::invalid_argument) continue; // such a URL is refused already
      CHECK(error.message.find("the base URL does not end in /api/v3") != std::string::npos);
      CHECK(error.message.find("app.clicksign.com") == std::string::npos);
    }
  }
  scripted_client right;
  right.transport->status(404, R"({"status":404,"error":"Not Found"})").status(200, "<html>").status(404, body_with("x"));
  CHECK(right.create_error().message.find("base URL") == std::string::npos);
  CHECK(right.create_error().message.find("web page") != std::string::npos);
  scripted_client elsewhere;
  elsewhere.base_url = "https://app.clicksign.com/v3";
  elsewhere.transport->status(404, R"({"status":404,"error":"Not Found"})").status(404, body_with("x"));
  CHECK(elsewhere.create_error().message.find("base URL") != std::string::npos);
  CHECK(elsewhere.create_error().message.find("base URL") == std::string::npos); // the API itself says so
}

TEST_CASE("a refusal of more than a mebibyte is told by its status, at the price of its size", "[clicksign][protocol][errors]") {
  std::string const large = R"({"errors":[{"detail":")" + std::string(1u << 20, 'x') + R"("}]})";
  auto const error = refused_with(422, large);
  CHECK(error.code == errc::invalid);
  CHECK(error.outcome == outcome::rejected);
  CHECK(error.problems.empty());
  CHECK(error.message.find("1 MiB") != std::string::npos);
}

TEST_CASE("an id that no URL can hold is no id", "[clicksign][protocol][errors]") {
  for (char const* id : {"", "../users", "a b", "a\\nb", "caf\u00e9"}) {
    scripted_client s;
    s.transport->status(201, std::string(R"({"data":{"type":"envelopes","id":")") + id + R"("}})");
    CHECK(s.create_error().code == errc::protocol);
  }
}

} // namespace refusals_test
