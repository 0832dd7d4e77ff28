#include "faults/operation_rows.hpp"

#include <rubrica/clicksign/async_client.hpp>
#include <rubrica/clicksign/future.hpp>

namespace rubrica_test {

using namespace rubrica::clicksign;
using rubrica::acceptance_term_id;
using rubrica::auto_signature_term_id;
using rubrica::envelope_id;

namespace {

new_acceptance_term a_term() {
  new_acceptance_term out;
  out.title = "Aceite";
  out.message = "Concorda?";
  out.signer_name = values::name;
  out.signer_phone = values::phone;
  out.sender_phone = values::other_phone;
  return out;
}
new_auto_signature_term a_consent() {
  new_auto_signature_term out;
  out.name = values::name;
  out.email = values::email;
  out.documentation = values::cpf;
  out.birthday = values::birthday;
  out.api_email = values::other_email;
  out.admin_email = values::other_email;
  return out;
}
new_envelope_bulk_creation an_envelope_at_once() {
  new_envelope_bulk_creation out;
  out.source = "crm";
  out.envelope = an_envelope();
  out.document = a_document_in_memory();
  out.signers.push_back({a_signer(), {role::sign}, {auth::email}});
  return out;
}
new_envelope_bulk_creation an_envelope_of_a_template() {
  auto out = an_envelope_at_once();
  out.document = a_document_of_a_template();
  return out;
}
rubrica::clicksign::raw_request a_raw_request(rubrica::http::method verb, std::string body = {}) {
  rubrica::clicksign::raw_request out;
  out.verb = verb;
  out.path = "/things";
  out.query = {{"filter[name]", values::name}};
  out.body = std::move(body);
  return out;
}

} // namespace

rows rows_of_terms() {
  return {
      {"create acceptance term", kind::message, shape::resource, "acceptance_term_whatsapps",
       [](auto& c, auto& how) { return failure(c.acceptance_terms().create(a_term(), how)); }},
      {"get acceptance term", kind::read, shape::resource, "acceptance_term_whatsapps",
       [](auto& c, auto& how) { return failure(c.acceptance_terms().get(acceptance_term_id(id), how)); }},
      {"get acceptance term with messages", kind::read, shape::resource, "acceptance_term_whatsapps",
       [](auto& c, auto& how) { return failure(c.acceptance_terms().get_with_messages(acceptance_term_id(id), how)); }},
      {"list acceptance terms", kind::read, shape::list, "acceptance_term_whatsapps",
       [](auto& c, auto& how) { return failure(c.acceptance_terms().list({}, how).all()); }},
      {"cancel acceptance term", kind::message, shape::resource, "acceptance_term_whatsapps",
       [](auto& c, auto& how) { return failure(c.acceptance_terms().cancel(acceptance_term_id(id), how)); }},
      {"create auto-signature term", kind::creation, shape::resource, "auto_signature_terms",
       [](auto& c, auto& how) { return failure(c.auto_signature_terms().create(a_consent(), how)); }},
      {"get auto-signature term", kind::read, shape::resource, "auto_signature_terms",
       [](auto& c, auto& how) { return failure(c.auto_signature_terms().get(auto_signature_term_id(id), how)); }},
  };
}

rows rows_of_calls_in_other_ways() {
  using rubrica::http::method;
  return {
      {"create envelope in bulk from memory", kind::message, shape::resource, "envelope_bulk_creations",
       [](auto& c, auto& how) { return failure(c.envelope_bulk_creations().create(an_envelope_at_once(), how)); }},
      {"create envelope in bulk from template", kind::message, shape::resource, "envelope_bulk_creations",
       [](auto& c, auto& how) { return failure(c.envelope_bulk_creations().create(an_envelope_of_a_template(), how)); }},
      {"raw GET", kind::read, shape::any_json, "",
       [](auto& c, auto& how) { return failure(c.raw().send(a_raw_request(method::get), how)); }},
      {"raw POST", kind::message, shape::any_json, "",
       [](auto& c, auto& how) { return failure(c.raw().send(a_raw_request(method::post, "{}"), how)); }},
      {"create envelope, asynchronously", kind::creation, shape::resource, "envelopes",
       [](auto& c, auto& how) {
         async_client async(c);
         return failure(start(async, async.envelopes().create(an_envelope(), how)).get());
       }},
      {"remove envelope, asynchronously", kind::change, shape::nothing, "",
       [](auto& c, auto& how) {
         async_client async(c);
         return failure(start(async, async.envelopes().remove(envelope_id(id), how)).get());
       }},
  };
}

} // namespace rubrica_test
