#include <rubrica/clicksign/template.hpp>

#include "clicksign/protocol/attributes.hpp"
#include "clicksign/protocol/calls.hpp"
#include "clicksign/protocol/upload_body.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

constexpr auto template_files = member_list({{"original", member<&document_template::original>}});
constexpr auto template_links = member_list({{"files", same_owner<template_files>}});
constexpr auto template_attributes = member_list({
    {"name", member<&document_template::name>},
    {"color", member<&document_template::color>},
    {"created", member<&document_template::created_at>},
    {"modified", member<&document_template::updated_at>},
});
constexpr auto json_members(detail::tag<document_template>) {
  return member_list({
      {"id", member<&document_template::id>},
      {"links", same_owner<template_links>},
      {"attributes", attributes<document_template, template_attributes>},
  });
}

namespace {

constexpr std::string_view template_type = "templates";
constexpr std::string_view route_of_templates = "/templates";
constexpr std::string_view route_of_template = "/templates/{template_id}";
std::string const only_format = "template.docx";

std::string body_of(template_id const& id, template_changes const& changes) {
  return request_body(template_type, id.text(), [&](detail::json_writer& out) {
    write_attribute(out, "name", changes.name);
    write_attribute(out, "color", changes.color);
  });
}

} // namespace

template <class Mode>
auto basic_templates<Mode>::create(new_template const& request, call_options const& options) const -> reply<document_template> {
  auto body = body_with_file(template_type, {only_format, request.path, request.bytes}, [&](detail::json_writer& out) {
    out.member("name", request.name);
    write_attribute(out, "color", request.color);
  });
  if (!body) return run<Mode>(refused_call<document_template>(session_, std::move(body).error()));
  return run<Mode>(call_for_one<document_template>(session_, template_type,
                                                   {http::method::post, route_of_templates, {}, {}, *std::move(body)}, options));
}

template <class Mode>
auto basic_templates<Mode>::get(template_id const& id, call_options const& options) const -> reply<document_template> {
  return run<Mode>(
      call_for_one<document_template>(session_, template_type, {http::method::get, route_of_template, {id.text()}}, options));
}

template <class Mode>
auto basic_templates<Mode>::list(template_query const& query, call_options const& options) const -> list_of<document_template> {
  query_parameters parameters;
  if (query.name) add_parameter(parameters, "filter[name]", *query.name);
  return run_list<Mode, document_template>(session_, {template_type, route_of_templates, {}, std::move(parameters), query.paging},
                                           options);
}

template <class Mode>
auto basic_templates<Mode>::update(template_id const& id, template_changes const& changes, call_options const& options) const
    -> reply<document_template> {
  return run<Mode>(call_for_one<document_template>(
      session_, template_type, {http::method::patch, route_of_template, {id.text()}, {}, body_of(id, changes)}, options));
}

template <class Mode>
auto basic_templates<Mode>::remove(template_id const& id, call_options const& options) const -> reply<void> {
  return run<Mode>(call_for_nothing(session_, {http::method::del, route_of_template, {id.text()}}, options));
}

template class basic_templates<blocking>;
template class basic_templates<deferred>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
