#include "support/catch.hpp"

#include "support/files/temporary_folder.hpp"
#include "support/http/lossy_transport.hpp"
#include "support/http/scripted_transport.hpp"
#include "support/sandbox/records.hpp"
#include "support/sandbox/sandboxed.hpp"

#include <rubrica/clicksign/envelope_bulk_creation.hpp>

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
  auto what = batch();
  what.envelope_metadata = R"( {"lote": 1} )";
  what.document.metadata = R"({"pedido":{"source":"loja"}})";
  what.signers[0].roles = {role::contractor, role::witness};
  what.signers[0].authentications = {auth::email, auth::selfie};
  auto const job = box.client.envelope_bulk_creations().create(what).value();
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
  CHECK(box.client.signers().list(made.id).all()->at(0).email == what.signers[0].who.email);
  CHECK(box.client.requirements().list(made.id).all()->size() == 4);
  CHECK(box.client.envelopes().get(made.id)->block_after_refusal);
}

TEST_CASE("the file of a bulk creation is sent while it is read", "[clicksign][envelopes][socket][file]") {
  sandboxed box;
  rubrica_test::temporary_folder folder;
  auto what = batch();
  what.document.bytes.clear();
  std::string const content = "%PDF-1.4 " + std::string(100'000, '\xFF') + "x";
  what.document.path = folder.write("contrato.pdf", content);
  CHECK(box.client.envelope_bulk_creations().create(what));
  auto const made = made_by(box);
  auto const document = box.client.documents().list(made.id).all().value().at(0);
  CHECK(box.client.documents().download(made.id, document.id, folder.path("volta.pdf"), document_file::original));
  CHECK(folder.read("volta.pdf") == content);
}

TEST_CASE("a bulk creation may fill in a template, and call nobody", "[clicksign][envelopes][socket]") {
  sandboxed box;
  auto const from = box.client.templates().create(rubrica_test::small_template()).value();
  auto what = batch();
  what.document.bytes.clear();
  what.document.filename = "contrato.docx";
  what.document.template_ = template_source{from.id, R"({"nome":"Ana"})"};
  what.notification.reset();
  CHECK(box.client.envelope_bulk_creations().create(what));
  auto const made = made_by(box);
  CHECK(box.client.documents().list(made.id).all()->at(0).template_.find(from.id.text()) != std::string::npos);
  CHECK(box.client.notifications().notify(made.id)); // the minute between two notifications has not begun
  what.document.filename = "contrato.pdf";
  auto const refused = box.client.envelope_bulk_creations().create(what).error();
  CHECK(refused.errors.at(0).pointer == "/data/attributes/document/filename");
}

TEST_CASE("a bulk creation is never sent twice, not even when the rate limit turned it away", "[clicksign][envelopes][socket]") {
  sandboxed box;
  auto const losing = std::make_shared<lossy_transport>([](auto const&, int) { return loss::answer; });
  client const unlucky(sandboxed::client_options(box.server, losing));
  CHECK(unlucky.envelope_bulk_creations().create(batch()).error().effect == outcome::ambiguous);
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
    auto what = batch();
    change(what);
    return box.client.envelope_bulk_creations().create(what).error().code == errc::invalid_argument;
  };
  CHECK(refused([](auto& what) { what.source.clear(); }));
  CHECK(refused([](auto& what) { what.source = "\xFF"; }));
  CHECK(refused([](auto& what) { what.envelope_metadata = R"({"a":1,"source":"x"})"; }));
  CHECK(refused([](auto& what) { what.document.metadata = "[1]"; }));
  CHECK(refused([](auto& what) { what.document.metadata = "{"; }));
  CHECK(refused([](auto& what) { what.envelope.folder = folder_id("f"); }));
  CHECK(refused([](auto& what) { what.document.duplicate_of = document_id("d"); }));
  CHECK(refused([](auto& what) { what.document.template_ = template_source{}; }));
  CHECK(refused([](auto& what) { what.document.filename = "a.exe"; }));
  CHECK(box.server.requests().empty());
}

TEST_CASE("a bulk creation that ClickSign refuses is told with its place", "[clicksign][envelopes][socket]") {
  sandboxed box;
  auto what = batch();
  what.signers[0].who.email = "ana";
  CHECK(box.client.envelope_bulk_creations().create(what).error().errors.at(0).pointer == "/data/attributes/signers/0/email");
  what = batch();
  what.signers[0].authentications = {auth::presential};
  CHECK(box.client.envelope_bulk_creations().create(what).error().errors.at(0).pointer ==
        "/data/attributes/signers/0/requirements/1/auth");
  CHECK(box.client.envelopes().list().all()->empty());
}
