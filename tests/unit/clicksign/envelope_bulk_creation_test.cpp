#include "support/catch.hpp"

#include "support/files/temporary_folder.hpp"
#include "support/http/lossy_transport.hpp"
#include "support/http/scripted_client.hpp"
#include "support/http/scripted_transport.hpp"
#include "support/sandbox/records.hpp"
#include "support/sandbox/sandboxed.hpp"

#include <rubrica/clicksign/envelope_bulk_creation.hpp>

#include <nlohmann/json.hpp>

namespace envelope_bulk_creation_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::loss;
using rubrica_test::lossy_transport;
using rubrica_test::sandboxed;

namespace {

new_envelope_bulk_creation batch() {
  new_envelope_bulk_creation out;
  out.source = "procedo";
  out.envelope.name = "Lote 1";
  out.envelope.message = "Segue o contrato.";
  out.document.filename = "contrato.pdf";
  out.document.bytes = "%PDF-1.4 contrato";
  bulk_signer signer;
  signer.who.name = "Ana Souza";
  signer.who.email = "ana@acme.example";
  out.signers.push_back(signer);
  return out;
}

envelope made_by(sandboxed const& box) {
  return box.client.envelopes().list().all().value().at(0);
}

} // namespace

TEST_CASE("one request makes an envelope that runs", "[clicksign][envelopes][socket]") {
  sandboxed box;
  auto request = batch();
  request.envelope_metadata = R"( {"lote": 1} )";
  request.document.metadata = R"({"pedido":{"source":"loja"}})";
  request.signers[0].roles = {role::contractor, role::witness};
  request.signers[0].authentications = {auth::email, auth::selfie};
  auto const job = box.client.envelope_bulk_creations().create(request).value();
  CHECK_FALSE(job.id.empty());
  CHECK_FALSE(job.job.empty());
  CHECK(job.enqueued.at().has_value());
  CHECK(job.raw.empty());
  CHECK(box.server.requests().size() == 1);

  auto const made = made_by(box);
  CHECK(made.name == "Lote 1");
  CHECK(made.status == status::running);
  CHECK(made.message == "Segue o contrato.");
  CHECK(made.metadata == R"({"source":"procedo","origin":"rubrica","lote":1})");
  auto const document = box.client.documents().list(made.id).all().value().at(0);
  CHECK(document.metadata == R"({"source":"procedo","origin":"rubrica","pedido":{"source":"loja"},"position_sign_fields":[]})");
  CHECK(box.client.signers().list(made.id).all()->at(0).email == request.signers[0].who.email);
  CHECK(box.client.requirements().list(made.id).all()->size() == 4);
  CHECK(box.client.envelopes().get(made.id)->block_after_refusal);
}

