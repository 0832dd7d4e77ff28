#include "support/catch.hpp"

#include "support/sandbox/records.hpp"
#include "support/sandbox/sandboxed.hpp"

#include <rubrica/clicksign/template_field.hpp>

namespace template_field_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::sandboxed;

namespace {

template_id make_template(client const& client, std::string const& text) {
  return client.templates().create(rubrica_test::small_template(text)).value().id;
}

} // namespace

TEST_CASE("the variables of a template are listed, of one template or of all", "[clicksign][templates][socket]") {
  sandboxed box;
  auto const first = make_template(box.client, "{{nome}} {{cpf}} {{#itens}}{{nome}}{{/itens}}");
  auto const second = make_template(box.client, "{{valor}}");
  auto const fields = box.client.template_fields().list(first).all().value();
  REQUIRE(fields.size() == 3);
  CHECK(fields[0].name == "nome");
  CHECK(fields[1].name == "cpf");
  CHECK(fields[2].name == "itens");
  CHECK(fields[0].kind == "text");
  CHECK(fields[0].created_at.at().has_value());
  CHECK(fields[0].updated_at.at().has_value());
  CHECK(fields[0].raw.empty());
  REQUIRE(find(fields[0].related, "template") != nullptr);
  CHECK(find(fields[0].related, "template")->id == first.text());
  template_field_query query;
  query.paging.size = 3;
  auto const all = box.client.template_fields().list(query).all().value();
  REQUIRE(all.size() == 4);
  CHECK(all[3].name == "valor");
  CHECK(find(all[3].related, "template")->id == second.text());
  CHECK(box.client.template_fields().list(template_id("x")).all().error().code == errc::not_found);
}

TEST_CASE("a field is renamed and removed", "[clicksign][templates][socket]") {
  sandboxed box;
  auto const from = make_template(box.client, "{{nome}}");
  auto const template_fields = box.client.template_fields();
  auto const one = template_fields.list(from).all().value().at(0);
  auto const renamed = template_fields.rename(from, one.id, "Nome completo").value();
  CHECK(renamed.id == one.id);
  CHECK(renamed.name == "Nome completo");
  CHECK(template_fields.list(from).all()->at(0).name == "Nome completo");
  CHECK(template_fields.rename(from, one.id, " ").error().code == errc::invalid);
  CHECK(template_fields.remove(from, one.id));
  CHECK(template_fields.remove(from, one.id).error().code == errc::not_found);
  CHECK(template_fields.list(from).all()->empty());
}

} // namespace template_field_test
