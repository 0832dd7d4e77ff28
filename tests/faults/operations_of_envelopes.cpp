#include "faults/operation_rows.hpp"
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
  out.template_ = template_source{template_id(id), nlohmann::json{{"cliente", values::other_name}}.dump()};
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

/// The requests of `envelopes().cancel` for an envelope of one document.
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
      {"create envelope", kind::creation, shape::resource, "envelopes",
       [](auto& c, auto& how) { return failure(c.envelopes().create(an_envelope(), how)); }},
      {"get envelope", kind::read, shape::resource, "envelopes",
       [](auto& c, auto& how) { return failure(c.envelopes().get(envelope_id(id), how)); }},
      {"list envelopes", kind::read, shape::list, "envelopes",
       [](auto& c, auto& how) { return failure(c.envelopes().list(envelopes_of_somebody(), how).all()); }},
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
      {"cancel envelope: what runs of it", kind::read, shape::list, "documents",
       [](auto& c, auto& how) { return failure(c.envelopes().cancel(envelope_id(id), how)); }, 0, 2, all_but(cancelling::list)},
      {"cancel envelope: a document", kind::change, shape::resource, "documents",
       [](auto& c, auto& how) { return failure(c.envelopes().cancel(envelope_id(id), how)); }, 1, 1,
       all_but(cancelling::document)},
      {"cancel envelope: how it is then", kind::read, shape::resource, "envelopes",
       [](auto& c, auto& how) { return failure(c.envelopes().cancel(envelope_id(id), how)); }, 2, 0,
       all_but(cancelling::envelope)},
  };
}

rows rows_of_documents() {
  static envelope_id const e(id);
  static document_id const d(id);
  return {
      {"upload document from file", kind::creation, shape::resource, "documents",
       [](auto& c, auto& how) { return failure(c.documents().create(e, a_document(), how)); }},
      {"upload document from memory", kind::creation, shape::resource, "documents",
       [](auto& c, auto& how) { return failure(c.documents().create(e, a_document_in_memory(), how)); }},
      {"create document from template", kind::creation, shape::resource, "documents",
       [](auto& c, auto& how) { return failure(c.documents().create(e, a_document_of_a_template(), how)); }},
      {"get document", kind::read, shape::resource, "documents",
       [](auto& c, auto& how) { return failure(c.documents().get(e, d, how)); }},
      {"list documents", kind::read, shape::list, "documents",
       [](auto& c, auto& how) { return failure(c.documents().list(e, documents_of_somebody(), how).all()); }},
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
      {"download document: where its file lies", kind::read, shape::resource, "documents",
       [](auto& c, auto& how) {
         temporary_folder const folder;
         return failure(c.documents().download(e, d, folder.path("contrato.pdf"), document_file::signed_file, how));
       }},
  };
}

rows rows_of_people() {
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

rows rows_of_requirements() {
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

} // namespace rubrica_test
