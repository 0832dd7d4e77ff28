// Where a refusal's text may stand when it is not in `errors`.
#include "support/catch.hpp"

#include "support/http/scripted_client.hpp"

namespace refusal_text_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::scripted_client;

namespace {

error_info refused_with(int status, std::string const& body, http::headers const& fields = {}) {
  scripted_client s;
  s.transport->status(status, body, fields);
  return s.create_error();
}

using texts = std::vector<std::string>;

texts told_by(error_info const& error) {
  texts all;
  for (problem const& one : error.problems) all.push_back(one.detail.empty() ? one.title : one.detail);
  return all;
}

http::headers const plain = {{"Content-Type", "text/plain; charset=utf-8"}};

} // namespace

TEST_CASE("the text of a refusal is kept where other servers than the API have it", "[clicksign][protocol][errors]") {
  struct row {
    char const* body;
    texts told;
  };
  row const rows[] = {
      {R"({"error":"torto"})", {"torto"}},
      {R"({"error":{"message":"torto","code":12}})", {"torto"}},
      {R"({"error":{"message":{"detail":["torto","vazio"]}}})", {"torto", "vazio"}},
      {R"({"message":"torto","status":422})", {"torto"}},
      {R"({"mensagem":" torto "})", {"torto"}},
      {R"({"Message":"torto"})", {"torto"}},
      {R"({"msg":"torto"})", {"torto"}},
      {R"({"detail":"torto"})", {"torto"}},
      {R"({"type":"about:blank","title":"vazio","detail":"torto","status":422})", {"torto"}},
      {R"({"title":"torto"})", {"torto"}},
      {R"({"error":"invalid_request","error_description":"torto"})", {"invalid_request", "torto"}},
      {R"({"error":"torto","message":"torto"})", {"torto"}},
      {R"([{"detail":"torto"},{"message":"vazio"},"curto",7,null,[]])", {"torto", "vazio", "curto"}},
      {R"(["torto","vazio"])", {"torto", "vazio"}},
      {R"("torto")", {"torto"}},
      {R"({"errors":"torto"})", {"torto"}},
      {R"({"errors":{"name":["torto","vazio"]}})", {"name - torto", "name - vazio"}},
      {R"({"errors":[{"field":"name","message":"torto"}]})", {"torto"}},
      {R"({"errors":[{"message":"vazio","detail":"torto"}]})", {"torto"}},
      {R"({"errors":[],"message":"torto"})", {"torto"}},
      {R"({"errors":[{"detail":"torto"}],"message":"vazio"})", {"torto", "vazio"}},
      {R"({"error":{"name":["torto"],"base":["vazio"]}})", {"name - torto", "vazio"}},
      {R"({"name":["torto"]})", {"name - torto"}},
      {R"({"request_id":"77","data":{"message":"torto"},"name":"torto","Ana":["torto"]})", {}},
      {R"({"error":true,"message":null,"msg":"","detail":7})", {}},
      {R"({})", {}},
      {R"(7)", {}},
      {"", {}},
  };
  for (row const& one : rows) {
    INFO(one.body);
    auto const error = refused_with(422, one.body);
    CHECK(error.code == errc::invalid);
    CHECK(error.outcome == outcome::rejected);
    CHECK(told_by(error) == one.told);
  }
  auto const whole = refused_with(422, R"({"message":"torto","code":100,"source":{"pointer":"/data/attributes/name"}})");
  REQUIRE(whole.problems.size() == 1);
  CHECK(whole.problems[0].code == "100");
  CHECK(whole.problems[0].pointer == "/data/attributes/name");
}

