#include "support/catch.hpp"

#include "support/files/temporary_folder.hpp"
#include "support/sandbox/sandboxed.hpp"

#include <rubrica/clicksign/document_event.hpp>

namespace document_event_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::sandboxed;

namespace {

timestamp an_hour_ago(sandboxed const& box) {
  return timestamp(box.server.now() - std::chrono::hours(1));
}

} // namespace

TEST_CASE("the evidence of a token goes into the document's history", "[clicksign][documents][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  new_token_event request;
  request.occurred_at = an_hour_ago(box);
  request.signer_name = personal("Maria Alves");
  request.signer_email = personal("maria@exemplo.com.br");
  auto const made = box.client.documents().add_event(draft.envelope.id, draft.document.id, request).value();
  CHECK_FALSE(made.id.empty());
  CHECK(made.name == webhook::event_name::custom);
  event_query query;
  query.name = webhook::event_name(webhook::event_name::custom);
  CHECK(box.client.documents().events(draft.envelope.id, draft.document.id, query).all()->size() == 1);
  CHECK(box.client.envelopes().events(draft.envelope.id, query).all()->size() == 1);
  CHECK(box.client.envelopes().events(draft.envelope.id).all()->size() > 1);
}

TEST_CASE("a token in the future and an e-mail that is none are refused with their pointers", "[clicksign][documents][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  new_token_event request;
  request.occurred_at = timestamp(box.server.now() + std::chrono::hours(1));
  request.signer_name = personal("Maria Alves");
  request.signer_email = personal("maria");
  auto const refused = box.client.documents().add_event(draft.envelope.id, draft.document.id, request).error();
  CHECK(refused.code == errc::invalid);
  REQUIRE(refused.problems.size() == 2);
  CHECK(refused.problems[0].pointer == "/data/attributes/occurred_at");
  CHECK(refused.problems[1].pointer == "/data/attributes/signer_email");
}

TEST_CASE("a picture goes into the document's history, from memory and from a file", "[clicksign][documents][socket][file]") {
  rubrica_test::temporary_folder const folder;
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  new_image_event request;
  request.title = "Assinatura presencial";
  request.occurred_at = an_hour_ago(box);
  request.filename = "foto.jpeg";
  request.bytes = "\xff\xd8\xff";
  CHECK(box.client.documents().add_event(draft.envelope.id, draft.document.id, request).value().name ==
        webhook::event_name::add_image);
  request.path = folder.write("foto.jpeg", request.bytes);
  request.bytes.clear();
  CHECK(box.client.documents().add_event(draft.envelope.id, draft.document.id, request));
  request.filename = "foto.pdf"; // no picture
  CHECK(box.client.documents().add_event(draft.envelope.id, draft.document.id, request).error().code == errc::invalid);
  request.path = folder.path("missing.jpeg");
  CHECK(box.client.documents().add_event(draft.envelope.id, draft.document.id, request).error().code == errc::file_error);
}

} // namespace document_event_test
