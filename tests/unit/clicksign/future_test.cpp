#include "support/catch.hpp"

#include "support/sandbox/records.hpp"
#include "support/sandbox/sandboxed.hpp"

#include <rubrica/clicksign/future.hpp>

namespace future_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::sandboxed;

TEST_CASE("a future brings the result, and an error as one", "[clicksign][async][socket]") {
  sandboxed box;
  async_client async(box.client);
  new_envelope request;
  request.name = "Contrato";
  std::future<result<envelope>> made = start_future(async, async.envelopes().create(request));
  auto const envelope = made.get().value();
  auto gone = start_future(async, async.envelopes().remove(envelope.id));
  CHECK(gone.get());
  CHECK(start_future(async, async.envelopes().get(envelope.id)).get().error().code == errc::not_found);
  CHECK(start_future(async, async.envelopes().get(envelope_id("../x"))).get().error().code == errc::invalid_argument);
}

TEST_CASE("a future that nobody waits for lets its call go on", "[clicksign][async][socket]") {
  sandboxed box;
  {
    async_client async(box.client);
    new_envelope request;
    request.name = "Contrato";
    static_cast<void>(start_future(async, async.envelopes().create(request)));
    // Calls run in the order of their start, one at a time per connection, so this one ends after the other.
    while (start_future(async, async.envelopes().list()).get()->items.empty()) {
    }
  }
  CHECK(box.client.envelopes().list().all().value().size() == 1);
}

TEST_CASE("every resource of the account can be reached by futures", "[clicksign][async][socket]") {
  sandboxed box;
  async_client async(box.client);
  auto const draft = rubrica_test::make_draft(box.client);
  new_watcher watcher;
  watcher.email = "chefe@exemplo.com.br";
  auto watching = start_future(async, async.watchers().create(draft.envelope.id, watcher));
  new_folder folder;
  folder.name = "Contratos";
  auto filing = start_future(async, async.folders().create(folder));
  auto modelling = start_future(async, async.templates().create(rubrica_test::small_template("{{nome}}")));
  auto const term = rubrica_test::small_term();
  auto consenting = start_future(async, async.auto_signature_terms().create(term));
  new_envelope_bulk_creation bulk;
  bulk.source = "crm";
  bulk.envelope.name = "Lote";
  bulk.document.filename = "a.pdf";
  bulk.document.bytes = "%PDF-1.4";
  bulk.signers.resize(1);
  bulk.signers[0].who.name = "Ana Souza";
  bulk.signers[0].who.email = "ana@acme.example";
  auto creating = start_future(async, async.envelope_bulk_creations().create(bulk));

  CHECK(watching.get()->email == watcher.email);
  CHECK(filing.get()->name == "Contratos");
  CHECK(consenting.get()->email == term.email);
  CHECK_FALSE(creating.get()->job.empty());
  auto const made = modelling.get().value();
  CHECK(start_future(async, async.template_fields().list(made.id)).get()->items.at(0).name == "nome");
}

} // namespace future_test
