#include "support/catch.hpp"

#include "support/files/temporary_folder.hpp"
#include "support/sandbox/records.hpp"
#include "support/sandbox/sandboxed.hpp"

#include <rubrica/clicksign/template_data.hpp>

#include <nlohmann/json.hpp>

#include <limits>

namespace template_data_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::paragraph;
using rubrica_test::sandboxed;

namespace {

std::string refused_at(template_data const& data) {
  auto const error = to_json(data).error();
  CHECK(error.code == errc::invalid_argument);
  CHECK(error.outcome == outcome::not_sent);
  return error.problems.empty() ? std::string("nowhere") : error.problems[0].pointer;
}

template_data list_of(std::string name, std::vector<template_data> entries) {
  return {{std::move(name), std::move(entries)}};
}

/// A list in a list in a list …
template_data nested(int depth) {
  template_data out{{"x", "y"}};
  for (int i = 0; i < depth; ++i) out = list_of("x", {std::move(out)});
  return out;
}

} // namespace

TEST_CASE("data of a template become a JSON object in their order", "[clicksign][templates]") {
  CHECK(to_json({}).value() == "{}");
  template_data const data{
      {"nome", "Ana \"A\" Souza\n"},
      {"vazio", ""},
      {"ninguem", std::vector<template_data>{}},
      {"produtos", std::vector<template_data>{{{"nome", "x"}, {"lotes", std::vector<template_data>{{{"n", "1"}}, {}}}}}},
  };
  CHECK(to_json(data).value() ==
        R"({"nome":"Ana \"A\" Souza\n","vazio":"","ninguem":[],"produtos":[{"nome":"x","lotes":[{"n":"1"},{}]}]})");
}

TEST_CASE("a table of a template has ClickSign's names, and only what is set", "[clicksign][templates]") {
  template_table table;
  CHECK(to_json({{"t", table}}).value() == R"({"t":{"data":[]}})");
  table.header = {"Item", "Valor"};
  table.subheader = {"a", "b"};
  table.rows = {{"x", "1,00"}, {}};
  table.total_width = 100;
  table.widths = {62.5, 1.0 / 3};
  table.height = 0.75;
  table.height_rule = "atleast";
  table.final_page_break = false;
  table.header_style = {"center", "top", "DDDDDD"};
  table.row_style.text_align = "right";
  CHECK(nlohmann::json::parse(to_json({{"t", table}}).value())["t"] == nlohmann::json::parse(R"({"header":["Item","Valor"],
    "subheader":["a","b"],"data":[["x","1,00"],[]],"totalWidth":100,"widths":[62.5,0.3333333333333333],"height":0.75,
    "heightRule":"atleast","finalPageBreak":false,"style":{"data":{"textAlign":"right"},
    "header":{"textAlign":"center","verticalAlign":"top","shade":"DDDDDD"}}})"));
}

TEST_CASE("data of a template that cannot be sent are refused with their place", "[clicksign][templates]") {
  template_data const entry{{"nome", "\xFF"}};
  CHECK(refused_at(list_of("produtos", {{}, entry})) == "/produtos/1/nome");
  CHECK(refused_at({{"a", "1"}, {"b", "2"}, {"a", "3"}}) == "/a");
  CHECK(refused_at(list_of("l", {{{"a", "1"}, {"a", "1"}}})) == "/l/0/a");
  CHECK(to_json(list_of("l", {{{"a", "1"}}, {{"a", "1"}}})));
  CHECK(refused_at({{"", "1"}}) == "/");
  CHECK(refused_at(list_of("l", {{{"\xC3", "1"}}})) == "/l/0");
  CHECK(refused_at({{"a/b~c", "\xFF"}}) == "/a~1b~0c");
  template_table table;
  table.rows = {{"x"}, {"y", "\xFF"}};
  CHECK(refused_at({{"t", table}}) == "/t/data/1/1");
  table.rows.clear();
  table.widths = {1, std::numeric_limits<double>::infinity()};
  CHECK(refused_at({{"t", table}}) == "/t/widths/1");
  table.widths.clear();
  table.height = std::numeric_limits<double>::quiet_NaN();
  CHECK(refused_at({{"t", table}}) == "/t/height");
  table.height.reset();
  table.row_style.shade = "\xFF";
  CHECK(refused_at({{"t", table}}) == "/t/style/data/shade");
}

