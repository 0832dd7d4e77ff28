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

TEST_CASE("a bulk creation must name the source of its envelope and document", "[sandbox][envelopes][socket]") {
  account on;
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

} // namespace bulk_creations_test
