#include "support/catch.hpp"

#include "support/sandbox/sandboxed.hpp"

#include <rubrica/clicksign/webhook/parse.hpp>
#include <rubrica/clicksign/webhook/verify.hpp>

namespace webhook_endpoint_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::sandboxed;
using names = std::vector<webhook::event_name>;

namespace {

new_webhook_endpoint calling(std::string endpoint, names events = {webhook::event_name::sign, webhook::event_name::refusal}) {
  new_webhook_endpoint out;
  out.endpoint = std::move(endpoint);
  out.events = std::move(events);
  return out;
}

} // namespace

TEST_CASE("a webhook is created, read, listed and removed", "[clicksign][webhooks][socket]") {
  sandboxed box;
  auto const made = box.client.webhooks().create(calling("https://crm.example/hook?tenant=1")).value();
  auto const read = box.client.webhooks().get(made.id).value();
  for (webhook_endpoint const& one : {made, read}) {
    CHECK(one.id == made.id);
    CHECK(one.endpoint == "https://crm.example/hook?tenant=1");
    CHECK(one.secret.reveal().size() == 32);
    CHECK(one.secret.reveal() == made.secret.reveal());
    CHECK(one.status == webhook_status::active);
    CHECK(one.events == names{webhook::event_name::sign, webhook::event_name::refusal});
    CHECK(one.created_at.at().has_value());
    CHECK(one.updated_at.at().has_value());
    CHECK(one.raw.empty());
  }
  CHECK(box.client.webhooks().list().all()->size() == 1);
  CHECK(box.client.webhooks().remove(made.id));
  CHECK(box.client.webhooks().get(made.id).error().code == errc::not_found);
}

TEST_CASE("a change of a webhook leaves what it does not name", "[clicksign][webhooks][socket]") {
  sandboxed box;
  auto const made = box.client.webhooks().create(calling("https://crm.example")).value();
  webhook_endpoint_changes changes;
  changes.status = webhook_status::inactive;
  auto const off = box.client.webhooks().update(made.id, changes).value();
  CHECK(off.status == webhook_status::inactive);
  CHECK(off.events == made.events);
  CHECK(off.secret.reveal() == made.secret.reveal());
  changes = {};
  changes.events = names{webhook::event_name::cancel};
  changes.endpoint = "https://other.example";
  auto const moved = box.client.webhooks().update(made.id, changes).value();
  CHECK(moved.status == webhook_status::inactive);
  CHECK(moved.events == names{webhook::event_name::cancel});
  CHECK(moved.endpoint == "https://other.example");

  box.client.webhooks().create(calling("https://crm.example")).value();
  webhook_endpoint_query query;
  query.status = webhook_status::inactive;
  auto const inactive = box.client.webhooks().list(query).all().value();
  REQUIRE(inactive.size() == 1);
  CHECK(inactive[0].id == made.id);
}

TEST_CASE("an endpoint that the account has is taken", "[clicksign][webhooks][socket]") {
  sandboxed box;
  box.client.webhooks().create(calling("https://crm.example")).value();
  auto const error = box.client.webhooks().create(calling("https://crm.example")).error();
  CHECK(error.code == errc::taken);
  CHECK(error.outcome == outcome::rejected);
  REQUIRE(error.problems.size() == 1);
  CHECK(error.problems[0].pointer == "/data/attributes/endpoint");
}

TEST_CASE("a webhook's secret verifies what the simulator sends", "[clicksign][webhooks][socket]") {
  sandboxed box;
  auto const made = box.client.webhooks().create(calling("http://127.0.0.1:9", {webhook::event_name::sign})).value();
  auto const draft = rubrica_test::make_draft(box.client);
  box.client.envelopes().activate(draft.envelope.id).value();
  REQUIRE(box.server.sign(draft.signer.id.text()));
  box.server.drain_webhooks();
  auto const sent = box.server.deliveries();
  REQUIRE(sent.size() == 1);
  auto const body = webhook::verify(sent[0].body, sent[0].hmac, {made.secret});
  REQUIRE(body);
  CHECK(webhook::parse(*body)->name == webhook::event_name::sign);
}

} // namespace webhook_endpoint_test
