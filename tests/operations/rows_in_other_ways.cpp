#include "operations/rows.hpp"

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
      {"acceptance_terms().create", method::post, "/acceptance_term/whatsapps", kind::message, shape::resource,
       "acceptance_term_whatsapps", "a term is sent, read and listed",
       [](auto& c, auto& options) { return failure(c.acceptance_terms().create(a_term(), options)); }},
      {"acceptance_terms().get", method::get, "/acceptance_term/whatsapps/{acceptance_term_id}", kind::read, shape::resource,
       "acceptance_term_whatsapps", "a term is sent, read and listed",
       [](auto& c, auto& options) { return failure(c.acceptance_terms().get(acceptance_term_id(id), options)); }},
      {"acceptance_terms().get_with_messages", method::get, "/acceptance_term/whatsapps/{acceptance_term_id}", kind::read,
       shape::resource, "acceptance_term_whatsapps", "messages come where they are asked for",
       [](auto& c, auto& options) { return failure(c.acceptance_terms().get_with_messages(acceptance_term_id(id), options)); }},
      {"acceptance_terms().list", method::get, "/acceptance_term/whatsapps", kind::read, shape::list, "acceptance_term_whatsapps",
       "a term is sent, read and listed",
       [](auto& c, auto& options) { return failure(c.acceptance_terms().list({}, options).all()); }},
      {"acceptance_terms().cancel", method::patch, "/acceptance_term/whatsapps/{acceptance_term_id}", kind::message,
       shape::resource, "acceptance_term_whatsapps", "a term is cancelled while it waits, and no more when it has ended",
       [](auto& c, auto& options) { return failure(c.acceptance_terms().cancel(acceptance_term_id(id), options)); }},
      {"auto_signature_terms().create", method::post, "/auto_signature/terms", kind::creation, shape::resource,
       "auto_signature_terms", "a term is made and read",
       [](auto& c, auto& options) { return failure(c.auto_signature_terms().create(a_consent(), options)); }},
      {"auto_signature_terms().get", method::get, "/auto_signature/terms/{auto_signature_term_id}", kind::read, shape::resource,
       "auto_signature_terms", "a term is made and read",
       [](auto& c, auto& options) { return failure(c.auto_signature_terms().get(auto_signature_term_id(id), options)); }},
  };
}

rows rows_of_calls_in_other_ways() {
  return {
      {"envelope_bulk_creations().create", method::post, "/envelope_bulk_creations", kind::message, shape::resource,
       "envelope_bulk_creations", "one request makes an envelope that runs",
       [](auto& c, auto& options) { return failure(c.envelope_bulk_creations().create(an_envelope_at_once(), options)); }},
      {"envelope_bulk_creations().create, from a template", method::post, "/envelope_bulk_creations", kind::message,
       shape::resource, "envelope_bulk_creations", "",
       [](auto& c, auto& options) { return failure(c.envelope_bulk_creations().create(an_envelope_of_a_template(), options)); }},
      {"raw().send", method::get, "", kind::read, shape::any_json, "", "a route without a method is called with each verb",
       [](auto& c, auto& options) { return failure(c.raw().send(a_raw_request(method::get), options)); }},
      {"raw().send, with a body", method::post, "", kind::message, shape::any_json, "", "",
       [](auto& c, auto& options) { return failure(c.raw().send(a_raw_request(method::post, "{}"), options)); }},
      {"envelopes().create, asynchronously", method::post, "/envelopes", kind::creation, shape::resource, "envelopes", "",
       [](auto& c, auto& options) {
         async_client async(c);
         return failure(start_future(async, async.envelopes().create(an_envelope(), options)).get());
       }},
      {"envelopes().remove, asynchronously", method::del, "/envelopes/{envelope_id}", kind::change, shape::nothing, "", "",
       [](auto& c, auto& options) {
         async_client async(c);
         return failure(start_future(async, async.envelopes().remove(envelope_id(id), options)).get());
       }},
  };
}

} // namespace rubrica_test
