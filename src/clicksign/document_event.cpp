#include <rubrica/clicksign/document_event.hpp>

#include "clicksign/protocol/attributes.hpp"
#include "clicksign/protocol/calls.hpp"
#include "clicksign/protocol/upload_body.hpp"
#include "clicksign/webhook/event_reader.hpp"

#include <rubrica/clicksign/document.hpp>
#include <rubrica/clicksign/envelope.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {
namespace {

constexpr std::string_view document_event_type = "events";
constexpr std::string_view route_of_document_events = "/envelopes/{envelope_id}/documents/{document_id}/events";
constexpr std::string_view route_of_envelope_events = "/envelopes/{envelope_id}/events";

query_parameters parameters_of(event_query const& query) {
  query_parameters parameters;
  if (!query.name.empty()) add_parameter(parameters, "filter[name]", query.name.text());
  return parameters;
}

/// A date alone means its beginning: the end of today would be in the future.
std::string when(timestamp const& moment) {
  return normalized(moment, lone_date::begins).value_or(moment).text();
}

std::string body_of(new_token_event const& request) {
  return request_body(document_event_type, {}, [&](detail::json_writer& out) {
    out.member("name", "custom");
    out.key("data");
    out.begin_object();
    out.member("kind", request.kind.text());
    out.member("occurred_at", when(request.occurred_at));
    write_attribute(out, "signer_name", request.signer_name);
    write_given(out, "signer_email", request.signer_email);
    write_given(out, "signer_phone_number", request.signer_phone);
    out.end_object();
  });
}

result<http::body_source> body_of(new_image_event const& request) {
  return body_with_file(document_event_type, {request.filename, request.path, request.bytes}, [&](detail::json_writer& out) {
    out.member("name", "add_image");
    out.key("data");
    out.begin_object();
    out.member("occurred_at", when(request.occurred_at));
    out.member("title", request.title);
    out.end_object();
  });
}

} // namespace

template <class Mode>
auto basic_envelopes<Mode>::events(envelope_id const& id, event_query const& query, call_options const& options) const
    -> list_of<webhook::event> {
  return run_list<Mode, webhook::event>(
      session_, {document_event_type, route_of_envelope_events, {id.text()}, parameters_of(query), query.paging}, options);
}

template <class Mode>
auto basic_documents<Mode>::events(envelope_id const& envelope, document_id const& id, event_query const& query,
                                   call_options const& options) const -> list_of<webhook::event> {
  return run_list<Mode, webhook::event>(
      session_, {document_event_type, route_of_document_events, {envelope.text(), id.text()}, parameters_of(query), query.paging},
      options);
}

template <class Mode>
auto basic_documents<Mode>::add_event(envelope_id const& envelope, document_id const& id, new_token_event const& request,
                                      call_options const& options) const -> reply<webhook::event> {
  if (auto why = unreadable(request.occurred_at, "occurred_at"))
    return run<Mode>(refused_call<webhook::event>(session_, *std::move(why)));
  operation call{http::method::post, route_of_document_events, {envelope.text(), id.text()}, {}, body_of(request)};
  call.about = {request.signer_name, request.signer_email, request.signer_phone};
  return run<Mode>(call_for_one<webhook::event>(session_, document_event_type, std::move(call), options));
}

template <class Mode>
auto basic_documents<Mode>::add_event(envelope_id const& envelope, document_id const& id, new_image_event const& request,
                                      call_options const& options) const -> reply<webhook::event> {
  if (auto why = unreadable(request.occurred_at, "occurred_at"))
    return run<Mode>(refused_call<webhook::event>(session_, *std::move(why)));
  auto body = body_of(request);
  if (!body) return run<Mode>(refused_call<webhook::event>(session_, std::move(body).error()));
  return run<Mode>(call_for_one<webhook::event>(
      session_, document_event_type,
      {http::method::post, route_of_document_events, {envelope.text(), id.text()}, {}, *std::move(body)}, options));
}

template auto basic_envelopes<blocking>::events(envelope_id const&, event_query const&, call_options const&) const
    -> list_of<webhook::event>;
template auto basic_documents<blocking>::events(envelope_id const&, document_id const&, event_query const&,
                                                call_options const&) const -> list_of<webhook::event>;
template auto basic_documents<blocking>::add_event(envelope_id const&, document_id const&, new_token_event const&,
                                                   call_options const&) const -> reply<webhook::event>;
template auto basic_documents<blocking>::add_event(envelope_id const&, document_id const&, new_image_event const&,
                                                   call_options const&) const -> reply<webhook::event>;
template auto basic_envelopes<deferred>::events(envelope_id const&, event_query const&, call_options const&) const
    -> list_of<webhook::event>;
template auto basic_documents<deferred>::events(envelope_id const&, document_id const&, event_query const&,
                                                call_options const&) const -> list_of<webhook::event>;
template auto basic_documents<deferred>::add_event(envelope_id const&, document_id const&, new_token_event const&,
                                                   call_options const&) const -> reply<webhook::event>;
template auto basic_documents<deferred>::add_event(envelope_id const&, document_id const&, new_image_event const&,
                                                   call_options const&) const -> reply<webhook::event>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
