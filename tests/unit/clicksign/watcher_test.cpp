#include "support/catch.hpp"

#include "support/sandbox/sandboxed.hpp"

#include <rubrica/clicksign/watcher.hpp>

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::sandboxed;

TEST_CASE("somebody watches an envelope", "[clicksign][watchers][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  new_watcher what;
  what.email = personal("chefe@exemplo.com.br");
  what.kind = watcher_kind::on_finished;
  what.channels.emplace();
  what.channels->document_signed = channel::none;
  what.attach_documents = true;
  auto const made = box.client.watchers().create(draft.envelope.id, what).value();
  CHECK(made.email.reveal() == "chefe@exemplo.com.br");
  CHECK(made.kind == watcher_kind::on_finished);
  CHECK(made.channels.document_signed == channel::none);
  CHECK(made.channels.document_sent == channel::email);
  CHECK(made.channels.envelope_closed == channel::email);
  CHECK(made.attach_documents);
  CHECK(made.raw.empty());
  CHECK(box.client.watchers().get(draft.envelope.id, made.id)->id == made.id);

  CHECK(box.client.envelopes().activate(draft.envelope.id)); // also while it runs
  what.channels.reset();
  CHECK(box.client.watchers().create(draft.envelope.id, what)->channels.document_signed == channel::email);
  CHECK(box.client.watchers().remove(draft.envelope.id, made.id));
  CHECK(box.client.watchers().get(draft.envelope.id, made.id).error().code == errc::not_found);
}

TEST_CASE("a long list of watchers is walked although its links name another path", "[clicksign][watchers][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  for (int i = 0; i < 5; ++i) {
    new_watcher what;
    what.email = personal("w" + std::to_string(i) + "@exemplo.com.br");
    CHECK(box.client.watchers().create(draft.envelope.id, what));
  }
  watcher_query query;
  query.paging.size = 2;
  CHECK(box.client.watchers().list(draft.envelope.id, query).all()->size() == 5);
}

TEST_CASE("a watcher of an unknown kind or without an address is refused", "[clicksign][watchers][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  new_watcher what;
  what.email = personal("nobody");
  CHECK(box.client.watchers().create(draft.envelope.id, what).error().errors.at(0).pointer == "/data/attributes/email");
  what.kind = watcher_kind("sometimes");
  auto const refused = box.client.watchers().create(draft.envelope.id, what).error();
  CHECK(refused.errors.at(0).detail == "kind deve estar em: all_steps, on_finished");
}
