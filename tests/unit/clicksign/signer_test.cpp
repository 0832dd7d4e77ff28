#include "support/catch.hpp"

#include "support/sandbox/sandboxed.hpp"

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::sandboxed;

TEST_CASE("a signer is created, read, listed and removed", "[clicksign][signers][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  new_signer what;
  what.name = "Jos\xC3\xA9 da Silva";
  what.email = "jose@acme.example";
  what.phone_number = "11987654321";
  what.documentation = "529.982.247-25";
  what.birthday = "1984-02-03";
  what.refusable = true;
  what.group = 2;
  what.location_required = true;
  what.channels.signature_request = channel::sms;
  what.channels.signature_reminder = channel::none;
  what.channels.document_signed = channel::whatsapp;
  auto const made = box.client.signers().create(draft.envelope.id, what).value();
  auto const read = box.client.signers().get(draft.envelope.id, made.id).value();
  for (signer const& one : {made, read}) {
    CHECK(one.name == what.name);
    CHECK(one.email == what.email);
    CHECK(one.phone_number == what.phone_number);
    CHECK(one.documentation == what.documentation);
    CHECK(one.birthday == what.birthday);
    CHECK(one.has_documentation);
    CHECK(one.refusable);
    CHECK(one.group == 2);
    CHECK(one.location_required);
    CHECK(one.channels.signature_request == channel::sms);
    CHECK(one.channels.signature_reminder == channel::none);
    CHECK(one.channels.document_signed == channel::whatsapp);
    CHECK(one.created.at().has_value());
  }
  CHECK(box.client.signers().list(draft.envelope.id).all()->size() == 2);
  CHECK(box.client.signers().remove(draft.envelope.id, made.id));
  CHECK(box.client.signers().get(draft.envelope.id, made.id).error().code == errc::not_found);
}

TEST_CASE("a signer in person has a host", "[clicksign][signers][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  CHECK(draft.signer.host.name.empty());
  new_signer what;
  what.name = "Bia Lima";
  what.email = "bia@acme.example";
  what.host = {"Rui Prado", "rui@acme.example", channel::none};
  auto const made = box.client.signers().create(draft.envelope.id, what).value();
  auto const read = box.client.signers().get(draft.envelope.id, made.id).value();
  for (signer const& one : {made, read}) {
    CHECK(one.host.name == what.host.name);
    CHECK(one.host.email == what.host.email);
    CHECK(one.host.signature_request == channel::none);
    CHECK(one.raw.empty());
  }
  new_requirement in_person;
  in_person.action = requirement_action::provide_evidence;
  in_person.document = draft.document.id;
  in_person.auth = auth::presential;
  in_person.signer = made.id;
  CHECK(box.client.requirements().create(draft.envelope.id, in_person));
  in_person.signer = draft.signer.id; // who has no host
  CHECK(box.client.requirements().create(draft.envelope.id, in_person).error().code == errc::invalid);
}

TEST_CASE("a signer who signed stays", "[clicksign][signers][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  CHECK(box.client.envelopes().activate(draft.envelope.id));
  CHECK(box.server.sign(draft.signer.id.text()));
  auto const refused = box.client.signers().remove(draft.envelope.id, draft.signer.id);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().effect == outcome::rejected);
  CHECK(refused.error().code == errc::already_signed);
}

TEST_CASE("a wrong CPF is told with its pointer", "[clicksign][signers][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  new_signer what;
  what.name = "Ana Souza";
  what.email = "ana2@acme.example";
  what.documentation = "529.982.247-24";
  auto const error = box.client.signers().create(draft.envelope.id, what).error();
  CHECK(error.code == errc::invalid);
  REQUIRE(error.errors.size() == 1);
  CHECK(error.errors[0].pointer == "/data/attributes/documentation");
  CHECK(to_string(error).find("529") == std::string::npos);
}

TEST_CASE("a signer joins a running envelope without a group", "[clicksign][signers][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  REQUIRE(box.client.envelopes().activate(draft.envelope.id));
  new_signer what;
  what.name = "Bruno Lima";
  what.email = "bruno@acme.example";
  auto const made = box.client.signers().create(draft.envelope.id, what);
  REQUIRE(made);
  CHECK(made->group == 1);
  CHECK(box.client.signers().remove(draft.envelope.id, made->id));
  what.group = 2;
  auto const refused = box.client.signers().create(draft.envelope.id, what);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().http_status == 400);
  CHECK(refused.error().errors[0].pointer == "/data/attributes/group");
}

TEST_CASE("a signer's values go out as they look, and are hidden so", "[clicksign][signers][socket][secrets][rule8]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  new_signer what;
  what.name = "Bruno\xC2\xA0"
              "Lima\n";
  what.email = "\xEF\xBB\xBF"
               "bruno@acme.example ";
  what.documentation = "529.982.247\xE2\x80\x93"
                       "25";
  auto const made = box.client.signers().create(draft.envelope.id, what).value();
  CHECK(made.name == "Bruno Lima");
  CHECK(made.email == "bruno@acme.example");
  CHECK(made.documentation == "529.982.247-25");
}
