#include "support/catch.hpp"

#include "support/sandbox/sandboxed.hpp"

#include <rubrica/clicksign/watcher.hpp>

namespace watcher_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::sandboxed;

TEST_CASE("somebody watches an envelope", "[clicksign][watchers][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  new_watcher request;
  request.email = personal("chefe@exemplo.com.br");
  request.kind = watcher_kind::on_finished;
  request.channels.emplace();
  request.channels->document_signed = channel::none;
  request.attach_documents = true;
  auto const made = box.client.watchers().create(draft.envelope.id, request).value();
  CHECK(made.email.reveal() == "chefe@exemplo.com.br");
  CHECK(made.kind == watcher_kind::on_finished);
  CHECK(made.channels.document_signed == channel::none);
  CHECK(made.channels.document_sent == channel::email);
  CHECK(made.channels.envelope_closed == channel::email);
  CHECK(made.attach_documents);
  CHECK(made.raw.empty());
  CHECK(box.client.watchers().get(draft.envelope.id, made.id)->id == made.id);

  CHECK(box.client.envelopes().activate(draft.envelope.id)); // also while it runs
  request.channels.reset();
  CHECK(box.client.watchers().create(draft.envelope.id, request)->channels.document_signed == channel::email);
  CHECK(box.client.watchers().remove(draft.envelope.id, made.id));
  CHECK(box.client.watchers().get(draft.envelope.id, made.id).error().code == errc::not_found);
}

TEST_CASE("a long list of watchers is walked although its links name another path", "[clicksign][watchers][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  for (int i = 0; i < 5; ++i) {
    new_watcher request;
    request.email = personal("w" + std::to_string(i) + "@exemplo.com.br");
    CHECK(box.client.watchers().create(draft.envelope.id, request));
  }
  watcher_query query;
  query.paging.size = 2;
  CHECK(box.client.watchers().list(draft.envelope.id, query).all()->size() == 5);
}

TEST_CASE("a watcher of an unknown kind or without an address is refused", "[clicksign][watchers][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  new_watcher request;
  request.email = personal("nobody");
  CHECK(box.client.watchers().create(draft.envelope.id, request).error().problems.at(0).pointer == "/data/attributes/email");
  request.kind = watcher_kind("sometimes");
  auto const refused = box.client.watchers().create(draft.envelope.id, request).error();
  CHECK(refused.problems.at(0).detail == "kind deve estar em: all_steps, on_finished");
}

} // namespace watcher_test
