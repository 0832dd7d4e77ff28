#include "support/catch.hpp"

#include "support/sandbox/evidence.hpp"
#include "support/sandbox/records.hpp"
#include "support/sandbox/sandboxed.hpp"

#include <rubrica/clicksign/auto_signature_term.hpp>

namespace auto_signature_term_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::sandboxed;
using rubrica_test::small_term;

namespace {

new_signer signer_of(new_auto_signature_term const& request) {
  new_signer out;
  out.name = request.name;
  out.email = request.email;
  out.documentation = request.documentation;
  out.birthday = request.birthday;
  return out;
}

} // namespace

TEST_CASE("a term is made and read", "[clicksign][auto_signature_terms][socket]") {
  sandboxed box;
  auto const made = box.client.auto_signature_terms().create(small_term()).value();
  auto const read = box.client.auto_signature_terms().get(made.id).value();
  for (auto const& one : {made, read}) {
    CHECK(one.id == made.id);
    CHECK(one.name == small_term().name);
    CHECK(one.email == small_term().email);
    CHECK(one.documentation == small_term().documentation);
    CHECK(one.birthday == small_term().birthday);
    CHECK(one.created_at.at().has_value());
    CHECK(one.updated_at.at().has_value());
    CHECK(one.raw.empty());
  }
  CHECK(box.client.auto_signature_terms().get(auto_signature_term_id("x")).error().code == errc::not_found);
}

TEST_CASE("a second term with the same operator is taken, and an incomplete one says what lacks, without values",
          "[clicksign][auto_signature_terms][socket][secrets]") {
  sandboxed box;
  CHECK(box.client.auto_signature_terms().create(small_term()));
  auto const again = box.client.auto_signature_terms().create(small_term()).error();
  CHECK(again.code == errc::taken);
  CHECK(again.outcome == outcome::rejected);
  auto request = small_term();
  request.documentation = "529.982.247-26";
  auto const refused = box.client.auto_signature_terms().create(request).error();
  CHECK(refused.code == errc::invalid);
  CHECK(refused.problems.at(0).pointer == "/data/attributes/documentation");
  CHECK(to_string(refused).find("529") == std::string::npos);
}

TEST_CASE("who has a signed term signs when the envelope runs", "[clicksign][auto_signature_terms][socket]") {
  sandboxed box;
  auto const made = box.client.auto_signature_terms().create(small_term()).value();
  auto draft = rubrica_test::make_draft(box.client);
  draft.signer = box.client.signers().create(draft.envelope.id, signer_of(small_term())).value();
  auto const automatic = rubrica_test::evidence(draft, auth::auto_signature);
  CHECK(box.client.requirements().create(draft.envelope.id, automatic).error().code == errc::invalid);
  REQUIRE(box.server.sign_auto_signature_term(made.id.text()));
  CHECK(box.client.requirements().create(draft.envelope.id, automatic));
  auto agree = automatic;
  agree.action = requirement_action::agree;
  agree.auth = authentication();
  agree.role = role::sign;
  CHECK(box.client.requirements().create(draft.envelope.id, agree));
  CHECK(box.client.envelopes().activate(draft.envelope.id));
  event_query query;
  query.name = webhook::event_name("sign");
  CHECK(box.client.envelopes().events(draft.envelope.id, query).all()->size() == 1);
  CHECK(box.client.envelopes().get(draft.envelope.id)->status == status::running); // the other signer has not signed
}

} // namespace auto_signature_term_test
