#include "support/catch.hpp"

#include "support/files/temporary_folder.hpp"
#include "support/http/lossy_transport.hpp"
#include "support/http/scripted_transport.hpp"
#include "support/sandbox/records.hpp"
#include "support/sandbox/sandboxed.hpp"

#include <rubrica/clicksign/envelope_bulk_creation.hpp>

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
  CHECK(made.metadata == R"({"source":"procedo","lote":1})");
  auto const document = box.client.documents().list(made.id).all().value().at(0);
  CHECK(document.metadata == R"({"source":"procedo","pedido":{"source":"loja"},"position_sign_fields":[]})");
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
  request.document.filename = "contrato.pdf";
  auto const refused = box.client.envelope_bulk_creations().create(request).error();
  CHECK(refused.problems.at(0).pointer == "/data/attributes/document/filename");
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
  CHECK(refused([](auto& request) { request.envelope_metadata = R"({"a":1,"source":"x"})"; }));
  CHECK(refused([](auto& request) { request.document.metadata = "[1]"; }));
  CHECK(refused([](auto& request) { request.document.metadata = "{"; }));
  CHECK(refused([](auto& request) { request.envelope.folder = folder_id("f"); }));
  CHECK(refused([](auto& request) { request.document.duplicate_of = document_id("d"); }));
  CHECK(refused([](auto& request) { request.document.source_template = template_source{}; }));
  CHECK(refused([](auto& request) { request.document.filename = "a.exe"; }));
  CHECK(box.server.requests().empty());
}

TEST_CASE("a bulk creation that ClickSign refuses is told with its place", "[clicksign][envelopes][socket]") {
  sandboxed box;
  auto request = batch();
  request.signers[0].who.email = "ana";
  CHECK(box.client.envelope_bulk_creations().create(request).error().problems.at(0).pointer ==
        "/data/attributes/signers/0/email");
  request = batch();
  request.signers[0].authentications = {auth::presential};
  CHECK(box.client.envelope_bulk_creations().create(request).error().problems.at(0).pointer ==
        "/data/attributes/signers/0/requirements/1/auth");
  CHECK(box.client.envelopes().list().all()->empty());
}

} // namespace envelope_bulk_creation_test
