#include "operations/rows.hpp"
#include "support/files/temporary_folder.hpp"
#include "support/http/raw_server.hpp"

#include <nlohmann/json.hpp>

namespace rubrica_test {

using namespace rubrica::clicksign;
using rubrica::document_id;
using rubrica::envelope_id;
using rubrica::folder_id;
using rubrica::requirement_id;
using rubrica::signer_id;
using rubrica::template_id;
using rubrica::watcher_id;

new_envelope an_envelope() {
  new_envelope out;
  out.name = "Contrato de prestacao";
  return out;
}
new_document a_document_in_memory() {
  new_document out;
  out.filename = "contrato.pdf";
  out.bytes = values::file_bytes();
  return out;
}
new_document a_document_of_a_template() {
  new_document out;
  out.filename = "contrato.docx";
  out.source_template = template_source{template_id(id), nlohmann::json{{"cliente", values::other_name}}.dump()};
  return out;
}
new_signer a_signer() {
  new_signer out;
  out.name = values::name;
  out.email = values::email;
  out.phone_number = values::phone;
  out.documentation = values::cpf;
  out.birthday = values::birthday;
  out.host.name = values::other_name;
  out.host.email = values::other_email;
  return out;
}

namespace {

std::string const& a_file() {
  static temporary_folder const folder;
  static std::string const path = folder.write("contrato.pdf", values::file_bytes());
  return path;
}

envelope_changes another_name() {
  envelope_changes out;
  out.name = std::string("Outro contrato");
  return out;
}
envelope_query envelopes_of_somebody() {
  envelope_query out;
  out.name = values::name;
  return out;
}
new_document a_document() {
  new_document out;
  out.filename = "contrato.pdf";
  out.path = a_file();
  return out;
}
document_changes other_metadata() {
  document_changes out;
  out.metadata = std::string(R"({"kind":"contract"})");
  return out;
}
document_query documents_of_somebody() {
  document_query out;
  out.filename = values::name;
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

/// The requests of `envelopes().cancel` for an envelope with one document.
enum class cancelling { list, document, envelope };

auto all_but(cancelling own) {
  return [own](raw_request const& asked) -> std::optional<std::string> {
    bool const of_documents = asked.target.find("/documents") != std::string::npos;
    auto const which = asked.method == "PATCH" ? cancelling::document : of_documents ? cancelling::list : cancelling::envelope;
    if (which == own) return std::nullopt;
    if (which == cancelling::list) return good_body(shape::list, "documents");
    return good_body(shape::resource, which == cancelling::document ? "documents" : "envelopes");
  };
}

} // namespace

rows rows_of_envelopes() {
  return {
      {"envelopes().create", method::post, "/envelopes", kind::creation, shape::resource, "envelopes",
       "an envelope is created with what was given and ClickSign's defaults",
       [](auto& c, auto& options) { return failure(c.envelopes().create(an_envelope(), options)); }},
      {"envelopes().get", method::get, "/envelopes/{envelope_id}", kind::read, shape::resource, "envelopes",
       "an empty envelope cannot be activated",
       [](auto& c, auto& options) { return failure(c.envelopes().get(envelope_id(id), options)); }},
      {"envelopes().list", method::get, "/envelopes", kind::read, shape::list, "envelopes",
       "a list fetches its pages as the loop reaches them",
       [](auto& c, auto& options) { return failure(c.envelopes().list(envelopes_of_somebody(), options).all()); }},
      {"envelopes().update", method::patch, "/envelopes/{envelope_id}", kind::change, shape::resource, "envelopes",
       "an update changes what it names and nothing else",
       [](auto& c, auto& options) { return failure(c.envelopes().update(envelope_id(id), another_name(), options)); }},
      {"envelopes().activate", method::patch, "/envelopes/{envelope_id}", kind::change, shape::resource, "envelopes",
       "an envelope is activated, and then deleted no more",
       [](auto& c, auto& options) { return failure(c.envelopes().activate(envelope_id(id), options)); }},
      {"envelopes().activate_later", method::post, "/envelopes/{envelope_id}/activate", kind::creation, shape::nothing, "",
       "an envelope is activated later, which no list of events tells",
       [](auto& c, auto& options) { return failure(c.envelopes().activate_later(envelope_id(id), options)); }},
      {"envelopes().make_available", method::post, "/envelopes/{envelope_id}/available", kind::creation, shape::nothing, "",
       "an envelope is made available, as one program of ClickSign's own starts it",
       [](auto& c, auto& options) { return failure(c.envelopes().make_available(envelope_id(id), options)); }},
      {"envelopes().move", method::patch, "/envelopes/{envelope_id}/relationships/folder", kind::change, shape::nothing, "",
       "an envelope is moved into a folder",
       [](auto& c, auto& options) { return failure(c.envelopes().move(envelope_id(id), folder_id(id), options)); }},
      {"envelopes().events", method::get, "/envelopes/{envelope_id}/events", kind::read, shape::list, "events",
       "the evidence of a token goes into the document's history",
       [](auto& c, auto& options) { return failure(c.envelopes().events(envelope_id(id), {}, options).all()); }},
      {"envelopes().remove", method::del, "/envelopes/{envelope_id}", kind::change, shape::nothing, "",
       "a draft is deleted, and is gone",
       [](auto& c, auto& options) { return failure(c.envelopes().remove(envelope_id(id), options)); }},
      {"envelopes().cancel, what runs", method::get, "/envelopes/{envelope_id}/documents", kind::read, shape::list, "documents",
       "an envelope is cancelled document by document",
       [](auto& c, auto& options) { return failure(c.envelopes().cancel(envelope_id(id), options)); }, 0, 2,
       all_but(cancelling::list)},
      {"envelopes().cancel, a document", method::patch, "/envelopes/{envelope_id}/documents/{document_id}", kind::change,
       shape::resource, "documents", "an envelope is cancelled document by document",
       [](auto& c, auto& options) { return failure(c.envelopes().cancel(envelope_id(id), options)); }, 1, 1,
       all_but(cancelling::document)},
      {"envelopes().cancel, how it is then", method::get, "/envelopes/{envelope_id}", kind::read, shape::resource, "envelopes",
       "an envelope is cancelled document by document",
       [](auto& c, auto& options) { return failure(c.envelopes().cancel(envelope_id(id), options)); }, 2, 0,
       all_but(cancelling::envelope)},
  };
}

rows rows_of_documents() {
  static envelope_id const e(id);
  static document_id const d(id);
  return {
      {"documents().create, from a file", method::post, "/envelopes/{envelope_id}/documents", kind::creation, shape::resource,
       "documents", "", [](auto& c, auto& options) { return failure(c.documents().create(e, a_document(), options)); }},
      {"documents().create", method::post, "/envelopes/{envelope_id}/documents", kind::creation, shape::resource, "documents",
       "a document made from memory and one made from a file are the same",
       [](auto& c, auto& options) { return failure(c.documents().create(e, a_document_in_memory(), options)); }},
      {"documents().create, from a template", method::post, "/envelopes/{envelope_id}/documents", kind::creation, shape::resource,
       "documents", "",
       [](auto& c, auto& options) { return failure(c.documents().create(e, a_document_of_a_template(), options)); }},
      {"documents().get", method::get, "/envelopes/{envelope_id}/documents/{document_id}", kind::read, shape::resource,
       "documents", "a document is read, and removed from a draft",
       [](auto& c, auto& options) { return failure(c.documents().get(e, d, options)); }},
      {"documents().list", method::get, "/envelopes/{envelope_id}/documents", kind::read, shape::list, "documents",
       "a document made from memory and one made from a file are the same",
       [](auto& c, auto& options) { return failure(c.documents().list(e, documents_of_somebody(), options).all()); }},
      {"documents().update", method::patch, "/envelopes/{envelope_id}/documents/{document_id}", kind::change, shape::resource,
       "documents", "metadata of a document is changed",
       [](auto& c, auto& options) { return failure(c.documents().update(e, d, other_metadata(), options)); }},
      {"documents().cancel", method::patch, "/envelopes/{envelope_id}/documents/{document_id}", kind::change, shape::resource,
       "documents", "a running document is cancelled or closed, once",
       [](auto& c, auto& options) { return failure(c.documents().cancel(e, d, options)); }},
      {"documents().close", method::patch, "/envelopes/{envelope_id}/documents/{document_id}", kind::change, shape::resource,
       "documents", "a running document is cancelled or closed, once",
       [](auto& c, auto& options) { return failure(c.documents().close(e, d, options)); }},
      {"documents().remove", method::del, "/envelopes/{envelope_id}/documents/{document_id}", kind::change, shape::nothing, "",
       "a document is read, and removed from a draft",
       [](auto& c, auto& options) { return failure(c.documents().remove(e, d, options)); }},
      {"documents().events", method::get, "/envelopes/{envelope_id}/documents/{document_id}/events", kind::read, shape::list,
       "events", "the evidence of a token goes into the document's history",
       [](auto& c, auto& options) { return failure(c.documents().events(e, d, {}, options).all()); }},
      {"documents().add_event(new_token_event)", method::post, "/envelopes/{envelope_id}/documents/{document_id}/events",
       kind::creation, shape::resource, "events", "the evidence of a token goes into the document's history",
       [](auto& c, auto& options) { return failure(c.documents().add_event(e, d, a_token_event(), options)); }},
      {"documents().add_event(new_image_event)", method::post, "/envelopes/{envelope_id}/documents/{document_id}/events",
       kind::creation, shape::resource, "events", "a picture goes into the document's history, from memory and from a file",
       [](auto& c, auto& options) { return failure(c.documents().add_event(e, d, an_image_event(), options)); }},
      {"documents().download", method::get, "/envelopes/{envelope_id}/documents/{document_id}", kind::read, shape::resource,
       "documents", "a document made from memory and one made from a file are the same",
       [](auto& c, auto& options) {
         temporary_folder const folder;
         return failure(c.documents().download(e, d, folder.path("contrato.pdf"), document_file::signed_file, options));
       }},
  };
}

rows rows_of_people() {
  static envelope_id const e(id);
  return {
      {"signers().create", method::post, "/envelopes/{envelope_id}/signers", kind::creation, shape::resource, "signers",
       "a signer is created, read, listed and removed",
       [](auto& c, auto& options) { return failure(c.signers().create(e, a_signer(), options)); }},
      {"signers().get", method::get, "/envelopes/{envelope_id}/signers/{signer_id}", kind::read, shape::resource, "signers",
       "a signer is created, read, listed and removed",
       [](auto& c, auto& options) { return failure(c.signers().get(e, signer_id(id), options)); }},
      {"signers().list", method::get, "/envelopes/{envelope_id}/signers", kind::read, shape::list, "signers",
       "a signer is created, read, listed and removed",
       [](auto& c, auto& options) { return failure(c.signers().list(e, {}, options).all()); }},
      {"signers().remove", method::del, "/envelopes/{envelope_id}/signers/{signer_id}", kind::change, shape::nothing, "",
       "a signer is created, read, listed and removed",
       [](auto& c, auto& options) { return failure(c.signers().remove(e, signer_id(id), options)); }},
      {"watchers().create", method::post, "/envelopes/{envelope_id}/signature_watchers", kind::creation, shape::resource,
       "signature_watchers", "somebody watches an envelope",
       [](auto& c, auto& options) { return failure(c.watchers().create(e, a_watcher(), options)); }},
      {"watchers().get", method::get, "/envelopes/{envelope_id}/signature_watchers/{signature_watcher_id}", kind::read,
       shape::resource, "signature_watchers", "somebody watches an envelope",
       [](auto& c, auto& options) { return failure(c.watchers().get(e, watcher_id(id), options)); }},
      {"watchers().list", method::get, "/envelopes/{envelope_id}/signature_watchers", kind::read, shape::list,
       "signature_watchers", "a long list of watchers is walked although its links name another path",
       [](auto& c, auto& options) { return failure(c.watchers().list(e, {}, options).all()); }},
      {"watchers().remove", method::del, "/envelopes/{envelope_id}/signature_watchers/{signature_watcher_id}", kind::change,
       shape::nothing, "", "somebody watches an envelope",
       [](auto& c, auto& options) { return failure(c.watchers().remove(e, watcher_id(id), options)); }},
      {"notifications().notify", method::post, "/envelopes/{envelope_id}/notifications", kind::message,
       shape::resource_unless_204, "notifications", "signers are called together or one by one",
       [](auto& c, auto& options) { return failure(c.notifications().notify(e, new_notification(), options)); }},
      {"notifications().notify(signer_id)", method::post, "/envelopes/{envelope_id}/signers/{signer_id}/notifications",
       kind::message, shape::resource_unless_204, "notifications", "signers are called together or one by one",
       [](auto& c, auto& options) { return failure(c.notifications().notify(e, signer_id(id), {}, options)); }},
  };
}

rows rows_of_requirements() {
  static envelope_id const e(id);
  return {
      {"requirements().create", method::post, "/envelopes/{envelope_id}/requirements", kind::creation, shape::resource,
       "requirements", "requirements are created one by one, filtered and removed, in a draft",
       [](auto& c, auto& options) { return failure(c.requirements().create(e, a_requirement(), options)); }},
      {"requirements().get", method::get, "/envelopes/{envelope_id}/requirements/{requirement_id}", kind::read, shape::resource,
       "requirements", "requirements are created one by one, filtered and removed, in a draft",
       [](auto& c, auto& options) { return failure(c.requirements().get(e, requirement_id(id), options)); }},
      {"requirements().list", method::get, "/envelopes/{envelope_id}/requirements", kind::read, shape::list, "requirements",
       "requirements are created one by one, filtered and removed, in a draft",
       [](auto& c, auto& options) { return failure(c.requirements().list(e, {}, options).all()); }},
      {"requirements().list_of_document", method::get, "/documents/{document_id}/relationships/requirements", kind::read,
       shape::list, "requirements", "the requirements of a document or a signer are listed without the envelope",
       [](auto& c, auto& options) { return failure(c.requirements().list_of_document(document_id(id), {}, options).all()); }},
      {"requirements().list_of_signer", method::get, "/signers/{signer_id}/relationships/requirements", kind::read, shape::list,
       "requirements", "the requirements of a document or a signer are listed without the envelope",
       [](auto& c, auto& options) { return failure(c.requirements().list_of_signer(signer_id(id), {}, options).all()); }},
      {"requirements().remove", method::del, "/envelopes/{envelope_id}/requirements/{requirement_id}", kind::change,
       shape::nothing, "", "requirements are created one by one, filtered and removed, in a draft",
       [](auto& c, auto& options) { return failure(c.requirements().remove(e, requirement_id(id), options)); }},
      {"bulk_requirements().apply", method::post, "/envelopes/{envelope_id}/bulk_requirements", kind::creation, shape::bulk,
       "requirements", "a bulk call adds and removes, also while the envelope runs",
       [](auto& c, auto& options) {
         return failure(c.bulk_requirements().apply(e, {a_requirement(), remove_requirement{requirement_id(id)}}, options));
       }},
  };
}

} // namespace rubrica_test
