#include "sandbox/service/templates.hpp"
#include "clicksign/protocol/wire.hpp"
#include "sandbox/accounts/media.hpp"
#include "sandbox/formats/bytes.hpp"
#include "sandbox/formats/docx.hpp"
#include "sandbox/formats/text.hpp"
#include "sandbox/routes/body.hpp"
#include "sandbox/routes/lookup.hpp"
#include "sandbox/routes/pages.hpp"
#include "sandbox/routes/resources.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr char const* template_type = "templates";
constexpr char const* field_type = "template_fields";

constexpr char const* colors[] = {"#1474f5", "#15d3c9", "#05c412", "#fccf00", "#f77c04",
                                  "#cf2e58", "#ff86d5", "#8726d9", "#577b8d"};
constexpr char const* unusable_file =
    "Ops! Houve um erro ao processar o documento. Verifique se o arquivo está no formato .docx, se as chaves duplas foram "
    "inseridas corretamente e evite o uso de caracteres especiais nas variáveis (@, #, !).";

json template_resource(account_state const& service, document_template const& one) {
  return {{"id", one.id},
          {"type", template_type},
          {"links",
           {{"self", service.api_origin + "/api/v3/templates/" + one.id}, {"files", {{"original", media_link(service, one)}}}}},
          {"attributes",
           {{"name", one.name},
            {"color", one.color},
            {"created", iso_text(one.created_at)},
            {"modified", iso_text(one.updated_at)}}}};
}

json field_resource(document_template const& owner, template_field const& one) {
  return {{"id", one.id},
          {"type", field_type},
          {"attributes",
           {{"name", one.name}, {"kind", "text"}, {"created", iso_text(one.created_at)}, {"modified", iso_text(one.updated_at)}}},
          {"relationships", {{"template", {{"data", {{"type", template_type}, {"id", owner.id}}}}}}}};
}

document_template& template_of(call& request) {
  require_templates(request.service);
  return find_template(request.service, request.ids.at(0));
}

template_field& field_of(call& request, document_template& owner) {
  template_field* found = find_by_id(owner.fields, request.ids.at(1));
  if (found == nullptr) reject_unknown(request.ids.at(1));
  return *found;
}

void check_name(std::string const* name, problem_list& model) {
  if (name != nullptr && is_blank(*name)) model.add(model_error("name", "não pode ficar em branco"));
}

void check_color(std::string const* color, problem_list& model) {
  bool const fits = color == nullptr || std::find(std::begin(colors), std::end(colors), *color) != std::end(colors);
  if (!fits) model.add(model_error("color", "não está incluído na lista"));
}

std::optional<data_uri> read_file(fields& attributes) {
  std::string const* content = attributes.text("content_base64", presence::required);
  if (content == nullptr) return std::nullopt;
  auto file = read_data_uri(*content);
  if (!file) attributes.add("content_base64", not_a_data_uri);
  return file;
}

/// Adds the template's variables from the file.
void add_fields(account_state& service, document_template& made, docx const& file) {
  for (std::string& name : file.variables()) {
    auto field = std::make_unique<template_field>();
    *field = {service.ids.uuid(), std::move(name), made.created_at, made.created_at};
    made.fields.push_back(std::move(field));
  }
}

reply create_template(call& request) {
  account_state& service = request.service;
  require_templates(service);
  resource_body body(request.body["data"], template_type);
  std::string const* name = body.attributes.text("name", presence::required);
  auto upload = read_file(body.attributes);
  std::string const* color = body.attributes.text("color");
  body.check();
  auto const file = upload->bytes.size() > clicksign::wire::largest_file ? std::nullopt : docx::read(upload->bytes);
  problem_list model(422);
  check_name(name, model);
  check_color(color, model);
  if (upload->bytes.size() > clicksign::wire::largest_file) { // INFERRED: the limit of documents
    model.add(model_error("content_base64", "deve ser menor ou igual à 10 MB"));
  } else if (!file) {
    json error = base_error(unusable_file);
    error["source"]["pointer"] = "/data/attributes/content_base64";
    model.add(std::move(error));
  }
  model.check();

  auto made = std::make_unique<document_template>();
  made->id = service.ids.uuid();
  made->name = *name;
  made->color = color == nullptr ? colors[0] : *color;
  made->original = std::make_shared<std::string const>(std::move(upload->bytes));
  made->created_at = service.now();
  made->updated_at = made->created_at;
  add_fields(service, *made, *file);
  return data_reply(201, template_resource(service, service.templates.add(std::move(made))));
}

