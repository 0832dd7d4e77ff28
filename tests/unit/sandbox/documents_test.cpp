#include "support/catch.hpp"

#include "fixture.hpp"

#include <regex>

namespace documents_test {

using namespace fixture;
using strings = std::vector<std::string>;

namespace {

answer create_document(account& on, std::string const& envelope, json attributes) {
  return on.post("/envelopes/" + envelope + "/documents", resource("documents", std::move(attributes)));
}

std::string data_uri(std::string const& base64, std::string const& type = "application/pdf") {
  return "data:" + type + ";base64," + base64;
}

} // namespace

TEST_CASE("an uploaded document is a draft with its original", "[sandbox][documents][socket]") {
  account on;
  auto const envelope = on.envelope();
  json attributes = pdf();
  attributes["metadata"] = {{"opportunity", 441}};
  auto const made = create_document(on, envelope, attributes);
  REQUIRE(made.status == 201);
  auto const& data = made.body["data"];
  CHECK(data["type"] == "documents");
  CHECK(data["links"]["self"] == on.sandbox.base_url() + "/envelopes/" + envelope + "/documents/" + made.id());
  CHECK(data["attributes"]["status"] == "draft");
  CHECK(data["attributes"]["filename"] == "contrato.pdf");
  CHECK(data["attributes"]["template"].is_null());
  CHECK(data["attributes"]["metadata"] == json{{"opportunity", 441}, {"position_sign_fields", json::array()}});
  CHECK(data["attributes"]["migrated"] == false);
  CHECK(data["links"]["files"].size() == 1);
  CHECK(data["links"]["files"].contains("original"));
}

TEST_CASE("every accepted kind of file is accepted", "[sandbox][documents][socket]") {
  account on;
  auto const envelope = on.envelope();
  std::string const word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  std::vector<std::pair<std::string, std::string>> const kinds{{"a.doc", "application/msword"},
                                                               {"a.docx", word},
                                                               {"A.PDF", "application/pdf"},
                                                               {"a.jpg", "image/jpeg"},
                                                               {"a.jpeg", "image/jpeg"},
                                                               {"a.png", "image/png"},
                                                               {"ação 1.txt", "text/plain;charset=utf-8"}};
  for (auto const& [filename, type] : kinds) {
    CHECK(create_document(on, envelope, {{"filename", filename}, {"content_base64", data_uri("QUJD", type)}}).status == 201);
  }
  CHECK(on.get("/envelopes/" + envelope + "/documents").body["meta"]["record_count"] == kinds.size());
}

TEST_CASE("a document needs a name and one source", "[sandbox][documents][socket]") {
  account on;
  auto const envelope = on.envelope();
  CHECK(create_document(on, envelope, json::object()).problems() ==
        strings{"filename deve ser informado(a) @ /data/attributes/filename",
                "content_base64 deve ser informado(a) @ /data/attributes/content_base64"});
  CHECK(create_document(on, envelope, {{"filename", "a.exe"}, {"content_base64", "JVBERi0="}, {"template_id", "x"}}).problems() ==
        strings{"content_base64 Formatação do campo inválida. O valor deve ser um Data URI completo. @ "
                "/data/attributes/content_base64",
                "filename não está em um formato válido @ /data/attributes/filename",
                "template_id não está disponível @ /data/attributes/template_id"});
  for (char const* filename : {"contrato", ".pdf", "pasta/a.pdf", "a.pdf.zip"}) {
    auto attributes = pdf(filename);
    CHECK(create_document(on, envelope, attributes).problems() ==
          strings{"filename não está em um formato válido @ /data/attributes/filename"});
  }
  for (char const* content : {"data:application/pdf;base64,####", "data:application/pdf;base64,QUJ", "data:application/pdf,QUJD",
                              "data:;base64,QUJD", ""}) {
    CHECK(create_document(on, envelope, {{"filename", "a.pdf"}, {"content_base64", content}}).status == 400);
  }
}

TEST_CASE("an empty file is refused with two problems, a large one with another", "[sandbox][documents][socket]") {
  account on;
  auto const envelope = on.envelope();
  auto const empty = create_document(on, envelope, {{"filename", "a.pdf"}, {"content_base64", data_uri("")}});
  CHECK(empty.status == 422);
  CHECK(empty.problems() == strings{"content - não pode ficar em branco @ /data/attributes/content",
                                    "content - deve ser maior ou igual à 1 byte @ /data/attributes/content"});
  std::size_t const limit = std::size_t{10} * 1024 * 1024;
  // 10 MiB is one byte more than a multiple of three.
  std::string const most = std::string((limit - 1) / 3 * 4, 'A');
  CHECK(create_document(on, envelope, {{"filename", "a.pdf"}, {"content_base64", data_uri(most + "AA==")}}).status == 201);
  auto const large = create_document(on, envelope, {{"filename", "a.pdf"}, {"content_base64", data_uri(most + "AAA=")}});
  CHECK(large.status == 422);
  CHECK(large.error()["source"]["pointer"] == "/data/attributes/content");
}

TEST_CASE("an envelope holds a hundred megabytes", "[sandbox][documents][socket]") {
  account on;
  auto const envelope = on.envelope();
  std::string const ten = std::string((std::size_t{10} * 1024 * 1024 - 1) / 3 * 4, 'A') + "AA==";
  auto const source = create_document(on, envelope, {{"filename", "a.pdf"}, {"content_base64", data_uri(ten)}}).id();
  on.link(envelope, source, on.signer(envelope));
  on.activate(envelope);
  on.patch("/envelopes/" + envelope + "/documents/" + source, change("documents", source, {{"status", "closed"}}));
  auto const full = on.envelope();
  json const copy = {{"filename", "a.pdf"}, {"duplicate", {{"key", source}}}};
  for (int i = 0; i < 10; ++i) CHECK(create_document(on, full, copy).status == 201);
  CHECK(create_document(on, full, copy).status == 422);
  auto const refused = create_document(on, full, pdf());
  CHECK(refused.status == 422);
  CHECK(refused.error()["source"]["pointer"] == "/data/attributes/content");
}

TEST_CASE("a media type that the service does not take is refused", "[sandbox][documents][socket]") {
  account on;
  auto const refused =
      create_document(on, on.envelope(), {{"filename", "a.pdf"}, {"content_base64", data_uri("QUJD", "text/html")}});
  CHECK(refused.status == 422);
  CHECK(refused.error()["title"] == "não está incluído na lista");
}

TEST_CASE("the template of a document is checked, and looked for", "[sandbox][documents][socket]") {
  account on;
  auto const envelope = on.envelope();
  CHECK(create_document(on, envelope, {{"filename", "a.pdf"}, {"template", {{"key", "k"}, {"data", "{}"}, {"metadata", 1}}}})
            .problems() == strings{"data deve ser um hash @ /data/attributes/template/data",
                                   "metadata não está disponível @ /data/attributes/template/metadata",
                                   "filename não está em um formato válido @ /data/attributes/filename"});
  CHECK(create_document(on, envelope, {{"filename", "a.docx"}, {"template", json::object()}}).problems() ==
        strings{"key deve ser informado(a) @ /data/attributes/template/key",
                "data deve ser informado(a) @ /data/attributes/template/data"});
  CHECK(create_document(on, envelope, {{"filename", "a.docx"}, {"template", "k"}}).problems() ==
        strings{"template deve ser um hash @ /data/attributes/template"});
  auto const unknown =
      create_document(on, envelope, {{"filename", "a.docx"}, {"template", {{"key", "k"}, {"data", json::object()}}}});
  CHECK(unknown.status == 404);
  CHECK(unknown.error()["detail"] == "O registro identificado por k não pôde ser encontrado");
  CHECK(create_document(on, envelope,
                        {{"filename", "a.docx"},
                         {"content_base64", data_uri("QUJD")},
                         {"template", {{"key", "k"}, {"data", json::object()}}},
                         {"duplicate", {{"key", "k"}}}})
            .problems() == strings{"duplicate não está disponível @ /data/attributes/duplicate",
                                   "content_base64 não está disponível @ /data/attributes/content_base64"});
}

TEST_CASE("a finished document can be duplicated", "[sandbox][documents][socket]") {
  account on;
  auto const finished = start(on);
  auto const envelope = on.envelope();
  auto const duplicate = [&](json value) {
    return create_document(on, envelope, {{"filename", "copia.pdf"}, {"duplicate", std::move(value)}});
  };
  CHECK(duplicate("x").problems() == strings{"duplicate deve ser um hash @ /data/attributes/duplicate"});
  CHECK(duplicate(json::object()).problems() == strings{"key deve ser informado(a) @ /data/attributes/duplicate/key"});
  CHECK(duplicate({{"key", "unknown"}}).status == 404);
  CHECK(duplicate({{"key", finished.documents[0]}}).status == 422);
  REQUIRE(on.sandbox.sign(finished.signers[0]));
  CHECK(duplicate({{"key", finished.documents[0]}}).status == 201);
}

TEST_CASE("documents are added and deleted in drafts only", "[sandbox][documents][socket]") {
  account on;
  auto const made = start(on);
  auto const refused = create_document(on, made.id, pdf());
  CHECK(refused.status == 403);
  CHECK(refused.error()["detail"] == "envelope não está com status draft");
  CHECK(on.remove(made.document_path()).error()["detail"] == "envelope não está com status draft");

  auto const draft = on.envelope();
  auto const document = on.document(draft);
  on.link(draft, document, on.signer(draft));
  CHECK(on.remove("/envelopes/" + draft + "/documents/" + document).status == 204);
  CHECK(on.get("/envelopes/" + draft + "/documents/" + document).status == 404);
  CHECK(on.get("/envelopes/" + draft + "/requirements").body["meta"]["record_count"] == 0);
}

TEST_CASE("documents are listed under their envelope's path", "[sandbox][documents][socket]") {
  account on;
  auto const envelope = on.envelope();
  on.document(envelope, "a.pdf");
  on.document(envelope, "b.pdf");
  auto const all = on.get("/envelopes/" + envelope + "/documents").body;
  CHECK(all["data"].size() == 2);
  CHECK(all["links"]["first"] ==
        on.sandbox.base_url() + "/envelopes/" + envelope + "/documents?page%5Bnumber%5D=1&page%5Bsize%5D=20");
  CHECK(on.get("/envelopes/" + envelope + "/documents?filter[filename]=b.pdf").body["meta"]["record_count"] == 1);
  CHECK(on.get("/envelopes/" + envelope + "/documents?filter[status]=running").body["data"].empty());
  CHECK(on.get("/envelopes/" + envelope + "/documents?filter[name]=x").error()["code"] == "102");
}

TEST_CASE("a running document is canceled or closed, once", "[sandbox][documents][socket]") {
  account on;
  auto const made = start(on, json::object(), {person()}, 3);
  auto const set = [&](std::size_t i, json attributes) {
    return on.patch(made.document_path(i), change("documents", made.documents[i], std::move(attributes)));
  };
  CHECK(set(0, {{"status", "running"}, {"auto_close", true}}).problems() ==
        strings{"status deve estar em: canceled, closed @ /data/attributes/status",
                "auto_close não está disponível @ /data/attributes/auto_close"});
  auto const cancelled = set(0, {{"status", "canceled"}});
  CHECK(cancelled.status == 200);
  CHECK(cancelled.attributes()["status"] == "canceled");
  auto const again = set(0, {{"status", "closed"}});
  CHECK(again.status == 422);
  CHECK(again.problems() == strings{"status - documento não pode ser cancelado @ /data/attributes/status"});
  CHECK(on.status(made.path()) == "running");
  CHECK(set(1, {{"status", "closed"}}).attributes()["status"] == "closed");
  CHECK(on.status(made.path()) == "running");
  CHECK(set(2, {{"status", "canceled"}}).status == 200);
  CHECK(on.status(made.path()) == "closed");
}

TEST_CASE("the envelope is canceled when all its documents are", "[sandbox][documents][socket]") {
  account on;
  auto const made = start(on, json::object(), {person()}, 2);
  for (std::size_t i : {0U, 1U}) {
    CHECK(on.status(made.path()) == "running");
    on.patch(made.document_path(i), change("documents", made.documents[i], {{"status", "canceled"}}));
  }
  CHECK(on.status(made.path()) == "canceled");
  CHECK(on.remove(made.path()).status == 403);
}

TEST_CASE("a draft document has metadata to change and no status", "[sandbox][documents][socket]") {
  account on;
  auto const envelope = on.envelope();
  auto const document = on.document(envelope);
  std::string const path = "/envelopes/" + envelope + "/documents/" + document;
  CHECK(on.patch(path, change("documents", document, {{"status", "canceled"}})).status == 422);
  CHECK(on.patch(path, change("documents", document, {{"metadata", {{"a", 1}}}})).attributes()["metadata"]["a"] == 1);
  for (json const& none : {json("texto"), json(7), json(true), json::array({1})}) {
    strings const refused{"metadata deve ser um hash @ /data/attributes/metadata"};
    CHECK(on.patch(path, change("documents", document, {{"metadata", none}})).problems() == refused);
    json file = pdf();
    file["metadata"] = none;
    CHECK(on.post("/envelopes/" + envelope + "/documents", resource("documents", file)).problems() == refused);
  }
  CHECK(on.get(path).attributes()["metadata"]["a"] == 1);
  CHECK(on.patch(path, change("documents", "other", json::object())).problems() ==
        strings{"id deve ser igual a " + document + " @ /data/id"});
}

TEST_CASE("a document's metadata is edited in each state, its name in none", "[sandbox][documents][socket]") {
  account on;
  auto const made = start(on, json::object(), {person()}, 2);
  auto const edit = [&](std::size_t i, json attributes) {
    return on.patch(made.document_path(i), change("documents", made.documents[i], std::move(attributes)));
  };
  CHECK(edit(0, {{"metadata", {{"type", "contract"}}}}).attributes()["metadata"] ==
        json{{"type", "contract"}, {"position_sign_fields", json::array()}});
  CHECK(edit(0, {{"filename", "b.pdf"}}).problems() == strings{"filename não está disponível @ /data/attributes/filename"});
  CHECK(edit(0, {{"filename", "b.pdf"}, {"metadata", {{"lost", 1}}}}).status == 400);
  REQUIRE(edit(1, {{"status", "canceled"}}).status == 200);
  REQUIRE(on.sandbox.sign(made.signers[0]));
  for (std::size_t i : {0u, 1u}) {
    auto const late = edit(i, {{"metadata", {{"after", "the end"}}}});
    CHECK(late.status == 200);
    CHECK(on.get(made.document_path(i)).attributes()["metadata"]["after"] == "the end");
    CHECK_FALSE(late.attributes()["metadata"].contains("lost"));
  }
  CHECK(on.status(made.document_path(0)) == "closed");
  CHECK(on.status(made.document_path(1)) == "canceled");
}

TEST_CASE("a token that is added to a document's history names who had it", "[sandbox][documents][socket]") {
  account on;
  auto const envelope = on.envelope();
  std::string const path = "/envelopes/" + envelope + "/documents/" + on.document(envelope) + "/events";
  auto const add = [&](char const* name) {
    json const data = {{"kind", "token_email"}, {"occurred_at", "2024-02-29T09:17:36-03:00"}, {"signer_name", name}};
    return on.post(path, resource("events", {{"name", "custom"}, {"data", data}}));
  };
  for (char const* blank : {"", " "}) {
    auto const refused = add(blank);
    CHECK(refused.status == 422);
    CHECK(refused.problems() == strings{"signer_name - não pode ficar em branco @ /data/attributes/signer_name"});
  }
  CHECK(add("Ana Souza").status == 201);
}

TEST_CASE("the places to sign that a file names are put into its metadata", "[sandbox][documents][socket]") {
  account on;
  auto const envelope = on.envelope();
  // "Assine {{~position_sign_ana}} e {{~position_sign_b-2}}, {{~position_sign_ana}} {{~position_sign_!}}"
  std::string const text =
      "QXNzaW5lIHt7fnBvc2l0aW9uX3NpZ25fYW5hfX0gZSB7e35wb3NpdGlvbl9zaWduX2ItMn19LCB7e35wb3NpdGlvbl9zaWduX2FuYX19IHt7fnBvc2l0aW9uX3NpZ25fIX19";
  json const attributes = {
      {"filename", "a.txt"}, {"content_base64", "data:text/plain;base64," + text}, {"metadata", {{"id", 1}}}};
  auto const made = on.post("/envelopes/" + envelope + "/documents", resource("documents", attributes));
  REQUIRE(made.status == 201);
  CHECK(made.attributes()["metadata"] == json{{"id", 1}, {"position_sign_fields", {"position_sign_ana", "position_sign_b-2"}}});
}

TEST_CASE("an image is named after its moment, as the service does", "[sandbox][documents][socket]") {
  account on;
  auto const envelope = on.envelope();
  std::string const path = "/envelopes/" + envelope + "/documents/" + on.document(envelope) + "/events";
  json const data = {{"title", "Foto"}, {"occurred_at", "2026-01-02T03:04:05-03:00"}};
  auto const made = on.post(
      path, resource("events", {{"name", "add_image"}, {"content_base64", "data:image/jpeg;base64,QUJD"}, {"data", data}}));
  REQUIRE(made.status == 201);
  std::string const name = made.attributes()["data"]["content_name"];
  CHECK(std::regex_match(name, std::regex("[0-9]{2} [a-z]{3} [0-9]{4}, [0-9]{2}-[0-9]{2}-[0-9]{2}\\.jpeg")));
}

} // namespace documents_test
