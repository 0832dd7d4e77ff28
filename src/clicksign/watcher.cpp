#include <rubrica/clicksign/watcher.hpp>

#include "clicksign/protocol/attributes.hpp"
#include "clicksign/protocol/calls.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace detail {

using clicksign::watcher;
using clicksign::watcher_channels;

struct watcher_channels_table {
  using owner = watcher_channels;
  static constexpr json_member list[] = {{"signature_watcher_document_sent", at<&owner::document_sent>},
                                         {"signature_watcher_document_signed", at<&owner::document_signed>},
                                         {"signature_watcher_document_deadline", at<&owner::document_deadline>},
                                         {"signature_watcher_document_canceled", at<&owner::document_canceled>},
                                         {"signature_watcher_envelope_closed", at<&owner::envelope_closed>}};
};
template <> struct table_of<watcher_channels> { using type = watcher_channels_table; };

struct watcher_attributes {
  using owner = watcher;
  static constexpr json_member list[] = {{"email", at<&owner::email>},
                                         {"kind", at<&owner::kind>},
                                         {"communicate_events", at<&owner::channels>},
                                         {"attach_documents_enabled", at<&owner::attach_documents>},
                                         {"created", at<&owner::created>},
                                         {"modified", at<&owner::modified>}};
};
struct watcher_table {
  using owner = watcher;
  static constexpr json_member list[] = {{"id", at<&owner::id>}, {"attributes", attributes<watcher_attributes>}};
};
template <> struct table_of<watcher> { using type = watcher_table; };

} // namespace detail
RUBRICA_END_NAMESPACE

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {
namespace {

constexpr std::string_view watcher_type = "signature_watchers";
constexpr std::string_view route_of_watchers = "/envelopes/{envelope_id}/signature_watchers";
constexpr std::string_view route_of_watcher = "/envelopes/{envelope_id}/signature_watchers/{signature_watcher_id}";

void write_channels(detail::json_writer& out, watcher_channels const& channels) {
  out.key("communicate_events");
  out.begin_object();
  out.member("signature_watcher_document_sent", channels.document_sent.text());
  out.member("signature_watcher_document_signed", channels.document_signed.text());
  out.member("signature_watcher_document_deadline", channels.document_deadline.text());
  out.member("signature_watcher_document_canceled", channels.document_canceled.text());
  out.member("signature_watcher_envelope_closed", channels.envelope_closed.text());
  out.end_object();
}

std::string body_of(new_watcher const& what) {
  return request_body(watcher_type, {}, [&](detail::json_writer& out) {
    write_attribute(out, "email", what.email);
    out.member("kind", what.kind.text());
    if (what.channels) write_channels(out, *what.channels);
    out.member("attach_documents_enabled", what.attach_documents);
  });
}

} // namespace

template <class Mode>
auto basic_watchers<Mode>::create(envelope_id const& envelope, new_watcher const& what, call_options const& how) const
    -> reply<watcher> {
  operation call{http::method::post, route_of_watchers, {envelope.text()}, {}, body_of(what)};
  call.about = {what.email};
  return run<Mode>(call_for_one<watcher>(session_, watcher_type, std::move(call), how));
}

template <class Mode>
auto basic_watchers<Mode>::get(envelope_id const& envelope, watcher_id const& id, call_options const& how) const
    -> reply<watcher> {
  return run<Mode>(
      call_for_one<watcher>(session_, watcher_type, {http::method::get, route_of_watcher, {envelope.text(), id.text()}}, how));
}

template <class Mode>
auto basic_watchers<Mode>::list(envelope_id const& envelope, watcher_query const& query, call_options const& how) const
    -> list_of<watcher> {
  return run_list<Mode, watcher>(session_, {watcher_type, route_of_watchers, {envelope.text()}, {}, query.paging}, how);
}

template <class Mode>
auto basic_watchers<Mode>::remove(envelope_id const& envelope, watcher_id const& id, call_options const& how) const
    -> reply<void> {
  return run<Mode>(call_for_nothing(session_, {http::method::del, route_of_watcher, {envelope.text(), id.text()}}, how));
}

template class basic_watchers<blocking>;
template class basic_watchers<deferred>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
