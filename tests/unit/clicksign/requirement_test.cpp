#include "support/catch.hpp"

#include "support/sandbox/evidence.hpp"
#include "support/sandbox/sandboxed.hpp"

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