TEST_CASE("data of a template may nest as deeply as JSON is read, and no deeper", "[clicksign][templates]") {
  CHECK(to_json(nested(31)));
  for (int const depth : {32, 40, 200}) {
    std::string const place = refused_at(nested(depth));
    CHECK(place.size() == 32 * std::string("/x/0").size());
  }
}

TEST_CASE("a table in the deepest list of a template is refused as well", "[clicksign][templates]") {
  template_table table;
  table.rows = {{"x"}};
  template_data data{{"t", table}};
  for (int i = 0; i < 30; ++i) data = list_of("x", {std::move(data)});
  CHECK(to_json(data));
  CHECK(refused_at(list_of("x", {std::move(data)})) == "nowhere");
}

TEST_CASE("a document is made of typed texts, nested lists and a table", "[clicksign][templates][socket][file]") {
  sandboxed box;
  auto modelo = rubrica_test::small_template();
  modelo.bytes = rubrica_test::docx(paragraph({"Eu, {{nome}}"}) + paragraph({"{{#produtos}}"}) + paragraph({"Produto {{nome}}"}) +
                                    paragraph({"{{#lotes}}"}) + paragraph({"Lote {{n}}"}) + paragraph({"{{/lotes}}"}) +
                                    paragraph({"{{/produtos}}"}) + paragraph({"{{:table precos}}"}));
  auto const from = box.client.templates().create(modelo).value();
  auto const draft = rubrica_test::make_draft(box.client);

  template_table prices;
  prices.header = {"Item", "Valor"};
  prices.rows = {{"cadeira", "10,00"}, {"mesa", "20,00"}};
  template_data const data{
      {"nome", "Ana & Cia"},
      {"produtos",
       std::vector<template_data>{
           {{"nome", "cadeira"}, {"lotes", std::vector<template_data>{{{"n", "7"}}, {{"n", "8"}}}}},
           {{"nome", "mesa"}, {"lotes", std::vector<template_data>{}}},
       }},
      {"precos", prices},
  };
  new_document request;
  request.filename = "contrato.docx";
  request.source_template = template_source{from.id, to_json(data).value()};
  auto const document = box.client.documents().create(draft.envelope.id, request).value();
  CHECK(nlohmann::json::parse(document.source_template)["data"] == nlohmann::json::parse(to_json(data).value()));

  new_requirement role_of_ana;
  role_of_ana.document = document.id;
  role_of_ana.signer = draft.signer.id;
  role_of_ana.role = role::sign;
  new_requirement evidence = role_of_ana;
  evidence.action = requirement_action::provide_evidence;
  evidence.role = role();
  evidence.auth = auth::email;
  for (auto const& one : {role_of_ana, evidence}) CHECK(box.client.requirements().create(draft.envelope.id, one));
  CHECK(box.client.envelopes().activate(draft.envelope.id));
  rubrica_test::temporary_folder folder;
  CHECK(box.client.documents().download(draft.envelope.id, document.id, folder.path("c.docx"), document_file::original));
  std::string const text = rubrica_test::unzip_stored(folder.read("c.docx")).at("word/document.xml");
  std::size_t at = 0;
  for (char const* part : {"Eu, Ana &amp; Cia", "Produto cadeira", "Lote 7", "Lote 8", "Produto mesa", "<w:tbl>", "Item", "Valor",
                           "cadeira", "10,00", "mesa", "20,00", "</w:tbl>"}) {
    INFO(part);
    std::size_t const found = text.find(part, at);
    REQUIRE(found != std::string::npos);
    at = found;
  }
  CHECK(text.find("{{") == std::string::npos);
}

} // namespace template_data_test
