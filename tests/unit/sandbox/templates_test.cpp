#include "support/catch.hpp"

#include "templates.hpp"

namespace templates_test {

using namespace fixture;
using rubrica_test::docx;
using rubrica_test::packing;
using rubrica_test::paragraph;
using rubrica_test::word_document;
using rubrica_test::zip_writer;
using strings = std::vector<std::string>;

namespace {

constexpr char const* type = "templates";
std::string const unusable =
    "Ops! Houve um erro ao processar o documento. Verifique se o arquivo está no formato .docx, se as chaves duplas foram "
    "inseridas corretamente e evite o uso de caracteres especiais nas variáveis (@, #, !). @ /data/attributes/content_base64";
std::string const not_a_data_uri = "content_base64 Formatação do campo inválida. O valor deve ser um Data URI completo. @ "
                                   "/data/attributes/content_base64";

answer create(account& on, json attributes) {
  return on.post("/templates", resource(type, std::move(attributes)));
}

bool taken(account& on, std::string const& file) {
  auto const made = add_template(on, file);
  if (made.status == 201) return true;
  CHECK(made.status == 422);
  CHECK(made.problems() == strings{unusable});
  return false;
}

bool takes_text(account& on, strings const& runs) {
  return taken(on, docx(paragraph(runs)));
}

strings field_names(account& on, std::string const& path) {
  strings names;
  json const listed = on.get(path).body["data"];
  for (json const& one : listed) names.push_back(one["attributes"]["name"]);
  return names;
}

} // namespace

TEST_CASE("a template is made, shown, changed, listed and deleted", "[sandbox][templates][socket]") {
  account on;
  auto const file = docx(paragraph({"Eu, {{nome}}"}));
  auto const made = create(on, {{"name", "Contrato"}, {"content_base64", docx_uri(file)}, {"color", "#577b8d"}});
  CHECK(made.status == 201);
  std::string const path = "/templates/" + made.id();
  CHECK(made.body["data"]["links"]["self"] == on.sandbox.base_url() + path);
  CHECK(made.attributes()["name"] == "Contrato");
  CHECK(made.attributes()["color"] == "#577b8d");
  CHECK(made.attributes()["created"] == made.attributes()["modified"]);
  CHECK(add_template(on, file, "Outro").attributes()["color"] == "#1474f5");

  auto const changed = on.patch(path, change(type, made.id(), {{"name", "Novo"}, {"color", "#ff86d5"}}));
  CHECK(changed.status == 200);
  CHECK(on.get(path).attributes() == changed.attributes());
  CHECK(changed.attributes()["name"] == "Novo");
  CHECK(changed.attributes()["color"] == "#ff86d5");

  CHECK(on.get("/templates").body["meta"]["record_count"] == 2);
  CHECK(on.get("/templates?filter[name]=Outro").body["data"][0]["attributes"]["name"] == "Outro");
  CHECK(on.get("/templates?filter[color]=x").status == 400);
  CHECK(on.remove(path).status == 204);
  CHECK(on.get(path).status == 404);
  CHECK(on.remove(path).status == 404);
  CHECK(on.get("/templates").body["meta"]["record_count"] == 1);
}

TEST_CASE("the attributes of a template are checked", "[sandbox][templates][socket]") {
  account on;
  CHECK(create(on, json::object()).problems() ==
        strings{"name deve ser informado(a) @ /data/attributes/name",
                "content_base64 deve ser informado(a) @ /data/attributes/content_base64"});
  auto const file = docx(paragraph({"{{nome}}"}));
  CHECK(create(on, {{"name", "x"}, {"content_base64", base64(file)}, {"filename", "x.docx"}}).problems() ==
        strings{not_a_data_uri, "filename não está disponível @ /data/attributes/filename"});
  auto const color = create(on, {{"name", "x"}, {"content_base64", docx_uri(file)}, {"color", "#000000"}});
  CHECK(color.status == 422);
  CHECK(color.problems() == strings{"color - não está incluído na lista @ /data/attributes/color"});
  auto const id = add_template(on, file).id();
  CHECK(on.patch("/templates/" + id, change(type, id, {{"content_base64", docx_uri(file)}})).problems() ==
        strings{"content_base64 não está disponível @ /data/attributes/content_base64"});
  CHECK(on.patch("/templates/" + id, change(type, id, {{"color", "azul"}})).status == 422);
  CHECK(on.patch("/templates/" + id, change(type, id, {{"name", " "}})).status == 422);
}

TEST_CASE("the file of a template lies on the host of the service, for who has the link", "[sandbox][templates][socket][clock]") {
  account on;
  auto const file = docx(paragraph({"{{nome}}"}), packing::stored);
  auto const made = add_template(on, file);
  std::string const link = made.body["data"]["links"]["files"]["original"];
  CHECK(origin_of(link) == origin_of(on.sandbox.base_url()));
  CHECK(target_of(link).rfind("/media/W1siZiIs", 0) == 0);
  on.sandbox.advance(std::chrono::hours(24));
  auto const got = fetch(link);
  CHECK(got.status == 200);
  CHECK(got.text == file);
  CHECK(got.header("Content-Type") == rubrica_test::docx_type);
  CHECK(fetch(link.substr(0, link.find("?"))).status == 403);
  CHECK(fetch(link + "0").status == 403);
  on.remove("/templates/" + made.id());
  CHECK(fetch(link).status == 404);
}

TEST_CASE("a template must be a .docx, looked at from inside", "[sandbox][templates][socket]") {
  account on;
  std::string const text = word_document(paragraph({"{{nome}}"}));
  CHECK(taken(on, docx(paragraph({"{{nome}}"}), packing::stored)));
  CHECK(taken(on, zip_writer(packing::deflated).add("word/document.xml", text).archive()));
  CHECK_FALSE(taken(on, "%PDF-1.4"));
  CHECK_FALSE(taken(on, ""));
  CHECK_FALSE(taken(on, zip_writer().add("document.xml", text).archive()));
  CHECK_FALSE(taken(on, zip_writer().add("word/document.xml", "Ol\xC3\xA1").archive()));
  CHECK_FALSE(taken(on, zip_writer().add("word/document.xml", "<w:document><w:body><w:p></w:body></w:document>").archive()));
  CHECK_FALSE(taken(on, zip_writer().add("word/document.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]>" + text).archive()));
}

TEST_CASE("a damaged archive is no .docx, wherever it is cut or changed", "[sandbox][templates][socket]") {
  account on;
  auto const whole = docx(paragraph({"{{nome}}"}));
  for (std::size_t size = 0; size < whole.size(); size += 29) CHECK_FALSE(taken(on, whole.substr(0, size)));
  auto changed = whole;
  changed[whole.find("word/document.xml") + 30] ^= 0x11; // inside what was packed
  CHECK_FALSE(taken(on, changed));
  zip_writer locked;
  locked.flags = 1;
  CHECK_FALSE(taken(on, locked.add("word/document.xml", word_document("")).archive()));
  auto bomb = zip_writer().add("word/document.xml", word_document(std::string(std::size_t{65} << 20, ' '))).archive();
  CHECK(bomb.size() < 100'000);
  CHECK_FALSE(taken(on, bomb));
}

TEST_CASE("double braces must be in pairs, and names be plain", "[sandbox][templates][socket]") {
  account on;
  for (char const* text : {"", "{{nome}}", "{{ nome }}", "{{razao social}}", "{{parceiros-logo}}", "{x} }", "{{#a}}{{b}}{{/a}}",
                           "{{#a}}{{#b}}{{/b}}{{/a}}", "{{~position_sign_1}}", "{{:table itens}}"}) {
    INFO(text);
    CHECK(takes_text(on, {text}));
  }
  for (char const* text :
       {"{{nome", "nome}}", "{{a}} {{b", "{{a{{b}}", "{{}}", "{{ }}", "{{e@mail}}", "{{@nome}}", "{{no#me}}", "{{!nome}}",
        "{{#a}}", "{{/a}}", "{{#a}}{{/b}}", "{{#a}}{{#b}}{{/a}}{{/b}}", "{{#}}{{/}}", "{{:chart a}}", "x {{:table itens}}"}) {
    INFO(text);
    CHECK_FALSE(takes_text(on, {text}));
  }
  CHECK(takes_text(on, {"{{no", "me}}"})); // Word split it: no variable, but no mistake either
  CHECK_FALSE(takes_text(on, {"{{no", "me}"}));
}

TEST_CASE("the variables of a template are its fields", "[sandbox][templates][socket]") {
  account on;
  std::string const head = "<w:hdr><w:p><w:r><w:t>{{logotipo}} {{nome}}</w:t></w:r></w:p></w:hdr>";
  auto const first =
      add_template(on, docx(paragraph({"{{nome}} {{ cpf }} {{~position_sign_1}}", "{{nome}}", "{{di", "vidido}}"}) +
                                paragraph({"{{#produtos}}"}) + paragraph({"{{item}}"}) + paragraph({"{{/produtos}}"}) +
                                paragraph({"{{:table parcelas}}"}),
                            packing::deflated, {{"word/header1.xml", head}, {"word/styles.xml", "{{x"}}));
  REQUIRE(first.status == 201);
  auto const second = add_template(on, docx(paragraph({"{{nome}}"})));
  std::string const path = "/templates/" + first.id() + "/template_fields";
  CHECK(field_names(on, path) == strings{"nome", "cpf", "produtos", "item", "parcelas", "logotipo"});
  CHECK(field_names(on, "/templates/" + second.id() + "/template_fields") == strings{"nome"});
  CHECK(on.get("/template_fields").body["meta"]["record_count"] == 7);
  CHECK(on.get("/template_fields?page[size]=6&page[number]=2").body["data"][0]["relationships"]["template"]["data"]["id"] ==
        second.id());

  json const field = on.get(path).body["data"][1];
  CHECK(field["type"] == "template_fields");
  CHECK(field["attributes"]["kind"] == "text");
  std::string const one = path + "/" + field["id"].get<std::string>();
  auto const renamed = on.patch(one, change("template_fields", field["id"], {{"name", "documento"}}));
  CHECK(renamed.attributes()["name"] == "documento");
  CHECK(on.patch(one, change("template_fields", field["id"], {{"kind", "date"}})).status == 400);
  CHECK(on.remove(one).status == 204);
  CHECK(on.remove(one).status == 404);
  CHECK(field_names(on, path) == strings{"nome", "produtos", "item", "parcelas", "logotipo"});
  on.remove("/templates/" + first.id());
  CHECK(on.get(path).status == 404);
  CHECK(field_names(on, "/template_fields") == strings{"nome"});
}

TEST_CASE("a plan without templates refuses all of them", "[sandbox][templates][socket]") {
  auto options = unlimited();
  options.switches.no_templates = true;
  account on(options);
  auto const refused = [](answer const& got) {
    CHECK(got.status == 403);
    CHECK(got.problems() == strings{"A conta não possui acesso a essa funcionalidade"});
    CHECK(got.error()["title"] == "Verificação");
  };
  refused(add_template(on, docx(paragraph({"{{nome}}"}))));
  for (char const* path : {"/templates", "/templates/x", "/template_fields", "/templates/x/template_fields"})
    refused(on.get(path));
  refused(on.remove("/templates/x"));
  refused(make_document(on, on.envelope(), "x", json::object()));
}

} // namespace templates_test
