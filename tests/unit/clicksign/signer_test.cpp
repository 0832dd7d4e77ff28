#include "support/catch.hpp"

#include "support/sandbox/sandboxed.hpp"

namespace signer_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::sandboxed;

TEST_CASE("a signer is created, read, listed and removed", "[clicksign][signers][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  new_signer request;
  request.name = "Jos\xC3\xA9 da Silva";
  request.email = "jose@acme.example";
  request.phone_number = "11987654321";
  request.documentation = "529.982.247-25";
  request.birthday = "1984-02-03";
  request.refusable = true;
  request.group = 2;
  request.location_required = true;
  request.channels.signature_request = channel::sms;
  request.channels.signature_reminder = channel::none;
  request.channels.document_signed = channel::whatsapp;
  auto const made = box.client.signers().create(draft.envelope.id, request).value();
  auto const read = box.client.signers().get(draft.envelope.id, made.id).value();
  for (signer const& one : {made, read}) {
    CHECK(one.name == request.name);
    CHECK(one.email == request.email);
    CHECK(one.phone_number == request.phone_number);
    CHECK(one.documentation == request.documentation);
    CHECK(one.birthday == request.birthday);
    CHECK(one.has_documentation);
    CHECK(one.refusable);
    CHECK(one.group == 2);
    CHECK(one.location_required);
    CHECK(one.channels.signature_request == channel::sms);
    CHECK(one.channels.signature_reminder == channel::none);
    CHECK(one.channels.document_signed == channel::whatsapp);
    CHECK(one.created_at.at().has_value());
  }
  CHECK(box.client.signers().list(draft.envelope.id).all()->size() == 2);
  CHECK(box.client.signers().remove(draft.envelope.id, made.id));
  CHECK(box.client.signers().get(draft.envelope.id, made.id).error().code == errc::not_found);
}

TEST_CASE("a signer in person has a host", "[clicksign][signers][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  CHECK(draft.signer.host.name.empty());
  new_signer request;
  request.name = "Bia Lima";
  request.email = "bia@acme.example";
  request.host = {"Rui Prado", "rui@acme.example", channel::none};
  auto const made = box.client.signers().create(draft.envelope.id, request).value();
  auto const read = box.client.signers().get(draft.envelope.id, made.id).value();
  for (signer const& one : {made, read}) {
    CHECK(one.host.name == request.host.name);
    CHECK(one.host.email == request.host.email);
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
  CHECK(refused.error().outcome == outcome::rejected);
  CHECK(refused.error().code == errc::already_signed);
}

TEST_CASE("a wrong CPF is told with its pointer", "[clicksign][signers][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  new_signer request;
  request.name = "Ana Souza";
  request.email = "ana2@acme.example";
  request.documentation = "529.982.247-24";
  auto const error = box.client.signers().create(draft.envelope.id, request).error();
  CHECK(error.code == errc::invalid);
  REQUIRE(error.problems.size() == 1);
  CHECK(error.problems[0].pointer == "/data/attributes/documentation");
  CHECK(to_string(error).find("529") == std::string::npos);
}

TEST_CASE("a signer joins a running envelope without a group", "[clicksign][signers][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  REQUIRE(box.client.envelopes().activate(draft.envelope.id));
  new_signer request;
  request.name = "Bruno Lima";
  request.email = "bruno@acme.example";
  auto const made = box.client.signers().create(draft.envelope.id, request);
  REQUIRE(made);
  CHECK(made->group == 1);
  CHECK(box.client.signers().remove(draft.envelope.id, made->id));
  request.group = 2;
  auto const refused = box.client.signers().create(draft.envelope.id, request);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().http_status == 400);
  CHECK(refused.error().problems[0].pointer == "/data/attributes/group");
}

TEST_CASE("a signer's values go out as they look, and are hidden so", "[clicksign][signers][socket][secrets][rule8]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  new_signer request;
  request.name = "Bruno\xC2\xA0"
                 "Lima\n";
  request.email = "\xEF\xBB\xBF"
                  "bruno@acme.example ";
  request.documentation = "529.982.247\xE2\x80\x93"
                          "25";
  auto const made = box.client.signers().create(draft.envelope.id, request).value();
  CHECK(made.name == "Bruno Lima");
  CHECK(made.email == "bruno@acme.example");
  CHECK(made.documentation == "529.982.247-25");
}

} // namespace signer_test
