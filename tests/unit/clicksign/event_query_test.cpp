#include "support/catch.hpp"

#include "support/sandbox/sandboxed.hpp"

#include <rubrica/clicksign/event_query.hpp>

namespace event_query_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::sandboxed;

TEST_CASE("events are asked for by name, of a document and of its envelope", "[clicksign][lists][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  CHECK(box.client.envelopes().activate(draft.envelope.id));
  REQUIRE(box.server.sign(draft.signer.id.text()));
  event_query query;
  auto const all = box.client.documents().events(draft.envelope.id, draft.document.id, query).all().value();
  query.name = webhook::event_name("sign");
  auto const signatures = box.client.documents().events(draft.envelope.id, draft.document.id, query).all().value();
  REQUIRE(signatures.size() == 1);
  CHECK(signatures[0].name == query.name);
  CHECK(all.size() > 1);
  CHECK(box.client.envelopes().events(draft.envelope.id, query).all()->size() == 1);
  query.name = webhook::event_name("refusal");
  CHECK(box.client.envelopes().events(draft.envelope.id, query).all()->empty());
}

TEST_CASE("events come in pages of the size that was asked for", "[clicksign][lists][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  CHECK(box.client.envelopes().activate(draft.envelope.id));
  auto const total = box.client.envelopes().events(draft.envelope.id).all()->size();
  REQUIRE(total >= 3);
  box.server.forget_requests();
  event_query query;
  query.paging.size = 1;
  CHECK(box.client.envelopes().events(draft.envelope.id, query).all()->size() == total);
  CHECK(box.server.requests().size() == total);
}

} // namespace event_query_test
