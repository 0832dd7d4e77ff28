#include "support/catch.hpp"

#include "fixture.hpp"

namespace signers_test {

using namespace fixture;
using strings = std::vector<std::string>;

namespace {

answer create_signer(account& on, std::string const& envelope, json attributes) {
  return on.post("/envelopes/" + envelope + "/signers", resource("signers", std::move(attributes)));
}

} // namespace

TEST_CASE("a name and an e-mail are enough for a signer", "[sandbox][signers][socket]") {
  account on;
  auto const envelope = on.envelope();
  auto const made = create_signer(on, envelope, person());
  REQUIRE(made.status == 201);
  json attributes = made.attributes();
  CHECK(attributes["created"] == attributes["modified"]);
  attributes.erase("created");
  attributes.erase("modified");
  CHECK(attributes == json{{"name", "Ana Souza"},
                           {"birthday", nullptr},
                           {"email", "ana@example.com"},
                           {"phone_number", nullptr},
                           {"location_required_enabled", false},
                           {"has_documentation", true},
                           {"documentation", nullptr},
                           {"refusable", false},
                           {"group", 1},
                           {"communicate_events",
                            {{"document_signed", "email"}, {"signature_request", "email"}, {"signature_reminder", "email"}}},
                           {"signature_host", json::object()}});
  CHECK(made.body["data"]["links"]["self"] == on.sandbox.base_url() + "/envelopes/" + envelope + "/signers/" + made.id());
  CHECK(on.get("/envelopes/" + envelope + "/signers/" + made.id()).body == made.body);
}

TEST_CASE("a signer may have every attribute of the service", "[sandbox][signers][socket]") {
  account on;
  json const sent = {{"name", "José d'Ávila-Cruz Jr."},
                     {"email", "jose@example.com"},
                     {"phone_number", "11987654321"},
                     {"has_documentation", true},
                     {"documentation", "529.982.247-25"},
                     {"birthday", "1980-02-29"},
                     {"refusable", true},
                     {"group", 2},
                     {"location_required_enabled", true},
                     {"communicate_events",
                      {{"signature_request", "whatsapp"}, {"signature_reminder", "none"}, {"document_signed", "whatsapp"}}},
                     {"signature_host",
                      {{"name", "Rui Lima"},
                       {"email", "rui@example.com"},
                       {"communicate_events", {{"signature_host_signature_request", "none"}}}}}};
  auto const made = create_signer(on, on.envelope(), sent);
  REQUIRE(made.status == 201);
  for (auto const& entry : sent.items()) CHECK(made.attributes()[entry.key()] == entry.value());
}

TEST_CASE("all schema problems of a signer come together", "[sandbox][signers][socket]") {
  account on;
  auto const refused =
      create_signer(on, on.envelope(),
                    {{"name", "Ana"},
                     {"phone_number", "+5511987654321"},
                     {"has_documentation", "true"},
                     {"documentation", "52998224725"},
                     {"birthday", "01/02/1990"},
                     {"refusable", 1},
                     {"group", "1"},
                     {"key", "x"},
                     {"communicate_by", "email"},
                     {"communicate_events",
                      {{"signature_request", "fax"}, {"signature_reminder", "sms"}, {"document_signed", "none"}, {"other", 1}}},
                     {"signature_host", {{"email", "a@b.c"}, {"phone", "1"}}}});
  CHECK(refused.status == 400);
  std::string const base = "/data/attributes/";
  CHECK(refused.problems() ==
        strings{"name não está em um formato válido @ " + base + "name",
                "phone_number não está em um formato válido @ " + base + "phone_number",
                "has_documentation não está em um formato válido @ " + base + "has_documentation",
                "documentation não está em um formato válido @ " + base + "documentation",
                "birthday não está em um formato válido @ " + base + "birthday",
                "refusable não está em um formato válido @ " + base + "refusable",
                "group não está em um formato válido @ " + base + "group",
                "signature_request deve estar em: none, email, sms, whatsapp @ " + base + "communicate_events/signature_request",
                "signature_reminder deve estar em: none, email @ " + base + "communicate_events/signature_reminder",
                "document_signed deve estar em: email, whatsapp @ " + base + "communicate_events/document_signed",
                "other não está disponível @ " + base + "communicate_events/other",
                "name deve ser informado(a) @ " + base + "signature_host/name",
                "phone não está disponível @ " + base + "signature_host/phone",
                "communicate_by não está disponível @ " + base + "communicate_by", "key não está disponível @ " + base + "key"});
  CHECK(create_signer(on, on.envelope(), {{"email", "a@example.com"}, {"communicate_events", "email"}}).problems() ==
        strings{"name deve ser informado(a) @ /data/attributes/name",
                "communicate_events deve ser um hash @ /data/attributes/communicate_events"});
}

TEST_CASE("the name of a signer must be that of a natural person", "[sandbox][signers][socket]") {
  account on;
  auto const envelope = on.envelope();
  for (char const* name : {"Ana", "ACME 2000 Ltda", "Ana & Filhos", ""}) {
    CHECK(create_signer(on, envelope, person(name)).problems() ==
          strings{"name não está em um formato válido @ /data/attributes/name"});
  }
}

TEST_CASE("all model problems of a signer come together", "[sandbox][signers][socket]") {
  account on;
  auto const envelope = on.envelope();
  auto const refused = create_signer(on, envelope,
                                     {{"name", "Ana Souza"},
                                      {"documentation", "529.982.247-24"},
                                      {"birthday", "2999-01-01"},
                                      {"group", 0},
                                      {"communicate_events", {{"signature_request", "sms"}}}});
  CHECK(refused.status == 422);
  CHECK(refused.problems() == strings{"email - não pode ficar em branco @ /data/attributes/email",
                                      "phone_number - não pode ficar em branco @ /data/attributes/phone_number",
                                      "documentation - inválido @ /data/attributes/documentation",
                                      "birthday - deve ser anterior à data atual @ /data/attributes/birthday",
                                      "group - deve ser maior que 0 @ /data/attributes/group"});
  CHECK(refused.error(2)["title"] == "inválido");
  for (char const* email : {"ana", "ana@", "@example.com", "ana@example", "ana souza@example.com", "a@b@c.d", "a@b..c"}) {
    CHECK(create_signer(on, envelope, person("Ana Souza", email)).problems() ==
          strings{"email - inválido @ /data/attributes/email"});
  }
  CHECK(create_signer(on, envelope, {{"name", "Ana Souza"}, {"email", "a@b.com"}, {"documentation", "111.111.111-11"}}).status ==
        422);
}

TEST_CASE("the host of a signer needs a name and an address as the signer does", "[sandbox][signers][socket]") {
  account on;
  auto const envelope = on.envelope();
  auto const with_host = [&](char const* name, char const* email) {
    json who = person();
    who["signature_host"] = {{"name", name}, {"email", email}};
    return create_signer(on, envelope, who);
  };
  for (char const* name : {"", " ", "Rui"}) {
    auto const refused = with_host(name, "rui@example.com");
    CHECK(refused.status == 400);
    CHECK(refused.problems() == strings{"name não está em um formato válido @ /data/attributes/signature_host/name"});
  }
  for (char const* email : {"", "rui", "rui@example"}) {
    auto const refused = with_host("Rui Lima", email);
    CHECK(refused.status == 422);
    CHECK(refused.problems() == strings{"email - inválido @ /data/attributes/signature_host/email"});
  }
  CHECK(with_host("Rui Lima", "rui@example.com").status == 201);
}

TEST_CASE("a signer is born before today", "[sandbox][signers][socket]") {
  account on;
  auto const envelope = on.envelope();
  auto const born = [&](std::string const& at) {
    json who = person();
    who["birthday"] = at;
    return create_signer(on, envelope, who).status;
  };
  CHECK(born(day(on, 0)) == 422);
  CHECK(born(day(on, -1)) == 201);
}

TEST_CASE("a signer without documentation must not send any", "[sandbox][signers][socket]") {
  account on;
  auto const envelope = on.envelope();
  json attributes = person();
  attributes["has_documentation"] = false;
  CHECK(create_signer(on, envelope, attributes).status == 201);
  attributes["documentation"] = "529.982.247-25";
  attributes["birthday"] = "1990-01-01";
  CHECK(create_signer(on, envelope, attributes).problems() ==
        strings{"documentation não está disponível @ /data/attributes/documentation",
                "birthday não está disponível @ /data/attributes/birthday"});
}

TEST_CASE("a signer is never updated", "[sandbox][signers][socket]") {
  account on;
  auto const envelope = on.envelope();
  auto const path = "/envelopes/" + envelope + "/signers/" + on.signer(envelope);
  auto const patched = on.patch(path, json::object());
  CHECK(patched.status == 404);
  CHECK(patched.header("Content-Type").find("text/html") == 0);
  auto const put = account::read(on.client.Put("/api/v3" + path, on.headers, "{}", "application/json"));
  CHECK(put.status == 404);
  CHECK(put.header("Content-Type").find("text/html") == 0);
}

TEST_CASE("signers are listed and have no filters", "[sandbox][signers][socket]") {
  account on;
  auto const envelope = on.envelope();
  on.signer(envelope);
  on.signer(envelope, person("Rui Lima", "rui@example.com"));
  CHECK(on.get("/envelopes/" + envelope + "/signers").body["meta"]["record_count"] == 2);
  CHECK(on.get("/envelopes/" + envelope + "/signers?filter[email]=x").error()["code"] == "102");
}

TEST_CASE("signers come and go while the envelope runs, until they sign", "[sandbox][signers][socket]") {
  account on;
  auto const made = start(on, json::object(), {person(), person("Rui Lima", "rui@example.com")});
  CHECK(create_signer(on, made.id, person("Eva Reis", "eva@example.com")).status == 201);
  REQUIRE(on.sandbox.sign(made.signers[0]));
  auto const refused = on.remove(made.path() + "/signers/" + made.signers[0]);
  CHECK(refused.status == 403);
  CHECK(refused.error()["title"] == "Verificação");
  CHECK(refused.error()["detail"] == "Já assinou um documento. Não pode ser excluído");
  CHECK(on.status(made.path()) == "running");
  CHECK(on.remove(made.path() + "/signers/" + made.signers[1]).status == 204);
  CHECK(on.status(made.path()) == "closed");
  CHECK(create_signer(on, made.id, person("Lia Melo", "lia@example.com")).status == 403);
}

} // namespace signers_test
