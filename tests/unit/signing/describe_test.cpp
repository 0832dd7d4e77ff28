#include "support/catch.hpp"
#include "support/http/paths.hpp"
#include "support/signing/lossy_sandbox.hpp"
#include "support/signing/requests.hpp"

#include <rubrica/signing/describe.hpp>
#include <rubrica/signing/sender.hpp>

namespace describe_test {

using namespace rubrica;
using namespace rubrica::signing;
using rubrica_test::loss;
using rubrica_test::lossy_sandbox;
using rubrica_test::sandboxed;

namespace {

signing::request two_files() {
  auto request = rubrica_test::small_request();
  request.files.push_back(request.files[0]);
  request.files[1].name = "anexo.pdf";
  return request;
}

description_changes new_words() {
  description_changes changes;
  changes.type = "amendment";
  changes.description = "Primeiro aditivo \"2026\"";
  changes.name = "Aditivo";
  return changes;
}

std::string metadata_of(clicksign::client const& client, sent const& sent, std::size_t index) {
  return client.documents().get(sent.envelope, sent.documents[index])->metadata;
}

} // namespace

TEST_CASE("a document is described anew until somebody signs it, and keeps its key and its record", "[signing][rules][socket]") {
  sandboxed box;
  auto const sent = sender(box.client).send(two_files()).value();
  auto const untouched = metadata_of(box.client, sent, 1);
  box.server.forget_requests();
  auto const done = describe(box.client, sent.envelope, sent.documents[0], new_words()).value();
  CHECK(box.server.requests().size() == 4);
  CHECK_FALSE(done.signed_meanwhile);
  auto const origin = origin_of(metadata_of(box.client, sent, 0)).value();
  CHECK(origin.key == sent.key);
  CHECK(origin.file == 0u);
  CHECK(origin.record.id == "OP-1207");
  CHECK(origin.type == "amendment");
  CHECK(origin.description == "Primeiro aditivo \"2026\"");
  CHECK(origin.name == "Aditivo");
  CHECK(done.document.filename == "contrato.pdf"); // ClickSign keeps it
  CHECK(metadata_of(box.client, sent, 1) == untouched);

  box.server.sign(sent.signers[0].text()).value();
  auto const late = describe(box.client, sent.envelope, sent.documents[0], new_words());
  REQUIRE_FALSE(late);
  CHECK(late.error().rule == "describe_only_unsigned");
}

TEST_CASE("a signature on another document does not keep a document from being described", "[signing][rules][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  clicksign::new_document more;
  more.filename = "anexo.pdf";
  more.bytes = "%PDF-1.4 anexo";
  auto const annex = box.client.documents().create(draft.envelope.id, more).value();
  clicksign::new_signer other;
  other.name = "Bia Lima";
  other.email = "bia@acme.example";
  auto const bia = box.client.signers().create(draft.envelope.id, other).value();
  for (auto const& [document, signer] :
       {std::pair(annex.id, bia.id), std::pair(draft.document.id, bia.id), std::pair(annex.id, draft.signer.id)}) {
    clicksign::new_requirement agree;
    agree.document = document;
    agree.signer = signer;
    agree.role = clicksign::role::sign;
    clicksign::new_requirement prove = agree;
    prove.action = clicksign::requirement_action::provide_evidence;
    prove.role = clicksign::role();
    prove.auth = clicksign::auth::email;
    for (auto const& one : box.client.bulk_requirements().apply(draft.envelope.id, {agree, prove}).value()) REQUIRE(one);
  }
  REQUIRE(box.client.envelopes().activate(draft.envelope.id));
  REQUIRE(box.client.documents().close(draft.envelope.id, annex.id)); // so that the signature is given on the first one only
  box.server.sign(bia.id.text()).value();
  CHECK(describe(box.client, draft.envelope.id, draft.document.id, new_words()).error().rule == "describe_only_unsigned");
  CHECK(describe(box.client, draft.envelope.id, annex.id, new_words()));
}

TEST_CASE("the members of other programs survive a description", "[signing][rules][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  clicksign::document_changes foreign;
  foreign.metadata = R"({"valor":1.50,"type":"theirs","lista":[{"type":"x"},null,"\u0001é/"],"position_sign_fields":["a"]})";
  REQUIRE(box.client.documents().update(draft.envelope.id, draft.document.id, foreign));
  auto const before = box.client.documents().get(draft.envelope.id, draft.document.id)->metadata;
  description_changes changes;
  changes.description = "d";
  auto const after = describe(box.client, draft.envelope.id, draft.document.id, changes)->document.metadata;
  description_changes undo;
  undo.description = null;
  CHECK(describe(box.client, draft.envelope.id, draft.document.id, undo)->document.metadata == before);
  CHECK(after.size() == before.size() + std::string(R"("description":"d",)").size());
}

TEST_CASE("a description that says nothing new changes nothing", "[signing][rules][socket]") {
  sandboxed box;
  auto const sent = sender(box.client).send(two_files()).value();
  REQUIRE(describe(box.client, sent.envelope, sent.documents[0], {}));
  CHECK(box.count("PATCH", "/" + sent.documents[0].text()) == 0);
}

TEST_CASE("a description that cannot be sent is refused with its place", "[signing][rules][socket]") {
  sandboxed box;
  auto const sent = sender(box.client).send(two_files()).value();
  box.server.forget_requests();
  description_changes broken;
  broken.description = "\xFF";
  auto const refused = describe(box.client, sent.envelope, sent.documents[0], broken);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == errc::invalid_request);
  CHECK(refused.error().problems.at(0).pointer == "/description");
  CHECK(box.server.requests().empty());
}

TEST_CASE("a signature that comes while a document is described is told", "[signing][rules][socket]") {
  std::string signer;
  lossy_sandbox* here = nullptr;
  lossy_sandbox world([&](http::request const& request, int) {
    if (here != nullptr && rubrica_test::is_activation(request)) here->box.server.sign(signer).value();
    return loss::none;
  });
  auto const sent = sender(world.witness()).send(two_files()).value();
  signer = sent.signers[0].text();
  here = &world;
  auto const done = describe(world.box.client, sent.envelope, sent.documents[0], new_words());
  REQUIRE(done);
  CHECK(done->signed_meanwhile);
  CHECK(origin_of(done->document)->type == "amendment");
}

TEST_CASE("whichever exchange of a description is lost, the document is described once that succeeds",
          "[signing][rules][socket]") {
  for (loss fate : {loss::request, loss::answer}) {
    for (int lost = 1; lost <= 4; ++lost) {
      bool counts = false;
      int number = 0;
      lossy_sandbox world([&](auto const&, int) { return counts && ++number == lost ? fate : loss::none; });
      auto const sent = sender(world.box.client).send(two_files()).value();
      counts = true;
      auto done = describe(world.box.client, sent.envelope, sent.documents[0], new_words());
      if (!done) done = describe(world.box.client, sent.envelope, sent.documents[0], new_words());
      INFO("lost request " << lost);
      REQUIRE(done);
      CHECK(origin_of(metadata_of(world.witness(), sent, 0))->name == "Aditivo");
      CHECK(origin_of(metadata_of(world.witness(), sent, 0))->key == sent.key);
    }
  }
}

} // namespace describe_test
