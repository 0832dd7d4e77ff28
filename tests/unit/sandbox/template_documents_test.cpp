#include "support/catch.hpp"

#include "templates.hpp"

namespace template_documents_test {

using namespace fixture;
using rubrica_test::docx;
using rubrica_test::packing;
using rubrica_test::paragraph;

namespace {

std::string file_of(account& on, std::string const& envelope, std::string const& document) {
  json const files = on.get("/envelopes/" + envelope + "/documents/" + document).body["data"]["links"]["files"];
  return fetch(files.at("original")).text;
}

/// The files of a document that was made from a template with that body.
std::map<std::string, std::string> filled_files(std::string const& template_file, json data) {
  account on;
  auto const made = add_template(on, template_file);
  REQUIRE(made.status == 201);
  auto const envelope = on.envelope();
  auto const document = make_document(on, envelope, made.id(), std::move(data));
  REQUIRE(document.status == 201);
  on.link(envelope, document.id(), on.signer(envelope));
  REQUIRE(on.activate(envelope).status == 200);
  return rubrica_test::unzip_stored(file_of(on, envelope, document.id()));
}

/// The text between the tags of the body.
std::string filled(std::string const& body, json data) {
  std::string const text = filled_files(docx(body), std::move(data)).at("word/document.xml");
  auto const start = text.find("<w:body>") + 8;
  return text.substr(start, text.find("</w:body>") - start);
}

std::string cell(std::string const& text) {
  return "<w:tc>" + paragraph({text}) + "</w:tc>";
}
std::string row(std::string const& cells) {
  return "<w:tr>" + cells + "</w:tr>";
}

} // namespace

TEST_CASE("the variables of a template become their values, as text", "[sandbox][templates][socket]") {
  CHECK(filled(paragraph({"Eu, {{nome}}, {{ idade }} anos: {{ok}}."}),
               {{"nome", "Ana <Souza> & \"Cia\""}, {"idade", 41}, {"ok", true}}) ==
        paragraph({"Eu, Ana &lt;Souza&gt; &amp; \"Cia\", 41 anos: true."}));
  CHECK(filled(paragraph({"{{a}}{{a}}"}), {{"a", "{{b}}"}, {"b", "x"}}) == paragraph({"{{b}}{{b}}"}));
  CHECK(filled(paragraph({"{{a}}"}), {{"a", std::string("x\x01y")}}) == paragraph({"xy"}));
}

TEST_CASE("a variable without a text becomes blank, and a value without a variable is ignored", "[sandbox][templates][socket]") {
  CHECK(filled(paragraph({"[{{a}}{{b}}{{c}}]"}), {{"b", nullptr}, {"c", {{"x", 1}}}, {"d", "extra"}}) == paragraph({"[]"}));
  CHECK(filled(paragraph({"[{{#lista}}x{{/lista}}]"}), {{"lista", "texto"}}) == paragraph({"[]"}));
  CHECK(filled(paragraph({"[{{#lista}}x{{/lista}}]"}), json::object()) == paragraph({"[]"}));
}

TEST_CASE("a tag that Word split stays in the document, and a place for a signature loses its tilde",
          "[sandbox][templates][socket]") {
  account on;
  auto const made = add_template(on, docx(paragraph({"{{no", "me}} {{~position_sign_ana}}"})));
  auto const document = make_document(on, on.envelope(), made.id(), {{"nome", "Ana"}});
  CHECK(document.attributes()["metadata"]["position_sign_fields"] == json{"position_sign_ana"});
  CHECK(filled(paragraph({"{{no", "me}} {{~position_sign_ana}}"}), {{"nome", "Ana"}}) ==
        paragraph({"{{no", "me}} {{position_sign_ana}}"}));
}

TEST_CASE("a loop in one paragraph repeats what lies between its tags", "[sandbox][templates][socket]") {
  json const data = {{"p", {{{"n", "1"}}, {{"n", "2"}}, "texto"}}, {"fora", "f"}};
  CHECK(filled(paragraph({"a{{#p}}{{n}}{{fora}},{{/p}}z"}), data) == paragraph({"a1f,2f,z"}));
  CHECK(
      filled(paragraph({"a{{#p}}", "{{n}}", "{{/p}}z"}), data) ==
      "<w:p><w:r><w:t>a</w:t></w:r><w:r><w:t>1</w:t></w:r><w:r><w:t></w:t></w:r><w:r><w:t>2</w:t></w:r><w:r><w:t>z</w:t></w:r></w:p>");
}

TEST_CASE("a loop whose tags have paragraphs of their own repeats the paragraphs between", "[sandbox][templates][socket]") {
  json const data = {{"p", {{{"n", "1"}, {"q", {{{"m", "x"}}, {{"m", "y"}}}}}, {{"n", "2"}, {"q", json::array()}}}}};
  std::string const body = paragraph({"antes"}) + paragraph({"{{#p}}"}) + paragraph({"n={{n}}"}) + paragraph({" {{#q}} "}) +
                           paragraph({"{{n}}{{m}}"}) + paragraph({"{{/q}}"}) + paragraph({"{{/p}}"}) + paragraph({"depois"});
  CHECK(filled(body, data) == paragraph({"antes"}) + paragraph({"n=1"}) + paragraph({"1x"}) + paragraph({"1y"}) +
                                  paragraph({"n=2"}) + paragraph({"depois"}));
  CHECK(filled(body, json::object()) == paragraph({"antes"}) + paragraph({"depois"}));
}

TEST_CASE("a loop over paragraphs that hold more than its tags keeps them whole", "[sandbox][templates][socket]") {
  CHECK(filled(paragraph({"a{{#p}}b"}) + paragraph({"{{n}}{{/p}}z"}), {{"p", {{{"n", "1"}}, {{"n", "2"}}}}}) ==
        paragraph({"ab"}) + paragraph({"1b"}) + paragraph({"2z"}));
}

TEST_CASE("a loop over the cells of a row repeats the row", "[sandbox][templates][socket]") {
  json const data = {{"itens", {{{"nome", "Mesa"}, {"preco", 10}}, {{"nome", "Cadeira"}, {"preco", 5}}}}};
  std::string const head = row(cell("Nome") + cell("Preço"));
  CHECK(filled("<w:tbl>" + head + row(cell("{{#itens}}{{nome}}") + cell("{{preco}}{{/itens}}")) + "</w:tbl>", data) ==
        "<w:tbl>" + head + row(cell("Mesa") + cell("10")) + row(cell("Cadeira") + cell("5")) + "</w:tbl>");
  CHECK(filled("<w:tbl>" + row(cell("{{#a}}{{#b}}{{x}}") + cell("{{/b}}{{/a}}")) + "</w:tbl>",
               {{"a", {{{"b", {{{"x", "1"}}, {{"x", "2"}}}}}, {{"b", {{{"x", "3"}}}}}}}}) ==
        "<w:tbl>" + row(cell("1") + cell("")) + row(cell("2") + cell("")) + row(cell("3") + cell("")) + "</w:tbl>");
}

TEST_CASE("a loop that would tear elements apart is no template", "[sandbox][templates][socket]") {
  account on;
  std::string const table = "<w:tbl>" + row(cell("{{/p}}") + cell("x")) + row(cell("{{#q}}") + cell("x")) + "</w:tbl>";
  CHECK(add_template(on, docx(paragraph({"{{#p}}"}) + table)).status == 422);
  CHECK(
      add_template(on, docx("<w:tbl>" + row(cell("{{#p}}") + cell("x")) + row(cell("x") + cell("{{/p}}")) + "</w:tbl>")).status ==
      422);
  CHECK(add_template(on, docx("<w:tbl>" + row(cell("{{#p}}")) + "</w:tbl>" + paragraph({"{{/p}}"}))).status == 422);
}

TEST_CASE("a table is made of the rows of its value", "[sandbox][templates][socket]") {
  json const value = {{"header", json::array({"Nome", "Qtd"})},
                      {"data", json::array({json::array({"Mesa & cia", 2}), json::array({"Cadeira", 4})})}};
  auto const text = filled(paragraph({"{{:table itens}}"}), {{"itens", value}});
  for (char const* part : {"Nome", "Qtd", "Mesa &amp; cia", "2", "Cadeira", "4"}) {
    CHECK(text.find(std::string("<w:tc><w:p><w:r><w:t xml:space=\"preserve\">") + part + "</w:t>") != std::string::npos);
  }
  CHECK(text.find("<w:tr>", text.find("<w:tr>", text.find("<w:tr>") + 1) + 1) != std::string::npos);
  CHECK(text.find("<w:gridCol/><w:gridCol/></w:tblGrid>") != std::string::npos);
  CHECK(filled(paragraph({"{{:table itens}}"}), json::object()) == "<w:p/>");
}

TEST_CASE("the headers and footers of a template are filled in too, and its other files stay as they are",
          "[sandbox][templates][socket]") {
  std::string const foot = "<w:ftr><w:p><w:r><w:t>{{nome}}</w:t></w:r></w:p></w:ftr>";
  auto const files =
      filled_files(docx(paragraph({"{{nome}}"}), packing::deflated,
                        {{"word/footer2.xml", foot}, {"word/media/image1.png", std::string("\x89PNG\0{{nome}}", 13)}}),
                   {{"nome", "Ana"}});
  CHECK(files.size() == 6);
  CHECK(files.at("word/footer2.xml") == "<w:ftr><w:p><w:r><w:t>Ana</w:t></w:r></w:p></w:ftr>");
  CHECK(files.at("word/media/image1.png") == std::string("\x89PNG\0{{nome}}", 13));
}

TEST_CASE("a document made from a template has no file while its envelope is a draft, and outlives the template",
          "[sandbox][templates][socket]") {
  account on;
  auto const made = add_template(on, docx(paragraph({"{{nome}}"})));
  auto const envelope = on.envelope();
  json const data = {{"nome", "Ana"}, {"extra", {{{"x", 1}}}}};
  auto const document = make_document(on, envelope, made.id(), data);
  CHECK(document.status == 201);
  CHECK(document.attributes()["template"] == json{{"key", made.id()}, {"data", data}});
  CHECK_FALSE(document.body["data"]["links"]["files"].contains("original"));
  CHECK(on.remove("/templates/" + made.id()).status == 204);
  CHECK(make_document(on, envelope, made.id(), data).status == 404);

  auto const who = on.signer(envelope);
  on.link(envelope, document.id(), who);
  on.activate(envelope);
  auto const text = rubrica_test::unzip_stored(file_of(on, envelope, document.id())).at("word/document.xml");
  CHECK(text.find(paragraph({"Ana"})) != std::string::npos);
  REQUIRE(on.sandbox.sign(who));
  json const files = on.get("/envelopes/" + envelope + "/documents/" + document.id()).body["data"]["links"]["files"];
  CHECK(fetch(files.at("signed")).text.substr(0, 5) == "%PDF-");
}

} // namespace template_documents_test
