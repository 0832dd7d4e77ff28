#include "support/catch.hpp"

#include "templates.hpp"

namespace bulk_creations_test {

using namespace fixture;
using strings = std::vector<std::string>;

namespace {

constexpr char const* type = "envelope_bulk_creations";

json signer(std::string const& auth = "email") {
  json who = person();
  who["requirements"] = {{{"action", "agree"}, {"role", "party"}}, {{"action", "provide_evidence"}, {"auth", auth}}};
  return who;
}

json whole() {
  json document = pdf();
  document["metadata"] = {{"source", "crm"}, {"pedido", 7}};
  return {{"envelope", {{"name", "Lote"}, {"auto_close", false}, {"metadata", {{"source", "crm"}}}}},
          {"document", document},
          {"signers", {signer()}},
          {"notifications", {{"message", "Assine."}}}};
}

answer create(account& on, json attributes) {
  return on.post("/envelope_bulk_creations", resource(type, std::move(attributes)));
}

/// The errors of the whole request when one member of one part has another value.
strings problems_with(account& on, json::json_pointer const& where, json value, int status = 400) {
  json attributes = whole();
  attributes[where] = std::move(value);
  auto const refused = create(on, attributes);
  CHECK(refused.status == status);
  CHECK(on.get("/envelopes").body["meta"]["record_count"] == 0);
  return refused.problems();
}

void use(account& on, char const* name) {
  REQUIRE(on.control("switches", {{name, true}}).status == 200);
}

json envelopes_of(account& on) {
  return on.get("/envelopes").body["data"];
}

} // namespace

TEST_CASE("a bulk creation makes an envelope that runs and has called its signers", "[sandbox][envelopes][socket]") {
  account on;
  auto const job = create(on, whole());
  CHECK(job.status == 201);
  CHECK(job.body["data"]["type"] == type);
  CHECK(job.attributes()["job_id"].get<std::string>().size() == 24);
  CHECK(job.attributes().contains("enqueued_at"));
  CHECK(job.attributes().size() == 2);

  json const made = on.get("/envelopes?filter[name]=Lote").body["data"].at(0);
  CHECK(made["attributes"]["status"] == "running");
  CHECK(made["attributes"]["auto_close"] == false);
  CHECK(made["attributes"]["metadata"] == json{{"source", "crm"}});
  std::string const path = "/envelopes/" + made["id"].get<std::string>();
  json const document = on.get(path + "/documents").body["data"].at(0);
  CHECK(document["attributes"]["metadata"]["pedido"] == 7);
  CHECK(fetch(document["links"]["files"]["original"]).text == tiny_pdf);
  json const who = on.get(path + "/signers").body["data"].at(0);
  CHECK(who["attributes"]["email"] == "ana@example.com");
  CHECK(on.get(path + "/requirements").body["meta"]["record_count"] == 2);
  CHECK(on.post(path + "/notifications", resource("notifications", json::object())).status == 429);
  CHECK(event_names(on.sandbox) == strings{"add_signer", "update_deadline"});
  auto const calls = on.sandbox.notifications();
  REQUIRE(calls.size() == 1);
  CHECK(calls[0].to.reveal() == "ana@example.com");
  CHECK(calls[0].message == "Assine.");
  CHECK(on.sandbox.sign(who["id"]));
}

TEST_CASE("the envelope of a bulk creation comes when the job is done, also while the file is processed",
          "[sandbox][envelopes][socket][clock]") {
  auto options = unlimited();
  options.bulk_creation_after = std::chrono::seconds(30);
  options.document_ready_after = std::chrono::seconds(5);
  account on(options);
  json without = whole();
  without.erase("notifications");
  CHECK(create(on, without).status == 201);
  on.sandbox.advance(std::chrono::seconds(29));
  CHECK(on.get("/envelopes").body["meta"]["record_count"] == 0);
  on.sandbox.advance(std::chrono::seconds(1));
  json const made = on.get("/envelopes").body["data"].at(0);
  std::string const path = "/envelopes/" + made["id"].get<std::string>() + "/notifications";
  CHECK(on.post(path, resource("notifications", json::object())).status == 201); // nobody was called before
}

TEST_CASE("the document of a bulk creation may come from a template", "[sandbox][envelopes][socket]") {
  account on;
  auto const key = add_template(on, rubrica_test::docx(rubrica_test::paragraph({"{{nome}}"}))).id();
  json attributes = whole();
  attributes["document"] = {{"filename", "contrato.docx"},
                            {"metadata", {{"source", "crm"}}},
                            {"template", {{"key", key}, {"data", {{"nome", "Ana"}}}}}};
  CHECK(create(on, attributes).status == 201);
  std::string const id = on.get("/envelopes").body["data"].at(0)["id"];
  json const document = on.get("/envelopes/" + id + "/documents").body["data"].at(0);
  auto const files = rubrica_test::unzip_stored(fetch(document["links"]["files"]["original"]).text);
  CHECK(files.at("word/document.xml").find(rubrica_test::paragraph({"Ana"})) != std::string::npos);

  attributes["document"]["template"]["data"] = "{}";
  attributes["document"]["filename"] = "contrato.pdf";
  CHECK(create(on, attributes).problems() ==
        strings{"filename deve ter formato válido (.doc ou .docx) @ /data/attributes/document/filename",
                "data deve ser um objeto @ /data/attributes/document/template/data"});
  attributes["document"]["template"] = {{"key", "x"}, {"data", json::object()}};
  attributes["document"]["filename"] = "contrato.docx";
  CHECK(create(on, attributes).status == 404);
}

TEST_CASE("a bulk creation must name the source of its envelope, and of its document where that is wanted",
          "[sandbox][envelopes][socket]") {
  account on;
  json without = whole();
  without["document"].erase("metadata");
  CHECK(create(on, without).status == 201);
  use(on, "bulk_creation_source_in_document");
  json attributes = whole();
  attributes["envelope"].erase("metadata");
  attributes["document"]["metadata"]["source"] = " ";
  CHECK(create(on, attributes).problems() == strings{"source campo é obrigatório @ /data/attributes/envelope/metadata/source",
                                                     "source campo é obrigatório @ /data/attributes/document/metadata/source"});
}

TEST_CASE("a bulk creation is told what is wrong with its place in the whole", "[sandbox][envelopes][socket]") {
  account on;
  using at = json::json_pointer;
  CHECK(create(on, json::object()).problems() == strings{"envelope deve ser informado(a) @ /data/attributes/envelope",
                                                         "document deve ser informado(a) @ /data/attributes/document"});
  CHECK(problems_with(on, at("/envelope/remind_interval"), 0) ==
        strings{"remind_interval deve ser maior que 0 @ /data/attributes/envelope/remind_interval"});
  CHECK(problems_with(on, at("/envelope/folder"), "x") ==
        strings{"folder não está disponível @ /data/attributes/envelope/folder"});
  CHECK(problems_with(on, at("/envelope/name"), " ", 422) ==
        strings{"name - não pode ficar em branco @ /data/attributes/envelope/name"});
  CHECK(problems_with(on, at("/document/filename"), "contrato") ==
        strings{"filename não está em um formato válido @ /data/attributes/document/filename"});
  CHECK(problems_with(on, at("/signers"), nullptr) == strings{"signers deve ser informado(a) @ /data/attributes/signers"});
  CHECK(problems_with(on, at("/signers"), json::array()) == strings{"signers deve ser um array @ /data/attributes/signers"});
  CHECK(problems_with(on, at("/signers/0"), "Ana") == strings{"signer deve ser um hash @ /data/attributes/signers/0"});
  CHECK(problems_with(on, at("/signers/0/email"), "ana", 422) == strings{"email - inválido @ /data/attributes/signers/0/email"});
  CHECK(problems_with(on, at("/signers/0/requirements/0/role"), "x")
            .at(0)
            .find("@ /data/attributes/signers/0/requirements/0/role") != std::string::npos);
  CHECK(problems_with(on, at("/notifications/subject"), "x") ==
        strings{"subject não está disponível @ /data/attributes/notifications/subject"});
}

TEST_CASE("each signer of a bulk creation needs both kinds of requirements, and none comes in person",
          "[sandbox][envelopes][socket]") {
  account on;
  using at = json::json_pointer;
  for (json const& requirements : {json(), json::array(), json("agree"), json{{{"action", "agree"}, {"role", "party"}}}}) {
    CHECK(problems_with(on, at("/signers/0/requirements"), requirements) ==
          strings{"requirements deve ter agree e provide_evidence @ /data/attributes/signers/0/requirements"});
  }
  auto const presential = problems_with(on, at("/signers/0"), signer("presential"));
  REQUIRE(presential.size() == 1);
  CHECK(presential[0].rfind("auth deve estar em: email, sms, ", 0) == 0);
  CHECK(presential[0].find("presential") == std::string::npos);
  CHECK(presential[0].find(" @ /data/attributes/signers/0/requirements/1/auth") != std::string::npos);
}

TEST_CASE("a bulk creation takes one document, and rubrics with its other requirements", "[sandbox][envelopes][socket]") {
  account on;
  using at = json::json_pointer;
  CHECK(problems_with(on, at("/document"), json::array({pdf()})) ==
        strings{"document deve ser um hash @ /data/attributes/document"});
  json attributes = whole();
  attributes["signers"].push_back(signer());
  attributes["signers"][1]["email"] = "rui@example.com";
  attributes["signers"][1]["requirements"].push_back({{"action", "rubricate"}, {"pages", "1,2"}});
  attributes["signers"][1]["requirements"].push_back(
      {{"action", "rubricate"}, {"kind", "manuscript"}, {"positions", {{{"page", "2"}, {"position", {0.5, 0.5}}}}}});
  REQUIRE(create(on, attributes).status == 201);
  std::string const path = "/envelopes/" + envelopes_of(on)[0]["id"].get<std::string>();
  CHECK(on.get(path + "/requirements").body["meta"]["record_count"] == 6);
  CHECK(on.sandbox.notifications().size() == 2);
}

TEST_CASE("a bulk creation calls the signers of the first group alone, and may refuse groups", "[sandbox][envelopes][socket]") {
  account on;
  json attributes = whole();
  attributes["signers"].push_back(signer());
  attributes["signers"][1]["email"] = "rui@example.com";
  attributes["signers"][1]["group"] = 2;
  REQUIRE(create(on, attributes).status == 201);
  REQUIRE(on.sandbox.notifications().size() == 1);
  CHECK(on.sandbox.notifications()[0].to.reveal() == "ana@example.com");
  use(on, "bulk_creation_refuses_group");
  CHECK(create(on, attributes).problems() == strings{"group não está disponível @ /data/attributes/signers/1/group"});
  CHECK(create(on, whole()).status == 201);
}

TEST_CASE("a bulk creation is done a second after its answer unless that is set, or at once",
          "[sandbox][envelopes][socket][clock]") {
  CHECK(rubrica::sandbox::server_options().bulk_creation_after == std::chrono::seconds(1));
  auto options = unlimited();
  options.bulk_creation_after = std::chrono::hours(1);
  account on(options);
  REQUIRE(create(on, whole()).status == 201);
  CHECK(envelopes_of(on).empty());
  use(on, "bulk_creation_at_once");
  REQUIRE(create(on, whole()).status == 201);
  CHECK(envelopes_of(on).size() == 1);
  on.sandbox.advance(std::chrono::hours(1));
  CHECK(envelopes_of(on).size() == 2);
  CHECK(on.sandbox.notifications().size() == 2);
}

TEST_CASE("a bulk creation is answered in the form that is wanted", "[sandbox][envelopes][socket]") {
  account on;
  for (bool const at_once : {false, true}) {
    REQUIRE(on.control("switches", {{"bulk_creation_tells_envelope", true}, {"bulk_creation_at_once", at_once}}).status == 200);
    auto const answer = create(on, whole());
    REQUIRE(answer.status == 201);
    CHECK(answer.attributes().size() == 2);
    CHECK(answer.attributes()["status"] == (at_once ? "running" : "draft"));
    std::string const id = answer.attributes()["envelope_id"];
    CHECK(answer.id() == id);
    CHECK(on.status("/envelopes/" + id) == "running");
  }
  use(on, "bulk_creation_singular_type");
  CHECK(create(on, whole()).problems() == strings{"type deve ser igual a envelope-bulk-creation @ /data/type"});
  auto const other = on.post("/envelope_bulk_creations", resource("envelope-bulk-creation", whole()));
  CHECK(other.status == 201);
  CHECK(other.body["data"]["type"] == "envelope-bulk-creation");
}

TEST_CASE("a bulk creation may be denied to an account in three ways", "[sandbox][envelopes][socket]") {
  account on;
  use(on, "bulk_creation_forbidden");
  auto const forbidden = create(on, whole());
  CHECK(forbidden.status == 403);
  CHECK(forbidden.error()["detail"] == "A conta não possui acesso a essa funcionalidade");
  use(on, "bulk_creation_unavailable");
  auto const unavailable = create(on, whole());
  CHECK(unavailable.status == 503);
  CHECK(unavailable.error()["detail"] == "Serviço indisponível");
  use(on, "bulk_creation_missing");
  auto const missing = create(on, whole());
  CHECK(missing.status == 404);
  CHECK(missing.header("Content-Type").find("text/html") == 0);
  CHECK(envelopes_of(on).empty());
  CHECK_FALSE(on.envelope().empty()); // single steps still work
}

TEST_CASE("a job of a bulk creation may fail without a word, or leave a draft", "[sandbox][envelopes][socket]") {
  account on;
  use(on, "bulk_creation_fails");
  CHECK(create(on, whole()).status == 201);
  CHECK(envelopes_of(on).empty());
  CHECK(on.sandbox.deliveries().empty());
  use(on, "bulk_creation_stays_draft");
  CHECK(create(on, whole()).status == 201);
  REQUIRE(envelopes_of(on).size() == 1);
  CHECK(envelopes_of(on)[0]["attributes"]["status"] == "draft");
  CHECK(on.sandbox.deliveries().empty());
  CHECK(on.sandbox.notifications().empty());
  CHECK(on.activate(envelopes_of(on)[0]["id"]).status == 200);
}

} // namespace bulk_creations_test
