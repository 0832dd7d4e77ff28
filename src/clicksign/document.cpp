#include <rubrica/clicksign/document.hpp>

#include "clicksign/attributes.hpp"
#include "clicksign/calls.hpp"
#include "clicksign/upload_body.hpp"

namespace rubrica { inline namespace v0_1 { namespace detail {

using clicksign::document;
using clicksign::document_files;

struct document_files_table {
  using owner = document_files;
  static constexpr json_member list[] = {
      {"original", at<&owner::original>}, {"signed", at<&owner::signed_file>}, {"ziped", at<&owner::zipped>}};
};
template <> struct table_of<document_files> { using type = document_files_table; };

struct document_links {
  using owner = document;
  static constexpr json_member list[] = {{"files", at<&document::files>}};
};
struct document_attributes {
  using owner = document;
  static constexpr json_member list[] = {{"status", at<&document::status>},
                                         {"filename", at<&document::filename>},
                                         {"template", at_as<&document::template_, raw_json>},
                                         {"metadata", at_as<&document::metadata, raw_json>},
                                         {"migrated", at<&document::migrated>},
                                         {"created", at<&document::created>},
                                         {"modified", at<&document::modified>}};
};
struct document_table {
  using owner = document;
  static constexpr json_member list[] = {
      {"id", at<&document::id>}, {"links", same_owner<document_links>}, {"attributes", attributes<document_attributes>}};
};
template <> struct table_of<document> { using type = document_table; };

}}} // namespace rubrica::v0_1::detail

namespace rubrica { inline namespace v0_1 { namespace clicksign {
namespace {

constexpr std::string_view type = "documents";
constexpr std::string_view route_of_all = "/envelopes/{envelope_id}/documents";
constexpr std::string_view route_of_one = "/envelopes/{envelope_id}/documents/{document_id}";

std::string body_with_status(document_id const& id, clicksign::status const& status) {
  return request_body(type, id.text(), [&](detail::json_writer& out) { out.member("status", status.text()); });
}

std::string parameters_of(document_query const& query) {
  std::string parameters;
  if (query.status) add_parameter(parameters, "filter[status]", query.status->text());
  if (query.filename) add_parameter(parameters, "filter[filename]", *query.filename);
  return parameters;
}

} // namespace

template <class Mode>
auto basic_documents<Mode>::create(envelope_id const& envelope, new_document const& what, call_options const& how) const
    -> reply<document> {
  auto body = upload_body(what);
  if (!body) return run<Mode>(refused_call<document>(session_, std::move(body).error()));
  return run<Mode>(
      call_for_one<document>(session_, type, {http::method::post, route_of_all, {envelope.text()}, {}, *std::move(body)}, how));
}

template <class Mode>
auto basic_documents<Mode>::get(envelope_id const& envelope, document_id const& id, call_options const& how) const
    -> reply<document> {
  return run<Mode>(call_for_one<document>(session_, type, {http::method::get, route_of_one, {envelope.text(), id.text()}}, how));
}

template <class Mode>
auto basic_documents<Mode>::list(envelope_id const& envelope, document_query const& query, call_options const& how) const
    -> list_of<document> {
  return run_list<Mode, document>(session_, {type, route_of_all, {envelope.text()}, parameters_of(query), query.paging}, how);
}

template <class Mode>
auto basic_documents<Mode>::cancel(envelope_id const& envelope, document_id const& id, call_options const& how) const
    -> reply<document> {
  return run<Mode>(call_for_one<document>(
      session_, type,
      {http::method::patch, route_of_one, {envelope.text(), id.text()}, {}, body_with_status(id, status::canceled)}, how));
}

template <class Mode>
auto basic_documents<Mode>::close(envelope_id const& envelope, document_id const& id, call_options const& how) const
    -> reply<document> {
  return run<Mode>(call_for_one<document>(
      session_, type, {http::method::patch, route_of_one, {envelope.text(), id.text()}, {}, body_with_status(id, status::closed)},
      how));
}

template <class Mode>
auto basic_documents<Mode>::remove(envelope_id const& envelope, document_id const& id, call_options const& how) const
    -> reply<void> {
  return run<Mode>(call_for_nothing(session_, {http::method::del, route_of_one, {envelope.text(), id.text()}}, how));
}

template class RUBRICA_EXPORT basic_documents<blocking>;
template class RUBRICA_EXPORT basic_documents<deferred>;

}}} // namespace rubrica::v0_1::clicksign
