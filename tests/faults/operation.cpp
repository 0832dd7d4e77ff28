#include "faults/operation.hpp"

#include "faults/values.hpp"
#include "support/temporary_folder.hpp"

#include <rubrica/clicksign/async_client.hpp>
#include <rubrica/clicksign/future.hpp>

#include <nlohmann/json.hpp>

namespace rubrica_test {
namespace {

using namespace rubrica::clicksign;
using nlohmann::json;
using rubrica::acceptance_term_id;
using rubrica::document_id;
using rubrica::envelope_id;
using rubrica::folder_id;
using rubrica::requirement_id;
using rubrica::signer_id;
using rubrica::template_field_id;
using rubrica::template_id;
using rubrica::watcher_id;
using rubrica::webhook_id;

constexpr char const* id = values::id;

template <class T> std::optional<rubrica::error_info> failure(rubrica::result<T> const& got) {
  if (got) return std::nullopt;
  return got.error();
}

std::string const& a_file() {
  static temporary_folder const folder;
  static std::string const path = folder.write("contrato.pdf", values::file_bytes());
  return path;
}

new_envelope an_envelope() {
  new_envelope out;
  out.name = "Contrato de prestacao";
  return out;
}
envelope_changes another_name() {
  envelope_changes out;
  out.name = std::string("Outro contrato");
  return out;
}
new_document a_document() {
  new_document out;
  out.filename = "contrato.pdf";
  out.path = a_file();
  return out;
}
new_document a_document_in_memory() {
  new_document out;
  out.filename = "contrato.pdf";
  out.bytes = values::file_bytes();
  return out;
}
document_changes other_metadata() {
  document_changes out;
  out.metadata = std::string(R"({"kind":"contract"})");
  return out;
}
new_signer a_signer() {
  new_signer out;
  out.name = values::name;
  out.email = values::email;
  out.phone_number = values::phone;
  out.documentation = values::cpf;
  out.birthday = values::birthday;
  return out;
}
new_requirement a_requirement() {
  new_requirement out;
  out.document = document_id(id);
  out.signer = signer_id(id);
  out.role = role::sign;
  return out;
}
new_watcher a_watcher() {
  new_watcher out;
  out.email = values::email;
  return out;
}
new_token_event a_token_event() {
  new_token_event out;
  out.occurred_at = rubrica::timestamp("2026-03-02T09:00:00-03:00");
  out.signer_name = values::name;
  out.signer_email = values::email;
  out.signer_phone = values::phone;
  return out;
}
new_image_event an_image_event() {
  new_image_event out;
  out.title = "Foto";
  out.occurred_at = rubrica::timestamp("2026-03-02T09:00:00-03:00");
  out.filename = "foto.png";
  out.bytes = values::file_bytes();
  return out;
}
new_template a_template() {
  new_template out;
  out.name = "Modelo";
  out.bytes = values::file_bytes();
  return out;
}
new_acceptance_term a_term() {
  new_acceptance_term out;
  out.title = "Aceite";
  out.message = "Concorda?";
  out.signer_name = values::name;
  out.signer_phone = values::phone;
  return out;
}
new_webhook a_webhook() {
  return {"https://crm.example/clicksign", {webhook::event_name(webhook::event_name::sign)}, {}};
}
raw_request a_raw_request(rubrica::http::method verb, std::string body = {}) {
  raw_request out;
  out.verb = verb;
  out.path = "/things";
  out.body = std::move(body);
  return out;
}

using rows = std::vector<operation>;

rows of_envelopes() {
  return {
      {"create envelope", kind::creation, shape::resource, "envelopes",
       [](auto& c, auto& how) { return failure(c.envelopes().create(an_envelope(), how)); }},
      {"get envelope", kind::read, shape::resource, "envelopes",
       [](auto& c, auto& how) { return failure(c.envelopes().get(envelope_id(id), how)); }},
      {"list envelopes", kind::read, shape::list, "envelopes",
       [](auto& c, auto& how) { return failure(c.envelopes().list({}, how).all()); }},
      {"update envelope", kind::change, shape::resource, "envelopes",
       [](auto& c, auto& how) { return failure(c.envelopes().update(envelope_id(id), another_name(), how)); }},
      {"activate envelope", kind::change, shape::resource, "envelopes",
       [](auto& c, auto& how) { return failure(c.envelopes().activate(envelope_id(id), how)); }},
      {"activate envelope later", kind::creation, shape::nothing, "",
       [](auto& c, auto& how) { return failure(c.envelopes().activate_later(envelope_id(id), how)); }},
      {"move envelope", kind::change, shape::nothing, "",
       [](auto& c, auto& how) { return failure(c.envelopes().move(envelope_id(id), folder_id(id), how)); }},
      {"list events of envelope", kind::read, shape::list, "events",
       [](auto& c, auto& how) { return failure(c.envelopes().events(envelope_id(id), {}, how).all()); }},
      {"remove envelope", kind::change, shape::nothing, "",
       [](auto& c, auto& how) { return failure(c.envelopes().remove(envelope_id(id), how)); }},
  };
}

rows of_documents() {
  static envelope_id const e(id);
  static document_id const d(id);
  return {
      {"upload document from file", kind::creation, shape::resource, "documents",
       [](auto& c, auto& how) { return failure(c.documents().create(e, a_document(), how)); }},
      {"upload document from memory", kind::creation, shape::resource, "documents",
       [](auto& c, auto& how) { return failure(c.documents().create(e, a_document_in_memory(), how)); }},
      {"get document", kind::read, shape::resource, "documents",
       [](auto& c, auto& how) { return failure(c.documents().get(e, d, how)); }},
      {"list documents", kind::read, shape::list, "documents",
       [](auto& c, auto& how) { return failure(c.documents().list(e, {}, how).all()); }},
      {"update document", kind::change, shape::resource, "documents",
       [](auto& c, auto& how) { return failure(c.documents().update(e, d, other_metadata(), how)); }},
      {"cancel document", kind::change, shape::resource, "documents",
       [](auto& c, auto& how) { return failure(c.documents().cancel(e, d, how)); }},
      {"close document", kind::change, shape::resource, "documents",
       [](auto& c, auto& how) { return failure(c.documents().close(e, d, how)); }},
      {"remove document", kind::change, shape::nothing, "",
       [](auto& c, auto& how) { return failure(c.documents().remove(e, d, how)); }},
      {"list events of document", kind::read, shape::list, "events",
       [](auto& c, auto& how) { return failure(c.documents().events(e, d, {}, how).all()); }},
      {"add token event", kind::creation, shape::resource, "events",
       [](auto& c, auto& how) { return failure(c.documents().add_event(e, d, a_token_event(), how)); }},
      {"add image event", kind::creation, shape::resource, "events",
       [](auto& c, auto& how) { return failure(c.documents().add_event(e, d, an_image_event(), how)); }},
  };
}

rows of_people() {
  static envelope_id const e(id);
  return {
      {"create signer", kind::creation, shape::resource, "signers",
       [](auto& c, auto& how) { return failure(c.signers().create(e, a_signer(), how)); }},
      {"get signer", kind::read, shape::resource, "signers",
       [](auto& c, auto& how) { return failure(c.signers().get(e, signer_id(id), how)); }},
      {"list signers", kind::read, shape::list, "signers",
       [](auto& c, auto& how) { return failure(c.signers().list(e, {}, how).all()); }},
      {"remove signer", kind::change, shape::nothing, "",
       [](auto& c, auto& how) { return failure(c.signers().remove(e, signer_id(id), how)); }},
      {"create watcher", kind::creation, shape::resource, "signature_watchers",
       [](auto& c, auto& how) { return failure(c.watchers().create(e, a_watcher(), how)); }},
      {"get watcher", kind::read, shape::resource, "signature_watchers",
       [](auto& c, auto& how) { return failure(c.watchers().get(e, watcher_id(id), how)); }},
      {"list watchers", kind::read, shape::list, "signature_watchers",
       [](auto& c, auto& how) { return failure(c.watchers().list(e, {}, how).all()); }},
      {"remove watcher", kind::change, shape::nothing, "",
       [](auto& c, auto& how) { return failure(c.watchers().remove(e, watcher_id(id), how)); }},
      {"notify all", kind::message, shape::resource, "notifications",
       [](auto& c, auto& how) { return failure(c.notifications().notify(e, new_notification(), how)); }},
      {"notify signer", kind::message, shape::resource, "notifications",
       [](auto& c, auto& how) { return failure(c.notifications().notify(e, signer_id(id), {}, how)); }},
  };
}

rows of_requirements() {
  static envelope_id const e(id);
  return {
      {"create requirement", kind::creation, shape::resource, "requirements",
       [](auto& c, auto& how) { return failure(c.requirements().create(e, a_requirement(), how)); }},
      {"get requirement", kind::read, shape::resource, "requirements",
       [](auto& c, auto& how) { return failure(c.requirements().get(e, requirement_id(id), how)); }},
      {"list requirements", kind::read, shape::list, "requirements",
       [](auto& c, auto& how) { return failure(c.requirements().list(e, {}, how).all()); }},
      {"remove requirement", kind::change, shape::nothing, "",
       [](auto& c, auto& how) { return failure(c.requirements().remove(e, requirement_id(id), how)); }},
      {"bulk requirements", kind::creation, shape::bulk, "requirements",
       [](auto& c, auto& how) {
         return failure(c.bulk_requirements().apply(e, {a_requirement(), remove_requirement{requirement_id(id)}}, how));
       }},
  };
}

rows of_the_account() {
  return {
      {"create folder", kind::creation, shape::resource, "folders",
       [](auto& c, auto& how) {
         return failure(c.folders().create({"Contratos", {}}, how));
       }},
      {"get folder", kind::read, shape::resource, "folders",
       [](auto& c, auto& how) { return failure(c.folders().get(folder_id(id), how)); }},
      {"list folders", kind::read, shape::list, "folders",
       [](auto& c, auto& how) { return failure(c.folders().list({}, how).all()); }},
      {"rename folder", kind::change, shape::resource, "folders",
       [](auto& c, auto& how) { return failure(c.folders().rename(folder_id(id), "Outra", how)); }},
      {"create template", kind::creation, shape::resource, "templates",
       [](auto& c, auto& how) { return failure(c.templates().create(a_template(), how)); }},
      {"get template", kind::read, shape::resource, "templates",
       [](auto& c, auto& how) { return failure(c.templates().get(template_id(id), how)); }},
      {"list templates", kind::read, shape::list, "templates",
       [](auto& c, auto& how) { return failure(c.templates().list({}, how).all()); }},
      {"update template", kind::change, shape::resource, "templates",
       [](auto& c, auto& how) {
         template_changes changes;
         changes.name = std::string("Outro modelo");
         return failure(c.templates().update(template_id(id), changes, how));
       }},
      {"remove template", kind::change, shape::nothing, "",
       [](auto& c, auto& how) { return failure(c.templates().remove(template_id(id), how)); }},
      {"list fields of template", kind::read, shape::list, "template_fields",
       [](auto& c, auto& how) { return failure(c.template_fields().list(template_id(id), {}, how).all()); }},
      {"list template fields", kind::read, shape::list, "template_fields",
       [](auto& c, auto& how) { return failure(c.template_fields().list(template_field_query(), how).all()); }},
      {"rename template field", kind::change, shape::resource, "template_fields",
       [](auto& c, auto& how) {
         return failure(c.template_fields().rename(template_id(id), template_field_id(id), "cliente", how));
       }},
      {"remove template field", kind::change, shape::nothing, "",
       [](auto& c, auto& how) { return failure(c.template_fields().remove(template_id(id), template_field_id(id), how)); }},
      {"create webhook", kind::creation, shape::resource, "webhooks",
       [](auto& c, auto& how) { return failure(c.webhooks().create(a_webhook(), how)); }},
      {"get webhook", kind::read, shape::resource, "webhooks",
       [](auto& c, auto& how) { return failure(c.webhooks().get(webhook_id(id), how)); }},
      {"list webhooks", kind::read, shape::list, "webhooks",
       [](auto& c, auto& how) { return failure(c.webhooks().list({}, how).all()); }},
      {"update webhook", kind::change, shape::resource, "webhooks",
       [](auto& c, auto& how) {
         webhook_changes changes;
         changes.status = webhook_status(webhook_status::inactive);
         return failure(c.webhooks().update(webhook_id(id), changes, how));
       }},
      {"remove webhook", kind::change, shape::nothing, "",
       [](auto& c, auto& how) { return failure(c.webhooks().remove(webhook_id(id), how)); }},
  };
}

rows of_terms_and_raw_calls() {
  using rubrica::http::method;
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

/// Attributes of every resource at once; each model takes those that it knows.
json attributes() {
  return {{"name", values::name},
          {"email", values::email},
          {"phone_number", values::phone},
          {"documentation", values::cpf},
          {"birthday", values::birthday},
          {"signer_name", values::name},
          {"signer_phone", values::phone},
          {"secret", values::webhook_secret},
          {"status", std::string("novo ") + values::email},
          {"locale", values::name},
          {"message", values::sealed},
          {std::string("field ") + values::cpf, values::phone},
          {"unknown", {{"of", values::name}}}};
}

json resource(char const* type) {
  std::string const link = std::string("https://files.example/x?") + values::link_query;
  return {
      {"id", id}, {"type", type}, {"attributes", attributes()}, {"links", {{"files", {{"original", link}, {"signed", link}}}}}};
}

} // namespace

std::vector<operation> const& all_operations() {
  static rows const all = [] {
    rows out;
    for (rows const& some :
         {of_envelopes(), of_documents(), of_people(), of_requirements(), of_the_account(), of_terms_and_raw_calls()})
      out.insert(out.end(), some.begin(), some.end());
    return out;
  }();
  return all;
}

std::string good_body(operation const& what) {
  switch (what.answer) {
  case shape::resource:
  case shape::any_json:
  case shape::nothing: return json{{"data", resource(what.type)}}.dump();
  case shape::list: return json{{"data", json::array({resource(what.type)})}, {"meta", {{"record_count", 1}}}}.dump();
  case shape::bulk: {
    json const added = {{"data", resource(what.type)}};
    return json{{"atomic:results", json::array({added, json::object()})}}.dump();
  }
  }
  return {};
}

} // namespace rubrica_test
