#include "support/catch.hpp"

#include "support/sandbox/sandboxed.hpp"

#include <rubrica/clicksign/async_client.hpp>
#include <rubrica/clicksign/future.hpp>

#include <set>

namespace envelope_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::sandboxed;

namespace {

new_envelope named(std::string name) {
  new_envelope out;
  out.name = std::move(name);
  return out;
}

} // namespace

TEST_CASE("an envelope is created with what was given and ClickSign's defaults", "[clicksign][envelopes][socket]") {
  sandboxed box;
  auto request = named("Proposta \"7\" \xC3\xA7\n");
  request.deadline = timestamp(box.server.now() + std::chrono::hours(24 * 5));
  request.locale = locale::en_us;
  request.auto_close = false;
  request.remind_interval = 7;
  request.block_after_refusal = false;
  request.at_deadline = partial_signature_action::cancelled;
  request.subject = "Assunto";
  request.message = "linha 1\nlinha 2";
  auto const made = box.client.envelopes().create(request).value();
  CHECK(is_valid_id(made.id.text()));
  CHECK(made.name == request.name);
  CHECK(made.status == status::draft);
  CHECK((made.deadline.at() == request.deadline->at()));
  CHECK(made.locale == locale::en_us);
  CHECK_FALSE(made.auto_close);
  CHECK(made.rubric_enabled);
  CHECK(made.remind_interval == 7);
  CHECK_FALSE(made.block_after_refusal);
  CHECK(made.at_deadline == partial_signature_action::cancelled);
  CHECK(made.subject == "Assunto");
  CHECK(made.message == "linha 1\nlinha 2");
  CHECK(made.metadata == "{}");
  CHECK_FALSE(made.migrated);
  CHECK(made.created_at.at().has_value());
  CHECK(made.updated_at.at().has_value());
  CHECK(made.raw.empty());

  auto const plain = box.client.envelopes().create(named("x")).value();
  CHECK(plain.locale == locale::pt_br);
  CHECK(plain.remind_interval == 3);
  CHECK(plain.block_after_refusal);
  CHECK(plain.at_deadline == partial_signature_action::closed);
}

TEST_CASE("reminders can be switched off", "[clicksign][envelopes][socket]") {
  sandboxed box;
  auto request = named("x");
  request.remind_interval = null;
  CHECK_FALSE(box.client.envelopes().create(request)->remind_interval.has_value());
}

TEST_CASE("an update changes what it names and nothing else", "[clicksign][envelopes][socket]") {
  sandboxed box;
  auto const made = box.client.envelopes().create(named("before")).value();
  envelope_changes changes;
  changes.message = "Ol\xC3\xA1";
  auto const changed = box.client.envelopes().update(made.id, changes).value();
  CHECK(changed.message == "Ol\xC3\xA1");
  CHECK(changed.name == "before");
  CHECK(changed.remind_interval == 3);
  changes = {};
  changes.message = null;
  changes.remind_interval = null;
  changes.name = "after";
  auto const cleared = box.client.envelopes().update(made.id, changes).value();
  CHECK(cleared.message.empty());
  CHECK_FALSE(cleared.remind_interval.has_value());
  CHECK(cleared.name == "after");
}

TEST_CASE("a list fetches its pages as the loop reaches them", "[clicksign][envelopes][socket]") {
  sandboxed box;
  std::set<std::string> made;
  for (int i = 0; i < 7; ++i) made.insert(box.client.envelopes().create(named("e" + std::to_string(i)))->id.text());
  box.server.forget_requests();

  envelope_query query;
  query.paging.size = 3;
  auto list = box.client.envelopes().list(query);
  CHECK(box.server.requests().empty());
  std::set<std::string> seen;
  for (auto& one : list) {
    REQUIRE(one);
    seen.insert(one->id.text());
    if (seen.size() == 3) CHECK(box.server.requests().size() == 1);
  }
  CHECK(seen == made);
  CHECK(box.server.requests().size() == 3);
}

TEST_CASE("a list is filtered and sorted by the service", "[clicksign][envelopes][socket]") {
  sandboxed box;
  for (char const* name : {"b", "a", "c & d", "c"}) static_cast<void>(box.client.envelopes().create(named(name)).value());
  envelope_query query;
  query.sort = "-name";
  auto const sorted = box.client.envelopes().list(query).all().value();
  REQUIRE(sorted.size() == 4);
  CHECK(sorted[0].name == "c & d");
  CHECK(sorted[3].name == "a");
  query.name = "c & d";
  auto const found = box.client.envelopes().list(query).all().value();
  REQUIRE(found.size() == 1);
  CHECK(found[0].name == "c & d");
  query = {};
  query.status = status(status::running);
  CHECK(box.client.envelopes().list(query).all()->empty());
  query = {};
  auto const now = box.server.now();
  query.created_at = {now - std::chrono::hours(1), now + std::chrono::hours(1)};
  CHECK(box.client.envelopes().list(query).all()->size() == 4);
  query.created_at->to = now - std::chrono::minutes(30);
  CHECK(box.client.envelopes().list(query).all()->empty());
}