reply list_templates(call& request) {
  require_templates(request.service);
  list_query const query(request, {"name"});
  auto const accepts = [&](document_template const& one) { return query.accepts_whole("name", one.name); };
  auto const row = [&](document_template const& one) { return template_resource(request.service, one); };
  return list_reply(request, query, request.service.templates, accepts, row, request.path);
}

reply show_template(call& request) {
  return data_reply(200, template_resource(request.service, template_of(request)));
}

reply update_template(call& request) {
  document_template& one = template_of(request);
  resource_body body(request.body["data"], template_type, one.id);
  std::string const* name = body.attributes.text("name");
  std::string const* color = body.attributes.text("color");
  body.check();
  problem_list model(422);
  check_name(name, model);
  check_color(color, model);
  model.check();
  if (name != nullptr) one.name = *name;
  if (color != nullptr) one.color = *color;
  one.updated_at = request.service.now();
  return data_reply(200, template_resource(request.service, one));
}

reply remove_template(call& request) {
  request.service.templates.erase(template_of(request));
  return empty_reply();
}

struct field_row {
  document_template const* owner;
  template_field const* field;
};

/// One page of the fields of these templates.
reply field_list(call& request, std::vector<document_template const*> const& owners) {
  list_query const query(request, {});
  std::vector<field_row> rows;
  for (document_template const* owner : owners) {
    for (auto const& one : owner->fields) rows.push_back({owner, one.get()});
  }
  auto const row = [&](std::size_t i) { return field_resource(*rows[i].owner, *rows[i].field); };
  return page_reply(request, query, rows.size(), row, request.path);
}

reply list_fields(call& request) {
  return field_list(request, {&template_of(request)});
}

reply list_all_fields(call& request) {
  require_templates(request.service);
  std::vector<document_template const*> owners;
  for (auto const& one : request.service.templates) owners.push_back(one.get());
  return field_list(request, owners);
}

// INFERRED for both: a field is a record about the variable. The file cannot change, so it keeps the variable's old name, and
// data uses that name.
reply rename_field(call& request) {
  document_template& owner = template_of(request);
  template_field& one = field_of(request, owner);
  resource_body body(request.body["data"], field_type, one.id);
  std::string const* name = body.attributes.text("name", presence::required);
  body.check();
  problem_list model(422);
  check_name(name, model);
  model.check();
  one.name = *name;
  one.updated_at = request.service.now();
  return data_reply(200, field_resource(owner, one));
}

reply remove_field(call& request) {
  document_template& owner = template_of(request);
  erase_record(owner.fields, field_of(request, owner));
  return empty_reply();
}

constexpr route template_table[] = {
    {"POST", "/templates", create_template, "data", {}, holds_file},
    {"GET", "/templates", list_templates},
    {"GET", "/templates/*", show_template},
    {"PATCH", "/templates/*", update_template, "data"},
    {"DELETE", "/templates/*", remove_template},
    {"GET", "/template_fields", list_all_fields},
    {"GET", "/templates/*/template_fields", list_fields},
    {"PATCH", "/templates/*/template_fields/*", rename_field, "data"},
    {"DELETE", "/templates/*/template_fields/*", remove_field},
};

} // namespace

void require_templates(account_state const& service) {
  if (service.switches.no_templates) reject_state(no_such_feature);
}

document_template& find_template(account_state const& service, std::string const& id) {
  document_template* found = service.templates.find(id);
  if (found == nullptr) reject_unknown(id);
  return *found;
}

filled_template fill(document_template const& from, json const& data) {
  auto const file = docx::read(*from.original); // it was read when the template was made
  auto filled = file->with(data);
  if (!filled) reject(422, model_error("content", "deve ser menor ou igual à 10 MB")); // INFERRED: as of a file that is sent
  return {std::make_shared<std::string const>(*std::move(filled)), file->positions()};
}

route_table const template_routes(template_table);

} // namespace sandbox
RUBRICA_END_NAMESPACE
