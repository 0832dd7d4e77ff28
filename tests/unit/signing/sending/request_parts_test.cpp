// The parts of a request beyond files and signers, as they stand at ClickSign afterwards.
#include "support/catch.hpp"

#include "support/files/docx.hpp"
#include "support/files/temporary_folder.hpp"
#include "support/signing/lossy_sandbox.hpp"
#include "support/signing/requests.hpp"

#include <rubrica/signing/withdrawal.hpp>

#include <algorithm>

namespace request_parts_test {

using namespace rubrica;
using namespace rubrica::signing;
using clicksign::status;
using rubrica_test::lossy_sandbox;
using rubrica_test::sandboxed;

TEST_CASE("files may be made of a template, or be copies of a finished document", "[signing][sending][socket][file]") {
  sandboxed box;
  auto const first = sender(box.client).send(rubrica_test::small_request()).value();
  REQUIRE(box.server.sign(first.signers[0].text()));
  clicksign::new_template made;
  made.name = "Contrato";
  made.bytes = rubrica_test::docx(rubrica_test::paragraph({"Eu, {{nome}}"}));
  auto request = rubrica_test::small_request();
  request.files.resize(3, {});
  request.files[1].name = "contrato.docx";
  request.files[1].from_template = box.client.templates().create(made)->id;
  request.files[1].data = {{"nome", "Ana & Cia"}};
  request.files[2].name = "anterior.pdf";
  request.files[2].copy_of = first.documents[0];
  auto const sent = sender(box.client).send(request).value();

  rubrica_test::temporary_folder folder;
  auto const documents = box.client.documents();
  REQUIRE(documents.download(sent.envelope, sent.documents[1], folder.path("a.docx"), clicksign::document_file::original));
  CHECK(rubrica_test::unzip_stored(folder.read("a.docx")).at("word/document.xml").find("Ana &amp; Cia") != std::string::npos);
  REQUIRE(documents.download(sent.envelope, sent.documents[2], folder.path("b.pdf"), clicksign::document_file::original));
  CHECK(folder.read("b.pdf") == rubrica_test::small_pdf());
}

TEST_CASE("a template that does not exist is told with its place, and nothing is left", "[signing][sending][socket]") {
  sandboxed box;
  auto request = rubrica_test::small_request();
  request.files[0] = {};
  request.files[0].name = "contrato.docx";
  request.files[0].from_template = template_id("7f0e8f35-5d1c-4fd4-9f58-8a4f4d0c6f11");
  auto const sent = sender(box.client).send(request);
  REQUIRE_FALSE(sent);
  CHECK(sent.error().outcome == outcome::rejected);
  REQUIRE_FALSE(sent.error().problems.empty());
  CHECK(sent.error().problems[0].pointer.rfind("/files/0", 0) == 0);
  CHECK(box.client.envelopes().list().all()->empty());
}

TEST_CASE("watchers, the end at the deadline and the look of the invitation are as asked for", "[signing][sending][socket]") {
  sandboxed box;
  auto request = rubrica_test::request_with_signers(2);
  request.at_deadline = clicksign::partial_signature_action::cancelled;
  request.email.emplace();
  request.email->subject = "Contrato para assinar";
  request.watchers.resize(2);
  request.watchers[0].email = "socia@acme.example";
  request.watchers[1].email = "contador@acme.example";
  request.watchers[1].kind = clicksign::watcher_kind::on_finished;
  request.watchers[1].attach_documents = true;
  auto const sent = sender(box.client).send(request).value();
  CHECK(box.server.requests().size() == 4 + 1 + 2 + 2);
  CHECK(box.client.envelopes().get(sent.envelope)->at_deadline == clicksign::partial_signature_action::cancelled);
  auto const watchers = box.client.watchers().list(sent.envelope).all().value();
  REQUIRE(watchers.size() == 2);
  auto const accountant = std::find_if(watchers.begin(), watchers.end(), [](auto const& one) { return one.attach_documents; });
  REQUIRE(accountant != watchers.end());
  CHECK(accountant->email == "contador@acme.example");
  CHECK(accountant->kind == clicksign::watcher_kind::on_finished);
}

TEST_CASE("pairs and watchers stand once, however many answers are lost", "[signing][sending][socket]") {
  int completed = 0;
  for (unsigned seed = 1; seed <= 30; ++seed) {
    lossy_sandbox world(rubrica_test::losing(15, seed));
    auto request = rubrica_test::request_with_signers(3);
    request.files.push_back(request.files[0]);
    request.signers[0].assignments = {{1, {role::witness, role::approve}, {}}};
    request.signers[1].rubrics = {{clicksign::rubric_kind::initials, {}, {}, {{1, 0.25, 0.75}}},
                                  {clicksign::rubric_kind::manuscript, "all", {}, {}}};
    request.watchers.resize(1);
    request.watchers[0].email = "socia@acme.example";
    auto const sent = sender(world.box.client).send(request);
    INFO("seed " << seed);
    if (!sent) {
      CHECK((sent.error().outcome == outcome::ambiguous || world.envelopes() == 0));
      continue;
    }
    ++completed;
    auto const client = world.witness();
    CHECK(client.watchers().list(sent->envelope).all()->size() == 1);
    CHECK(client.requirements().list(sent->envelope).all()->size() == 3 + 2 * 4 + 2 * 2);
    CHECK(client.requirements().list(sent->envelope, {sent->documents[0], sent->signers[0], {}}).all()->empty());
    CHECK(client.requirements().list(sent->envelope, {sent->documents[1], sent->signers[0], {}}).all()->size() == 3);
  }
  CHECK(completed >= 24);
}

TEST_CASE("a record is sent again only when its former envelope has ended", "[signing][sending][socket]") {
  sandboxed box;
  auto request = rubrica_test::small_request();
  auto const former = sender(box.client).send(request).value();
  request.replaces = former.envelope;
  auto const refused = sender(box.client).send(request);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == errc::rule_refused);
  CHECK(refused.error().rule == "send_again_only_ended");
  CHECK(refused.error().outcome == outcome::not_sent);
  CHECK(box.client.envelopes().list().all()->size() == 1);

  REQUIRE(cancel(box.client, former.envelope));
  CHECK(sender(box.client).send(request));
  CHECK(box.client.envelopes().list().all()->size() == 2);
  request.replaces = envelope_id("7f0e8f35-5d1c-4fd4-9f58-8a4f4d0c6f11"); // deleted, or never there
  CHECK(sender(box.client).send(request));
}

} // namespace request_parts_test