TEST_CASE("a refusal means the same wherever its text stands", "[clicksign][protocol][errors]") {
  char const* const forms[][2] = {{R"({"error":")", R"("})"},
                                  {R"({"error":{"message":")", R"("}})"},
                                  {R"({"mensagem":")", R"("})"},
                                  {R"([{"detail":")", R"("}])"},
                                  {R"([")", R"("])"},
                                  {R"({"errors":")", R"("})"},
                                  {R"({"errors":{"base":[")", R"("]}})"},
                                  {"", ""}};
  for (auto const& form : forms) {
    auto const refused = [&](int status, std::string const& text) {
      return refused_with(status, form[0] + text + form[1], plain);
    };
    INFO(form[0]);
    CHECK(refused(422, "Limite de documentos do plano atingido").code == errc::forbidden_plan);
    CHECK(refused(403, "E-mail do usu\u00e1rio da API n\u00e3o configurado").code == errc::api_user_missing);
    CHECK(refused(422, "endpoint - j\u00e1 est\u00e1 em uso").code == errc::taken);
    CHECK(refused(422, "name - Renova\u00e7\u00e3o do plano inv\u00e1lido").code == errc::invalid);
    CHECK(refused(503, "Servi\u00e7o indispon\u00edvel").outcome == outcome::ambiguous);
  }
  auto const error = refused_with(422, R"({"error":"Limite de documentos do plano atingido"})");
  CHECK(told_by(error) == texts{"Limite de documentos do plano atingido"});
  CHECK(to_string(error).find("Limite de documentos do plano atingido") != std::string::npos);
}

TEST_CASE("a refusal in plain text is kept, whatever its bytes are", "[clicksign][protocol][errors]") {
  CHECK(told_by(refused_with(422, " nome inv\u00e1lido\r\n", plain)) == texts{"nome inv\u00e1lido"});
  CHECK(told_by(refused_with(422, "nome inv\u00e1lido")) == texts{"nome inv\u00e1lido"});
  CHECK(told_by(refused_with(422, "\xEF\xBB\xBFnome inv\u00e1lido", plain)) == texts{"nome inv\u00e1lido"});
  CHECK(told_by(refused_with(422, "nome inv\xE1lido", plain)) == texts{"nome inv\u00e1lido"});
  CHECK(told_by(refused_with(422,
                             "nome \x93"
                             "a\x94 inv\xE1lido",
                             plain)) == texts{"nome \u201ca\u201d inv\u00e1lido"});
  CHECK(told_by(refused_with(422, "inv\u00e1lido \xFF", plain)) == texts{"inv\u00e1lido \u00ff"});
  CHECK(told_by(refused_with(422, "\xEF\xBB\xBF{\"errors\":[{\"detail\":\"inv\u00e1lido\"}]}")) == texts{"inv\u00e1lido"});
  CHECK(told_by(refused_with(422, "{\"errors\":[{\"detail\":\"inv\xE1lido\"}]}")) == texts{"inv\u00e1lido"});
  CHECK(told_by(refused_with(422, "{\"mensagem\":\"inv\xE1lido\"}")) == texts{"inv\u00e1lido"});
}

TEST_CASE("pages, pieces of JSON and bytes that are no text are not a refusal's text", "[clicksign][protocol][errors]") {
  std::string const bodies[] = {"<html>torto</html>",
                                "\xEF\xBB\xBF <!DOCTYPE html>torto",
                                R"(<?xml version="1.0"?><Error/>)",
                                "Erro: <HTML><p>torto</p></HTML>",
                                R"({"error":"torto)",
                                R"([{"detail":"torto"}]])",
                                "\x1F\x8B\x08 torto",
                                std::string("to\0rto", 6),
                                R"({"error":"<html>torto</html>"})",
                                " \r\n"};
  for (std::string const& body : bodies) {
    INFO(body);
    auto const error = refused_with(422, body, plain);
    CHECK(error.code == errc::invalid);
    CHECK(error.problems.empty());
  }
  CHECK(refused_with(422, "torto", {{"Content-Type", "text/HTML"}}).problems.empty());
}

