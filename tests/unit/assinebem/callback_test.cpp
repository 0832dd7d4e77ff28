#include "fixtures.hpp"

namespace callback_test {

namespace {

assinebem::callback callback_of(std::string const& body, std::string const& hint = "") {
  return assinebem::parse(hint, body).value();
}

std::string key_of(std::string const& body) {
  return assinebem::deduplication_key(callback_of(body));
}

} // namespace

TEST_CASE("a callback of AssineBem has its document, party and time", "[assinebem]") {
  struct {
    char const* name;
    char const* document;
    char const* party;
    char const* time;
  } const cases[] = {
      {"document_signed", "a41f6c3e-77d0-4b6e-9a3b-5d1e2f0c9b10", "", "02/03/2026 09:17:05"},
      {"party_status_changed", "", "", ""},
      {"document_invalidated", "8812", "", ""},
      {"party_signed", "8812", "00512", ""},
      {"party_refused", "8812", "00512", ""},
      {"party_data_filled", "", "", ""},
      {"party_delegated", "8812", "00512", ""},
      {"document_viewed", "8812", "00512", "02/03/2026 23:59:59"},
      {"attachment_sent", "8812", "00512", "02/03/2026 10:31:00"},
  };
  for (auto const& one : cases) {
    INFO(one.name);
    auto const payload = callback_of(bytes_of(std::string(one.name) + ".json")).payload;
    CHECK(assinebem::document_of(payload).text() == one.document);
    CHECK(assinebem::party_of(payload).text() == one.party);
    CHECK(assinebem::occurred_at(payload).text() == one.time);
    bool const ends = std::string(one.name) == "document_signed" || std::string(one.name) == "document_invalidated";
    CHECK(assinebem::is_terminal(payload) == ends);
  }
  CHECK(assinebem::document_of(assinebem::unknown{}).empty());
  CHECK_FALSE(assinebem::is_terminal(assinebem::unknown{}));
}

TEST_CASE("a repeated callback has the same key, however it is spelled", "[assinebem]") {
  CHECK(key_of(R"({"id_externo":"7","id_status_parte":"2"})") == key_of(R"({ "id_status_parte": 2, "id_externo": 7 })"));
  CHECK(key_of(R"({"id_externo":"7","id_status_parte":"2"})") != key_of(R"({"id_externo":"7","id_status_parte":"3"})"));
  CHECK(key_of(R"({"id_externo":"72","id_status_parte":"3"})") != key_of(R"({"id_externo":"7","id_status_parte":"23"})"));
  CHECK(key_of(R"({"dados":{"documento":{"id_externo":1},"partes":[]}})") ==
        key_of(R"({"dados":{"documento":{"id_externo":"1"},"partes":[{"id_externo":5}]}})"));
  CHECK(key_of(R"({"dados":{"documento":{"id_externo":1,"motivo":"a"}}})") ==
        key_of(R"({"dados":{"documento":{"id_externo":1,"motivo":null}}})"));
  CHECK(key_of(R"({"anexo":[{"arquivos":[{"id_documento_parte_anexo":1},{"id_documento_parte_anexo":2}]}]})") ==
        key_of(R"({"anexo":[{"arquivos":[{"id_documento_parte_anexo":2}]},{"arquivos":{"id_documento_parte_anexo":1}}]})"));
  CHECK(key_of(bytes_of("party_signed.json")).substr(0, 13) == "party_signed:");
  CHECK(key_of(bytes_of("party_signed.json")).size() == 13 + 64);
}

TEST_CASE("callbacks of different events have different keys", "[assinebem]") {
  std::string const refused = R"({"id_externo_documento":1,"id_externo_contato":2,"motivo_recusa":"a","descricao":")";
  CHECK(key_of(refused + "b\"}") != key_of(refused + "c\"}"));
  CHECK(key_of(refused + "\"}") == key_of(R"({"motivo_recusa":"a","id_externo_contato":"2","id_externo_documento":"1"})"));
  CHECK(key_of(bytes_of("party_delegated.json")) != key_of(R"({"id_externo_documento":8812,"id_externo_delegador":"00512",
    "id_externo_delegado":"00734"})"));
  CHECK(key_of(R"({"id_externo":1,"cpf":"1"})") != key_of(R"({"id_externo":1,"dt_nascimento":"1"})"));
  std::string const viewed = R"({"id_externo_documento":1,"id_externo_contato":2,"dt_visualizado":"01/01/2026 10:00:0)";
  CHECK(key_of(viewed + "0\"}") != key_of(viewed + "1\"}"));
}

TEST_CASE("a callback without its ids is known by its bytes", "[assinebem]") {
  CHECK(key_of(R"({"motivo_recusa":"a"})") != key_of(R"({ "motivo_recusa":"a"})"));
  CHECK(key_of(R"({"motivo_recusa":"a"})") == key_of(R"({"motivo_recusa":"a"})"));
  CHECK(key_of(R"({"foo":1})") != key_of(R"({"foo":2})"));
  CHECK(key_of(R"({"anexo":[]})") != key_of(R"({"anexo":[ ]})"));
}

TEST_CASE("personal values of a callback print masked", "[assinebem][secrets][rule8]") {
  auto const e = fixture<assinebem::party_delegated>("party_delegated");
  CHECK(e.delegate.cpf.masked() == "*********05");
  CHECK(e.delegate.email.masked() == "r***@***");
  CHECK(e.delegate.name.masked() == "R*** M***");
}

} // namespace callback_test
