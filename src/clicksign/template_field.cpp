#include <rubrica/clicksign/template_field.hpp>

#include "clicksign/protocol/calls.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

constexpr auto template_field_attributes = member_list({
    {"name", member<&template_field::name>},
    {"kind", member<&template_field::kind>},
    {"created", member<&template_field::created_at>},
    {"modified", member<&template_field::updated_at>},
});
constexpr auto json_members(detail::tag<template_field>) {
  return member_list({
      {"id", member<&template_field::id>},
      {"attributes", attributes<template_field, template_field_attributes>},
  });
}

namespace {

constexpr std::string_view template_field_type = "template_fields";
constexpr std::string_view route_of_fields_of_template = "/templates/{template_id}/template_fields";
constexpr std::string_view route_of_template_field = "/templates/{template_id}/template_fields/{template_field_id}";

} // namespace

template <class Mode>
auto basic_template_fields<Mode>::list(template_id const& of, template_field_query const& query,
                                       call_options const& options) const -> list_of<template_field> {
  return run_list<Mode, template_field>(
      session_, {template_field_type, route_of_fields_of_template, {of.text()}, {}, query.paging}, options);
}

template <class Mode>
auto basic_template_fields<Mode>::list(template_field_query const& query, call_options const& options) const
    -> list_of<template_field> {
  return run_list<Mode, template_field>(session_, {template_field_type, "/template_fields", {}, {}, query.paging}, options);
}

template <class Mode>
auto basic_template_fields<Mode>::rename(template_id const& of, template_field_id const& id, std::string const& name,
                                         call_options const& options) const -> reply<template_field> {
  std::string body = request_body(template_field_type, id.text(), [&](detail::json_writer& out) { out.member("name", name); });
  return run<Mode>(call_for_one<template_field>(
      session_, template_field_type, {http::method::patch, route_of_template_field, {of.text(), id.text()}, {}, std::move(body)},
      options));
}

template <class Mode>
auto basic_template_fields<Mode>::remove(template_id const& of, template_field_id const& id, call_options const& options) const
    -> reply<void> {
  return run<Mode>(call_for_nothing(session_, {http::method::del, route_of_template_field, {of.text(), id.text()}}, options));
}

template class basic_template_fields<blocking>;
template class basic_template_fields<deferred>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