TEST_CASE("a text beside the API's form proves no more than its status", "[clicksign][protocol][errors]") {
  CHECK(refused_with(407, "a proxy wants a password", plain).code == errc::protocol);
  CHECK(refused_with(415, R"({"error":"torto"})").code == errc::invalid);
  CHECK(refused_with(500, "torto", plain).outcome == outcome::ambiguous);
  CHECK(refused_with(503, R"([{"detail":"torto"}])").outcome == outcome::ambiguous);
  CHECK(refused_with(302, R"({"error":"torto"})").problems.empty());
  scripted_client s;
  s.base_url = "https://app.clicksign.com/v3";
  s.transport->status(404, R"({"status":404,"error":"Not Found"})");
  auto const elsewhere = s.create_error();
  CHECK(elsewhere.message.find("base URL") != std::string::npos);
  CHECK(told_by(elsewhere) == texts{"Not Found"});
}

TEST_CASE("a success with a text in it is no refusal", "[clicksign][protocol][errors]") {
  scripted_client s;
  s.transport->status(200, R"({"message":"feito"})").status(200, R"({"message":"feito"})").status(200, R"({"errors":"torto"})");
  CHECK(s.client().envelopes().remove(envelope_id("e")));
  auto const unread = s.create_error();
  CHECK(unread.code == errc::protocol);
  CHECK(unread.problems.empty());
  CHECK_FALSE(s.client().envelopes().remove(envelope_id("e")));
}

TEST_CASE("a refusal's text is masked and kept out of logs wherever it stands", "[clicksign][protocol][errors][secrets][rule8]") {
  std::string const said = "Jo\u00e3o Concei\u00e7\u00e3o (joao@acme.com.br, 529.982.247-25) t0ken Sm9hbyBDb25jZWljYW8= torto";
  std::string const in_latin_1 = "Jo\xE3o Concei\xE7\xE3o (joao@acme.com.br, 529.982.247-25) t0ken Sm9hbyBDb25jZWljYW8= torto";
  auto const within = [](std::string const& before, std::string const& text, std::string const& after) {
    return before + text + after;
  };
  std::string const bodies[] = {within(R"({"error":")", said, R"("})"),
                                within(R"({"error":{"message":")", said, R"("}})"),
                                within(R"({"message":")", said, R"("})"),
                                within(R"({"mensagem":")", said, R"("})"),
                                within(R"({"msg":")", in_latin_1, R"("})"),
                                within(R"({"title":")", said, R"("})"),
                                within(R"([{"detail":")", said, R"("}])"),
                                within(R"([")", said, R"("])"),
                                within(R"({"errors":")", said, R"("})"),
                                within(R"({"errors":{"name":[")", said, R"("]}})"),
                                within(R"({"errors":[{"message":")", said, R"("}]})"),
                                within(R"({"error":"torto","code":")", said, R"(","source":{"pointer":"/x/Jo\u00e3o"}})"),
                                said,
                                in_latin_1,
                                said + " \xFF"};
  for (std::string const& body : bodies) {
    scripted_client s;
    s.transport->status(422, body);
    new_signer request;
    request.name = "Jo\u00e3o Concei\u00e7\u00e3o";
    request.email = "joao@acme.com.br";
    auto const refused = s.client().signers().create(envelope_id("e"), request);
    REQUIRE_FALSE(refused);
    REQUIRE(refused.error().problems.size() == 1);
    problem const& one = refused.error().problems[0];
    std::string const told = explain(refused.error()) + one.code + one.title + one.detail + one.pointer;
    CHECK(told.find("torto") != std::string::npos);
    for (char const* value : {"Jo\u00e3o", "Jo\u00c3", "Concei", "joao", "acme", "529", "247-25", "t0ken", "Sm9hb"})
      CHECK(told.find(value) == std::string::npos);
    CHECK(to_string(refused.error()).find("a text that is kept out of logs") != std::string::npos);
    CHECK(to_string(refused.error()).find("torto") == std::string::npos);
  }
}

} // namespace refusal_text_test