TEST_CASE("a page that cannot be had ends the list with its error", "[clicksign][envelopes][socket]") {
  sandboxed box;
  auto options = sandboxed::client_options(box.server);
  options.token = secret("wrong");
  int elements = 0;
  for (auto& one : client(options).envelopes().list()) {
    REQUIRE_FALSE(one);
    CHECK(one.error().code == errc::unauthorized);
    ++elements;
  }
  CHECK(elements == 1);
}

TEST_CASE("an envelope is activated, and then deleted no more", "[clicksign][envelopes][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  CHECK(box.client.envelopes().activate(draft.envelope.id)->status == status::running);
  auto const refused = box.client.envelopes().remove(draft.envelope.id);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == errc::not_draft);
  CHECK(refused.error().outcome == outcome::rejected);
}

TEST_CASE("an empty envelope cannot be activated", "[clicksign][envelopes][socket]") {
  sandboxed box;
  auto const made = box.client.envelopes().create(named("x")).value();
  auto const refused = box.client.envelopes().activate(made.id);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == errc::invalid);
  CHECK(refused.error().http_status == 422);
  CHECK(box.client.envelopes().get(made.id)->status == status::draft);
}

TEST_CASE("a draft is deleted, and is gone", "[clicksign][envelopes][socket]") {
  sandboxed box;
  auto const made = box.client.envelopes().create(named("x")).value();
  CHECK(box.client.envelopes().remove(made.id));
  auto const gone = box.client.envelopes().get(made.id);
  REQUIRE_FALSE(gone);
  CHECK(gone.error().code == errc::not_found);
}

namespace {

/// A draft with a document that nobody is to sign.
envelope_id make_incomplete(client const& client) {
  auto const id = client.envelopes().create(named("Incompleto"))->id;
  new_document document;
  document.filename = "a.pdf";
  document.bytes = "%PDF-1.4";
  CHECK(client.documents().create(id, document));
  return id;
}

} // namespace

TEST_CASE("an envelope is activated later, which no list of events tells", "[clicksign][envelopes][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  CHECK(box.client.envelopes().activate_later(draft.envelope.id));
  CHECK(box.client.envelopes().get(draft.envelope.id)->status == status::running);
  CHECK(box.client.envelopes().activate_later(draft.envelope.id).error().code == errc::not_draft);
  event_query query;
  query.name = webhook::event_name("envelope_activated");
  CHECK(box.client.envelopes().events(draft.envelope.id, query).all()->empty());

  auto const incomplete = make_incomplete(box.client);
  CHECK(box.client.envelopes().activate_later(incomplete));
  CHECK(box.client.envelopes().get(incomplete)->status == status::draft);
  query.name = webhook::event_name("envelope_activation_failed");
  CHECK(box.client.envelopes().events(incomplete, query).all()->empty());
}

TEST_CASE("an envelope is made available, as one program of ClickSign's own starts it", "[clicksign][envelopes][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  auto const envelopes = box.client.envelopes();
  CHECK(envelopes.make_available(draft.envelope.id));
  CHECK(envelopes.get(draft.envelope.id)->status == status::running);
  CHECK(envelopes.make_available(draft.envelope.id).error().code == errc::not_draft);

  async_client async(box.client);
  auto const another = rubrica_test::make_draft(box.client);
  CHECK(start_future(async, async.envelopes().make_available(another.envelope.id)).get());
  CHECK(envelopes.get(another.envelope.id)->status == status::running);
  CHECK(box.count("POST", "/available") == 3);
}

TEST_CASE("an envelope is cancelled document by document", "[clicksign][envelopes][socket]") {
  sandboxed box;
  auto const envelopes = box.client.envelopes();
  auto const draft = rubrica_test::make_draft(box.client);
  auto const too_early = envelopes.cancel(draft.envelope.id);
  REQUIRE_FALSE(too_early);
  CHECK(too_early.error().code == errc::rule_refused);
  CHECK(too_early.error().rule == "draft_is_removed");

  new_document annex;
  annex.filename = "anexo.pdf";
  annex.bytes = "%PDF-1.4 anexo";
  auto const second = box.client.documents().create(draft.envelope.id, annex).value();
  rubrica_test::tie(box.client, draft.envelope.id, second.id, draft.signer.id);
  REQUIRE(envelopes.activate(draft.envelope.id));

  box.server.forget_requests();
  CHECK(envelopes.cancel(draft.envelope.id)->status == status::cancelled);
  CHECK(box.count("PATCH", "/documents/" + draft.document.id.text()) == 1);
  CHECK(box.count("PATCH", "/documents/" + second.id.text()) == 1);
  for (auto const& one : box.client.documents().list(draft.envelope.id).all().value()) CHECK(one.status == status::cancelled);

  box.server.forget_requests();
  CHECK(envelopes.cancel(draft.envelope.id)->status == status::cancelled); // once more: nothing is left to do
  CHECK(box.server.requests().size() == 2);
  CHECK(envelopes.cancel(envelope_id("00000000-0000-4000-8000-000000000000")).error().code == errc::not_found);
}

} // namespace envelope_test
