#include <rubrica/clicksign/watcher.hpp>

#include "clicksign/protocol/attributes.hpp"
#include "clicksign/protocol/calls.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

constexpr auto json_members(detail::tag<watcher_channels>) {
  return member_list({
      {"signature_watcher_document_sent", member<&watcher_channels::document_sent>},
      {"signature_watcher_document_signed", member<&watcher_channels::document_signed>},
      {"signature_watcher_document_deadline", member<&watcher_channels::document_deadline>},
      {"signature_watcher_document_canceled", member<&watcher_channels::document_cancelled>},
      {"signature_watcher_envelope_closed", member<&watcher_channels::envelope_closed>},
  });
}

constexpr auto watcher_attributes = member_list({
    {"email", member<&watcher::email>},
    {"kind", member<&watcher::kind>},
    {"communicate_events", member<&watcher::channels>},
    {"attach_documents_enabled", member<&watcher::attach_documents>},
    {"created", member<&watcher::created_at>},
    {"modified", member<&watcher::updated_at>},
});
constexpr auto json_members(detail::tag<watcher>) {
  return member_list({{"id", member<&watcher::id>}, {"attributes", attributes<watcher, watcher_attributes>}});
}

namespace {

constexpr std::string_view watcher_type = "signature_watchers";
constexpr std::string_view route_of_watchers = "/envelopes/{envelope_id}/signature_watchers";
constexpr std::string_view route_of_watcher = "/envelopes/{envelope_id}/signature_watchers/{signature_watcher_id}";

void write_channels(detail::json_writer& out, watcher_channels const& channels) {
  out.key("communicate_events");
  out.begin_object();
  write_unless_empty(out, "signature_watcher_document_sent", channels.document_sent.text());
  write_unless_empty(out, "signature_watcher_document_signed", channels.document_signed.text());
  write_unless_empty(out, "signature_watcher_document_deadline", channels.document_deadline.text());
  write_unless_empty(out, "signature_watcher_document_canceled", channels.document_cancelled.text());
  write_unless_empty(out, "signature_watcher_envelope_closed", channels.envelope_closed.text());
  out.end_object();
}

std::string body_of(new_watcher const& request) {
  return request_body(watcher_type, {}, [&](detail::json_writer& out) {
    write_attribute(out, "email", request.email);
    out.member("kind", request.kind.text());
    if (request.channels) write_channels(out, *request.channels);
    out.member("attach_documents_enabled", request.attach_documents);
  });
}

} // namespace

template <class Mode>
auto basic_watchers<Mode>::create(envelope_id const& envelope, new_watcher const& request, call_options const& options) const
    -> reply<watcher> {
  operation call{http::method::post, route_of_watchers, {envelope.text()}, {}, body_of(request)};
  call.about = {request.email};
  return run<Mode>(call_for_one<watcher>(session_, watcher_type, std::move(call), options));
}

template <class Mode>
auto basic_watchers<Mode>::get(envelope_id const& envelope, watcher_id const& id, call_options const& options) const
    -> reply<watcher> {
  return run<Mode>(call_for_one<watcher>(session_, watcher_type,
                                         {http::method::get, route_of_watcher, {envelope.text(), id.text()}}, options));
}

template <class Mode>
auto basic_watchers<Mode>::list(envelope_id const& envelope, watcher_query const& query, call_options const& options) const
    -> list_of<watcher> {
  return run_list<Mode, watcher>(session_, {watcher_type, route_of_watchers, {envelope.text()}, {}, query.paging}, options);
}

template <class Mode>
auto basic_watchers<Mode>::remove(envelope_id const& envelope, watcher_id const& id, call_options const& options) const
    -> reply<void> {
  return run<Mode>(call_for_nothing(session_, {http::method::del, route_of_watcher, {envelope.text(), id.text()}}, options));
}

template class basic_watchers<blocking>;
template class basic_watchers<deferred>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
