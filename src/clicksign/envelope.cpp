#include <rubrica/clicksign/envelope.hpp>

#include "clicksign/protocol/attributes.hpp"
#include "clicksign/protocol/calls.hpp"
#include "clicksign/protocol/creations.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

constexpr auto envelope_attributes = member_list({
    {"name", member<&envelope::name>},
    {"status", member<&envelope::status>},
    {"deadline_at", member<&envelope::deadline>},
    {"locale", member<&envelope::locale>},
    {"auto_close", member<&envelope::auto_close>},
    {"rubric_enabled", member<&envelope::rubric_enabled>},
    {"remind_interval", member<&envelope::remind_interval>},
    {"block_after_refusal", member<&envelope::block_after_refusal>},
    {"deadline_partial_signature_action", member<&envelope::at_deadline>},
    {"default_subject", member<&envelope::subject>},
    {"default_message", member<&envelope::message>},
    {"metadata", member_as<&envelope::metadata, raw_json>},
    {"migrated", member<&envelope::migrated>},
    {"created", member<&envelope::created_at>},
    {"modified", member<&envelope::updated_at>},
});
constexpr auto json_members(detail::tag<envelope>) {
  return member_list({{"id", member<&envelope::id>}, {"attributes", attributes<envelope, envelope_attributes>}});
}

void write_creation(detail::json_writer& out, new_envelope const& request) {
  out.member("name", request.name);
  write_attribute(out, "deadline_at", request.deadline);
  write_attribute(out, "locale", request.locale);
  write_attribute(out, "auto_close", request.auto_close);
  write_attribute(out, "remind_interval", request.remind_interval);
  out.member("block_after_refusal", request.block_after_refusal);
  write_attribute(out, "deadline_partial_signature_action", request.at_deadline);
  write_attribute(out, "default_subject", request.subject);
  write_attribute(out, "default_message", request.message);
}

namespace {

constexpr std::string_view envelope_type = "envelopes";

std::string body_of(new_envelope const& request) {
  return request_body(
      envelope_type, {}, [&](detail::json_writer& out) { write_creation(out, request); },
      [&](detail::json_writer& out) { write_to_one(out, "folder", "folders", request.folder.text()); });
}

std::string body_of(envelope_id const& id, envelope_changes const& changes) {
  auto attributes = [&](detail::json_writer& out) {
    write_attribute(out, "name", changes.name);
    write_attribute(out, "status", changes.status);
    write_attribute(out, "deadline_at", changes.deadline);
    write_attribute(out, "locale", changes.locale);
    write_attribute(out, "auto_close", changes.auto_close);
    write_attribute(out, "remind_interval", changes.remind_interval);
    write_attribute(out, "block_after_refusal", changes.block_after_refusal);
    write_attribute(out, "deadline_partial_signature_action", changes.at_deadline);
    write_attribute(out, "default_subject", changes.subject);
    write_attribute(out, "default_message", changes.message);
  };
  return request_body(envelope_type, id.text(), attributes,
                      [&](detail::json_writer& out) { write_to_one(out, "folder", "folders", changes.folder.text()); });
}

void add_range(query_parameters& parameters, std::string_view name, std::optional<time_range> const& range) {
  if (range) add_parameter(parameters, name, timestamp(range->from).text() + "," + timestamp(range->to).text());
}

query_parameters parameters_of(envelope_query const& query) {
  query_parameters parameters;
  if (query.status) add_parameter(parameters, "filter[status]", query.status->text());
  if (query.name) add_parameter(parameters, "filter[name]", *query.name);
  add_range(parameters, "filter[created]", query.created_at);
  add_range(parameters, "filter[modified]", query.updated_at);
  add_range(parameters, "filter[deadline_at]", query.deadline);
  if (query.include_folder) add_parameter(parameters, "include", "folder");
  add_list(parameters, "fields[envelopes]", query.fields);
  if (!query.sort.empty()) add_parameter(parameters, "sort", query.sort);
  return parameters;
}

/// Asks for the signing to begin, by one of the routes that ClickSign has for it.
operation to_start(std::string_view route, envelope_id const& id) {
  return {http::method::post, route, {id.text()}, {}, request_body(envelope_type, {}, [](detail::json_writer&) {})};
}

} // namespace

template <class Mode>
auto basic_envelopes<Mode>::create(new_envelope const& request, call_options const& options) const -> reply<envelope> {
  if (auto why = request.deadline ? unreadable(*request.deadline, "deadline") : std::nullopt)
    return run<Mode>(refused_call<envelope>(session_, *std::move(why)));
  return run<Mode>(
      call_for_one<envelope>(session_, envelope_type, {http::method::post, "/envelopes", {}, {}, body_of(request)}, options));
}

template <class Mode>
auto basic_envelopes<Mode>::get(envelope_id const& id, call_options const& options) const -> reply<envelope> {
  return run<Mode>(
      call_for_one<envelope>(session_, envelope_type, {http::method::get, "/envelopes/{envelope_id}", {id.text()}}, options));
}

template <class Mode>
auto basic_envelopes<Mode>::list(envelope_query const& query, call_options const& options) const -> list_of<envelope> {
  return run_list<Mode, envelope>(session_, {envelope_type, "/envelopes", {}, parameters_of(query), query.paging}, options);
}

template <class Mode>
auto basic_envelopes<Mode>::update(envelope_id const& id, envelope_changes const& changes, call_options const& options) const
    -> reply<envelope> {
  timestamp const* const deadline = changes.deadline.value();
  if (auto why = deadline != nullptr ? unreadable(*deadline, "deadline") : std::nullopt)
    return run<Mode>(refused_call<envelope>(session_, *std::move(why)));
  return run<Mode>(
      call_for_one<envelope>(session_, envelope_type,
                             {http::method::patch, "/envelopes/{envelope_id}", {id.text()}, {}, body_of(id, changes)}, options));
}

template <class Mode>
auto basic_envelopes<Mode>::activate(envelope_id const& id, call_options const& options) const -> reply<envelope> {
  envelope_changes changes;
  changes.status = clicksign::status(clicksign::status::running);
  return update(id, changes, options);
}

template <class Mode>
auto basic_envelopes<Mode>::activate_later(envelope_id const& id, call_options const& options) const -> reply<void> {
  return run<Mode>(call_for_nothing(session_, to_start("/envelopes/{envelope_id}/activate", id), options));
}

template <class Mode>
auto basic_envelopes<Mode>::make_available(envelope_id const& id, call_options const& options) const -> reply<void> {
  return run<Mode>(call_for_nothing(session_, to_start("/envelopes/{envelope_id}/available", id), options));
}

template <class Mode>
auto basic_envelopes<Mode>::move(envelope_id const& id, folder_id const& into, call_options const& options) const -> reply<void> {
  constexpr std::string_view route = "/envelopes/{envelope_id}/relationships/folder";
  std::string body = identifier_body("folders", into.text());
  return run<Mode>(call_with_body(session_, {http::method::patch, route, {id.text()}, {}, std::move(body)}, options));
}

template <class Mode>
auto basic_envelopes<Mode>::remove(envelope_id const& id, call_options const& options) const -> reply<void> {
  return run<Mode>(call_for_nothing(session_, {http::method::del, "/envelopes/{envelope_id}", {id.text()}}, options));
}

template class basic_envelopes<blocking>;
template class basic_envelopes<deferred>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