TEST_CASE("the file of a bulk creation is sent while it is read", "[clicksign][envelopes][socket][file]") {
  sandboxed box;
  rubrica_test::temporary_folder folder;
  auto request = batch();
  request.document.bytes.clear();
  std::string const content = "%PDF-1.4 " + std::string(100'000, '\xFF') + "x";
  request.document.path = folder.write("contrato.pdf", content);
  CHECK(box.client.envelope_bulk_creations().create(request));
  auto const made = made_by(box);
  auto const document = box.client.documents().list(made.id).all().value().at(0);
  CHECK(box.client.documents().download(made.id, document.id, folder.path("volta.pdf"), document_file::original));
  CHECK(folder.read("volta.pdf") == content);
}

TEST_CASE("a bulk creation may fill in a template, and call nobody", "[clicksign][envelopes][socket]") {
  sandboxed box;
  auto const from = box.client.templates().create(rubrica_test::small_template()).value();
  auto request = batch();
  request.document.bytes.clear();
  request.document.filename = "contrato.docx";
  request.document.source_template = template_source{from.id, R"({"nome":"Ana"})"};
  request.notification.reset();
  CHECK(box.client.envelope_bulk_creations().create(request));
  auto const made = made_by(box);
  CHECK(box.client.documents().list(made.id).all()->at(0).source_template.find(from.id.text()) != std::string::npos);
  CHECK(box.client.notifications().notify(made.id)); // the minute between two notifications has not begun
}

TEST_CASE("a bulk creation is never sent twice, not even when the rate limit turned it away", "[clicksign][envelopes][socket]") {
  sandboxed box;
  auto const losing = std::make_shared<lossy_transport>([](auto const&, int) { return loss::answer; });
  client const unlucky(sandboxed::client_options(box.server, losing));
  CHECK(unlucky.envelope_bulk_creations().create(batch()).error().outcome == outcome::ambiguous);
  CHECK(box.client.envelopes().list().all()->size() == 1);

  auto const busy = std::make_shared<rubrica_test::scripted_transport>();
  busy->status(429);
  client const throttled(sandboxed::client_options(box.server, busy));
  CHECK(throttled.envelope_bulk_creations().create(batch()).error().code == errc::rate_limited);
  CHECK(busy->requests().size() == 1);
}

TEST_CASE("a bulk creation that cannot be sent is refused before anything is sent", "[clicksign][envelopes][socket]") {
  sandboxed box;
  auto const refused = [&](auto change) {
    auto request = batch();
    change(request);
    return box.client.envelope_bulk_creations().create(request).error().code == errc::invalid_argument;
  };
  CHECK(refused([](auto& request) { request.source.clear(); }));
  CHECK(refused([](auto& request) { request.source = "\xFF"; }));
  CHECK(refused([](auto& request) { request.origin.clear(); }));
  CHECK(refused([](auto& request) { request.envelope_metadata = R"({"origin":"x"})"; }));
  CHECK(refused([](auto& request) { request.envelope_metadata = R"({"a":1,"source":"x"})"; }));
  CHECK(refused([](auto& request) { request.document.metadata = "[1]"; }));
  CHECK(refused([](auto& request) { request.document.metadata = "{"; }));
  CHECK(refused([](auto& request) { request.envelope.folder = folder_id("f"); }));
  CHECK(refused([](auto& request) { request.document.duplicate_of = document_id("d"); }));
  CHECK(refused([](auto& request) { request.document.source_template = template_source{}; }));
  CHECK(refused([](auto& request) { request.document.filename = "a.exe"; }));
  CHECK(box.server.requests().empty());
}

TEST_CASE("a part of a bulk creation that cannot be sent is named", "[clicksign][envelopes]") {
  rubrica_test::scripted_client const service;
  auto const refused_at = [&](auto change) {
    auto request = batch();
    request.signers.push_back(request.signers[0]);
    change(request);
    auto const why = service.client().envelope_bulk_creations().create(request).error();
    CHECK(why.code == errc::invalid_argument);
    std::string const place = why.problems.at(0).pointer;
    CHECK(to_string(why).find(place) != std::string::npos); // it holds no value
    return place;
  };
  CHECK(refused_at([](auto& request) { request.signers[1].who.group = 2; }) == "/signers/1/who/group");
  CHECK(refused_at([](auto& request) {
          request.signers[1].authentications = {auth::email, auth::presential};
        }) == "/signers/1/authentications/1");
  CHECK(refused_at([](auto& request) { request.envelope.deadline = timestamp("30/02/2027"); }) == "/envelope/deadline");
  CHECK(refused_at([](auto& request) {
          request.document.bytes.clear();
          request.document.source_template = template_source{template_id("t"), "{}"};
        }) == "/document/filename");
  CHECK(refused_at([](auto& request) {
          request.signers[0].rubrics.resize(2);
          request.signers[0].rubrics[1].positions = {{1, 0, 0}, {1, 0, 1.5}};
        }) == "/signers/0/rubrics/1/positions/1/y");
  CHECK(refused_at([](auto& request) {
          request.signers[0].rubrics.resize(1);
          request.signers[0].rubrics[0] = {"all", {}, {{1, 0, 0}}, {}};
        }) == "/signers/0/rubrics/0/positions");
  CHECK(service.transport->requests().empty());
}

TEST_CASE("a bulk creation writes all marks, both members of the metadata, and no group", "[clicksign][envelopes]") {
  rubrica_test::scripted_client service;
  service.transport->status(404);
  auto request = batch();
  request.origin = "crm";
  request.document.bytes.clear();
  request.document.filename = "contrato.docx";
  request.document.source_template = template_source{template_id("t"), "{}"};
  request.signers[0].who.group = 1;
  request.signers[0].rubrics = {
      {"all", {}, {}, {}}, {{}, {}, {{1, 0.85, 0.9}}, rubric_kind::manuscript}, {{}, "position_sign_ana", {}, {}}};
  static_cast<void>(service.client().envelope_bulk_creations().create(request));
  auto const sent = nlohmann::json::parse(std::get<std::string>(service.transport->requests().at(0).body))["data"];
  CHECK(sent["type"] == "envelope_bulk_creations");
  auto const both = nlohmann::json::parse(R"({"source":"procedo","origin":"crm"})");
  CHECK(sent["attributes"]["envelope"]["metadata"] == both);
  CHECK(sent["attributes"]["document"]["metadata"] == both);
  auto const& signer = sent["attributes"]["signers"][0];
  CHECK_FALSE(signer.contains("group"));
  CHECK(signer["requirements"] == nlohmann::json::parse(R"([{"action":"agree","role":"sign"},
    {"action":"provide_evidence","auth":"email"},{"action":"rubricate","pages":"all"},
    {"action":"rubricate","kind":"manuscript","positions":[{"page":"1","position":[0.85,0.9]}]},
    {"action":"rubricate","rubric_field":"position_sign_ana"}])"));
}

TEST_CASE("the answer to a bulk creation is read in each form that the sources tell", "[clicksign][envelopes]") {
  auto const answered = [](std::string const& type, std::string const& more, int status = 201) {
    rubrica_test::scripted_client service;
    service.transport->status(status, R"({"data":{"id":"b-1","type":")" + type + '"' + more + "}}");
    return service.client().envelope_bulk_creations().create(batch());
  };
  std::string const usual = "envelope_bulk_creations";
  auto const job = answered(usual, R"(,"attributes":{"job_id":"j-1","enqueued_at":"2026-11-28T10:00:00.000-03:00"})").value();
  CHECK(job.id.text() == "b-1");
  CHECK(job.job == "j-1");
  CHECK(job.enqueued.at().has_value());
  CHECK(job.envelope.empty());
  CHECK(job.status.empty());
  auto const made = answered(usual, R"(,"attributes":{"envelope_id":"e-1","status":"running","soon":1})").value();
  CHECK(made.envelope.text() == "e-1");
  CHECK(made.status == "running");
  CHECK(made.job.empty());
  CHECK(made.enqueued.text().empty());
  CHECK(made.raw == R"({"soon":1})");
  auto const all =
      answered(usual, R"(,"attributes":{"job_id":"j","enqueued_at":null,"envelope_id":"e","status":"enqueued"})", 202);
  CHECK(all->envelope.text() == "e");
  CHECK(all->job == "j");
  for (char const* empty : {"", R"(,"attributes":{})", R"(,"attributes":null)"})
    CHECK(answered(usual, empty)->id.text() == "b-1");
  CHECK(answered("envelope-bulk-creation", "")->id.text() == "b-1");
  auto const unknown = answered("envelopes", "");
  CHECK(unknown.error().code == errc::protocol);
  CHECK(unknown.error().outcome == outcome::ambiguous);
}

TEST_CASE("a bulk creation that ClickSign knows under another type is told that type", "[clicksign][envelopes][secrets]") {
  auto const told = [](std::string const& type) {
    rubrica_test::scripted_client service;
    service.transport->status(
        400, R"({"errors":[{"status":400,"source":{"pointer":"/data/type"},"detail":"type deve ser igual a )" + type + R"("}]})");
    auto const why = service.client().envelope_bulk_creations().create(batch()).error();
    CHECK(why.code == errc::invalid);
    CHECK(why.outcome == outcome::rejected);
    return why.message;
  };
  CHECK(told("envelope-bulk-creation").find("asks for the type envelope-bulk-creation") != std::string::npos);
  CHECK(told("'bulk_envelopes'.").find("asks for the type bulk_envelopes") != std::string::npos);
  // What may be a value of the request is not repeated.
  for (char const* other : {"Ana Souza", "ana@acme.example", "52998224725", ""}) {
    CHECK(told(other).find("asks for the type") == std::string::npos);
  }
}

TEST_CASE("a bulk creation that ClickSign refuses is told with its place", "[clicksign][envelopes][socket]") {
  sandboxed box;
  auto request = batch();
  request.signers[0].who.email = "ana";
  CHECK(box.client.envelope_bulk_creations().create(request).error().problems.at(0).pointer ==
        "/data/attributes/signers/0/email");
  request = batch();
  request.signers[0].authentications = {authentication("carimbo")};
  CHECK(box.client.envelope_bulk_creations().create(request).error().problems.at(0).pointer ==
        "/data/attributes/signers/0/requirements/1/auth");
  CHECK(box.client.envelopes().list().all()->empty());
}

} // namespace envelope_bulk_creation_test
