#include "support/catch.hpp"

#include "support/files/temporary_folder.hpp"
#include "support/sandbox/records.hpp"
#include "support/sandbox/sandboxed.hpp"

#include <rubrica/clicksign/template.hpp>

namespace template_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::paragraph;
using rubrica_test::sandboxed;
using rubrica_test::small_template;
using rubrica_test::unlimited;

TEST_CASE("a template is made from bytes or a file, read and listed", "[clicksign][templates][socket][file]") {
  sandboxed box;
  auto const templates = box.client.templates();
  auto const made = templates.create(small_template()).value();
  CHECK(made.name == "Contrato");
  CHECK(made.color == template_color::blue);
  CHECK(made.original.reveal().find("/media/") != std::string::npos);
  CHECK(made.created_at.at().has_value());
  CHECK(made.updated_at.at().has_value());
  CHECK(made.raw.empty());

  rubrica_test::temporary_folder folder;
  auto on_disk = small_template();
  on_disk.name = "Do disco";
  on_disk.path = folder.write("modelo.docx", on_disk.bytes);
  on_disk.bytes.clear();
  on_disk.color = template_color(template_color::purple);
  CHECK(templates.create(on_disk)->color == template_color::purple);
  CHECK(templates.get(made.id)->name == "Contrato");
  CHECK(templates.list().all()->size() == 2);
  template_query query;
  query.name = "Do disco";
  CHECK(templates.list(query).all()->at(0).name == "Do disco");
}

TEST_CASE("name and color of a template change, and only what is named", "[clicksign][templates][socket]") {
  sandboxed box;
  auto const templates = box.client.templates();
  auto const made = templates.create(small_template()).value();
  template_changes changes;
  changes.color = template_color(template_color::gray);
  CHECK(templates.update(made.id, changes)->color == template_color::gray);
  changes = {};
  changes.name = std::string("Novo");
  auto const changed = templates.update(made.id, changes).value();
  CHECK(changed.name == "Novo");
  CHECK(changed.color == template_color::gray);
  for (auto const& color : template_color::all) {
    changes.color = template_color(color);
    CHECK(templates.update(made.id, changes)->color == color);
  }
  changes.color = template_color("#000000");
  CHECK(templates.update(made.id, changes).error().problems.at(0).pointer == "/data/attributes/color");
}

TEST_CASE("a file that is no template is refused, and so is a plan without templates", "[clicksign][templates][socket]") {
  sandboxed box;
  auto request = small_template();
  request.bytes = "%PDF-1.4";
  auto const refused = box.client.templates().create(request).error();
  CHECK(refused.code == errc::invalid);
  CHECK(refused.problems.at(0).pointer == "/data/attributes/content_base64");
  request.path = "/no/such/file.docx";
  CHECK(box.client.templates().create(request).error().code == errc::file_error);

  auto options = unlimited();
  options.switches.no_templates = true;
  sandboxed poor(options);
  CHECK(poor.client.templates().list().all().error().code == errc::forbidden_plan);
}

TEST_CASE("a document is made from a template and outlives it", "[clicksign][templates][socket][file]") {
  sandboxed box;
  auto const made = box.client.templates().create(small_template()).value();
  auto draft = rubrica_test::make_draft(box.client);
  new_document request;
  request.filename = "contrato.docx";
  request.source_template = template_source{made.id, R"({"nome":"Ana & Cia"})"};
  auto const document = box.client.documents().create(draft.envelope.id, request).value();
  CHECK(document.source_template == R"({"key":")" + made.id.text() + R"(","data":{"nome":"Ana & Cia"}})");
  CHECK(document.files.original.empty());
  CHECK(box.client.templates().remove(made.id));
  CHECK(box.client.templates().get(made.id).error().code == errc::not_found);
  CHECK(box.client.documents().create(draft.envelope.id, request).error().code == errc::not_found);

  auto agree = new_requirement{document.id, draft.signer.id, requirement_action::agree, role::sign, {}, {}, {}, {}, {}};
  auto prove =
      new_requirement{document.id, draft.signer.id, requirement_action::provide_evidence, {}, auth::email, {}, {}, {}, {}};
  for (auto const& one : {agree, prove}) CHECK(box.client.requirements().create(draft.envelope.id, one));
  CHECK(box.client.envelopes().activate(draft.envelope.id));
  rubrica_test::temporary_folder folder;
  CHECK(box.client.documents().download(draft.envelope.id, document.id, folder.path("contrato.docx"), document_file::original));
  auto const files = rubrica_test::unzip_stored(folder.read("contrato.docx"));
  CHECK(files.at("word/document.xml").find(paragraph({"Eu, Ana &amp; Cia"})) != std::string::npos);
}

TEST_CASE("template data that is no object is refused", "[clicksign][templates][socket]") {
  sandboxed box;
  auto const made = box.client.templates().create(small_template()).value();
  auto const draft = rubrica_test::make_draft(box.client);
  new_document request;
  request.filename = "contrato.docx";
  request.source_template = template_source{made.id, "\"texto\""};
  auto const refused = box.client.documents().create(draft.envelope.id, request).error();
  CHECK(refused.problems.at(0).pointer == "/data/attributes/template/data");
  request.source_template->data = "{";
  CHECK(box.client.documents().create(draft.envelope.id, request).error().code == errc::invalid_argument);
  request.source_template->data = "{}";
  request.filename = "contrato.pdf";
  auto const sent = box.server.requests().size();
  CHECK(box.client.documents().create(draft.envelope.id, request).error().problems.at(0).pointer == "/filename");
  for (char const* name : {"", ".docx", "contrato", "contrato.doc", "contrato.docx "}) {
    request.filename = name;
    CHECK(box.client.documents().create(draft.envelope.id, request).error().code == errc::invalid_argument);
  }
  CHECK(box.server.requests().size() == sent);
}

} // namespace template_test
