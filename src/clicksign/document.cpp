#include <rubrica/clicksign/document.hpp>

#include "clicksign/protocol/attributes.hpp"
#include "clicksign/protocol/calls.hpp"
#include "clicksign/protocol/creations.hpp"
#include "clicksign/protocol/upload_body.hpp"
#include "core/out_of_memory.hpp"
#include "json/json_parse.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

constexpr auto json_members(detail::tag<document_files>) {
  return member_list({
      {"original", member<&document_files::original>},
      {"signed", member<&document_files::signed_file>},
      {"ziped", member<&document_files::zipped>},
  });
}

constexpr auto document_links = member_list({{"files", member<&document::files>}});
constexpr auto document_attributes = member_list({
    {"status", member<&document::status>},
    {"filename", member<&document::filename>},
    {"template", member_as<&document::template_, raw_json>},
    {"metadata", member_as<&document::metadata, raw_json>},
    {"migrated", member<&document::migrated>},
    {"created", member<&document::created>},
    {"modified", member<&document::modified>},
});
constexpr auto json_members(detail::tag<document>) {
  return member_list({
      {"id", member<&document::id>},
      {"links", same_owner<document_links>},
      {"attributes", attributes<document, document_attributes>},
  });
}

int count_of_sources(new_document const& what) {
  bool const uploads = !what.path.empty() || !what.bytes.empty();
  return int{uploads} + int{what.template_.has_value()} + int{!what.duplicate_of.empty()} + int{!what.content_url.empty()};
}

void write_template(detail::json_writer& out, template_source const& what) {
  out.key("template");
  out.begin_object();
  out.member("key", what.key.text());
  out.key("data");
  out.json(what.data);
  out.end_object();
}

namespace {

class text_values final : public detail::null_handler {
public:
  std::vector<personal> all;

  void string(std::string_view text) override { all.emplace_back(text); }
};

} // namespace

std::vector<personal> about(template_source const& what) {
  text_values said;
  detail::require_memory(detail::parse_json(what.data, said)); // what is not JSON is not sent
  return std::move(said.all);
}

namespace {

constexpr std::string_view document_type = "documents";
constexpr std::string_view route_of_documents = "/envelopes/{envelope_id}/documents";
constexpr std::string_view route_of_document = "/envelopes/{envelope_id}/documents/{document_id}";

void write_name_and_metadata(detail::json_writer& out, new_document const& what) {
  out.member("filename", what.filename);
  if (what.metadata.empty()) return;
  out.key("metadata");
  out.json(what.metadata);
}

void write_duplicate(detail::json_writer& out, document_id const& of) {
  out.key("duplicate");
  out.begin_object();
  out.member("key", of.text());
  out.end_object();
}

/// The body for a document without a file: ClickSign copies it, fetches it or fills in a template.
std::string body_without_file(new_document const& what) {
  return request_body(document_type, {}, [&](detail::json_writer& out) {
    write_name_and_metadata(out, what);
    if (what.template_) write_template(out, *what.template_);
    if (!what.duplicate_of.empty()) write_duplicate(out, what.duplicate_of);
    write_unless_empty(out, "content_url", what.content_url);
  });
}

std::string body_of(document_id const& id, document_changes const& changes) {
  return request_body(document_type, id.text(), [&](detail::json_writer& out) {
    write_attribute(out, "status", changes.status);
    if (changes.metadata.is_absent()) return;
    out.key("metadata");
    if (changes.metadata.is_null())
      out.null();
    else
      out.json(*changes.metadata.value());
  });
}

query_parameters parameters_of(document_query const& query) {
  query_parameters parameters;
  if (query.status) add_parameter(parameters, "filter[status]", query.status->text());
  if (query.filename) add_parameter(parameters, "filter[filename]", *query.filename);
  return parameters;
}

} // namespace

template <class Mode>
auto basic_documents<Mode>::create(envelope_id const& envelope, new_document const& what, call_options const& how) const
    -> reply<document> {
  int const sources = count_of_sources(what);
  if (sources > 1) {
    return run<Mode>(refused_call<document>(session_, make_error(errc::invalid_argument, "a document has one source only")));
  }
  operation call{http::method::post, route_of_documents, {envelope.text()}};
  bool const uploads = sources == 0 || !what.path.empty() || !what.bytes.empty();
  if (!uploads) {
    call.body = body_without_file(what);
    if (what.template_) call.about = about(*what.template_);
  } else {
    auto body = body_with_file(document_type, {what.filename, what.path, what.bytes},
                               [&](detail::json_writer& out) { write_name_and_metadata(out, what); });
    if (!body) return run<Mode>(refused_call<document>(session_, std::move(body).error()));
    call.body = *std::move(body);
  }
  return run<Mode>(call_for_one<document>(session_, document_type, std::move(call), how));
}

template <class Mode>
auto basic_documents<Mode>::get(envelope_id const& envelope, document_id const& id, call_options const& how) const
    -> reply<document> {
  return run<Mode>(
      call_for_one<document>(session_, document_type, {http::method::get, route_of_document, {envelope.text(), id.text()}}, how));
}

template <class Mode>
auto basic_documents<Mode>::list(envelope_id const& envelope, document_query const& query, call_options const& how) const
    -> list_of<document> {
  return run_list<Mode, document>(
      session_, {document_type, route_of_documents, {envelope.text()}, parameters_of(query), query.paging}, how);
}

template <class Mode>
auto basic_documents<Mode>::update(envelope_id const& envelope, document_id const& id, document_changes const& changes,
                                   call_options const& how) const -> reply<document> {
  return run<Mode>(call_for_one<document>(
      session_, document_type, {http::method::patch, route_of_document, {envelope.text(), id.text()}, {}, body_of(id, changes)},
      how));
}

template <class Mode>
auto basic_documents<Mode>::cancel(envelope_id const& envelope, document_id const& id, call_options const& how) const
    -> reply<document> {
  document_changes changes;
  changes.status = clicksign::status(status::canceled);
  return update(envelope, id, changes, how);
}

template <class Mode>
auto basic_documents<Mode>::close(envelope_id const& envelope, document_id const& id, call_options const& how) const
    -> reply<document> {
  document_changes changes;
  changes.status = clicksign::status(status::closed);
  return update(envelope, id, changes, how);
}

template <class Mode>
auto basic_documents<Mode>::remove(envelope_id const& envelope, document_id const& id, call_options const& how) const
    -> reply<void> {
  return run<Mode>(call_for_nothing(session_, {http::method::del, route_of_document, {envelope.text(), id.text()}}, how));
}

template class basic_documents<blocking>;
template class basic_documents<deferred>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
