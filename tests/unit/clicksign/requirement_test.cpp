#include "support/catch.hpp"

#include "support/http/raw_server.hpp"
#include "support/sandbox/evidence.hpp"
#include "support/sandbox/sandboxed.hpp"

#include <rubrica/clicksign/async_client.hpp>
#include <rubrica/clicksign/future.hpp>

namespace requirement_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::evidence;
using rubrica_test::sandboxed;

TEST_CASE("requirements are created one by one, filtered and removed, in a draft", "[clicksign][requirements][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  auto requirements = box.client.requirements();
  auto const made = requirements.create(draft.envelope.id, evidence(draft, auth::selfie)).value();
  CHECK(made.action == requirement_action::provide_evidence);
  CHECK(made.auth == auth::selfie);
  CHECK(made.role.empty());
  CHECK(requirements.get(draft.envelope.id, made.id)->auth == auth::selfie);

  new_requirement rubric = evidence(draft, auth::selfie);
  rubric.action = requirement_action::rubricate;
  rubric.auth = auth();
  rubric.pages = "all";
  CHECK(requirements.create(draft.envelope.id, rubric)->pages == "all");

  requirement_query query;
  query.action = requirement_action::provide_evidence;
  CHECK(requirements.list(draft.envelope.id, query).all()->size() == 2);
  query.signer = draft.signer.id;
  query.document = draft.document.id;
  CHECK(requirements.list(draft.envelope.id, query).all()->size() == 2);
  CHECK(requirements.list(draft.envelope.id).all()->size() == 4);
  CHECK(requirements.remove(draft.envelope.id, made.id));
  CHECK(requirements.list(draft.envelope.id).all()->size() == 3);

  CHECK(box.client.envelopes().activate(draft.envelope.id));
  CHECK(requirements.create(draft.envelope.id, evidence(draft, auth::liveness)).error().code == errc::not_draft);
}

TEST_CASE("the requirements of a document or a signer are listed without the envelope", "[clicksign]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  rubrica_test::make_draft(box.client); // whose requirements are not told
  new_document annex;
  annex.filename = "anexo.pdf";
  annex.bytes = "%PDF-1.4 anexo";
  new_requirement of_annex = evidence(draft, auth::selfie);
  of_annex.document = box.client.documents().create(draft.envelope.id, annex)->id;
  auto const requirements = box.client.requirements();
  auto const made = requirements.create(draft.envelope.id, of_annex).value();

  auto const found = requirements.list_of_document(of_annex.document).all().value();
  REQUIRE(found.size() == 1);
  CHECK(found[0].id == made.id);
  CHECK(found[0].auth == auth::selfie);
  CHECK(requirements.list_of_document(draft.document.id).all()->size() == 2);
  paging one_by_one;
  one_by_one.size = 1;
  CHECK(requirements.list_of_signer(draft.signer.id, one_by_one).all()->size() == 3);
  CHECK(requirements.list_of_signer(signer_id("nobody")).all().error().code == errc::not_found);

  async_client async(box.client);
  CHECK(start_future(async, async.requirements().list_of_document(of_annex.document)).get()->items.at(0).id == made.id);
  auto const page = start_future(async, async.requirements().list_of_signer(draft.signer.id, one_by_one)).get().value();
  CHECK(page.items.size() == 1);
  CHECK(page.total == 3);
  CHECK_FALSE(page.next.empty());
}

TEST_CASE("requirements that are listed by their identifiers alone have their ids", "[clicksign]") {
  rubrica_test::raw_server const server(rubrica_test::always(
      rubrica_test::answer(200, R"({"data":[{"type":"requirements","id":"r-1"},{"type":"requirements","id":"r-2"}]})")));
  client_options options;
  options.base_url = server.url("/api/v3");
  options.token = secret("token");
  auto const found = client(options).requirements().list_of_document(document_id("d")).all().value();
  REQUIRE(found.size() == 2);
  CHECK(found[1].id.text() == "r-2");
  CHECK(found[1].action.empty());
}

} // namespace requirement_test
