#include <rubrica/clicksign/document.hpp>

#include "clicksign/protocol/attributes.hpp"
#include "clicksign/protocol/calls.hpp"
#include "clicksign/protocol/creations.hpp"
#include "clicksign/protocol/upload_body.hpp"
#include "clicksign/protocol/wire.hpp"
#include "core/out_of_memory.hpp"
#include "text/ascii.hpp"
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
    {"template", member_as<&document::source_template, raw_json>},
    {"metadata", member_as<&document::metadata, raw_json>},
    {"migrated", member<&document::migrated>},
    {"created", member<&document::created_at>},
    {"modified", member<&document::updated_at>},
});
constexpr auto json_members(detail::tag<document>) {
  return member_list({
      {"id", member<&document::id>},
      {"links", same_owner<document_links>},
      {"attributes", attributes<document, document_attributes>},
  });
}

int count_of_sources(new_document const& request) {
  bool const uploads = !request.path.empty() || !request.bytes.empty();
  return int{uploads} + int{request.source_template.has_value()} + int{!request.duplicate_of.empty()} +
         int{!request.content_url.empty()};
}

std::optional<error_info> unusable_name(new_document const& request, std::string const& pointer) {
  if (!request.source_template) return std::nullopt;
  constexpr std::string_view ending = wire::template_document_extension;
  std::string const name = detail::lower(request.filename); // whether ClickSign minds capitals is not known
  bool const fits = name.size() > ending.size() && name.compare(name.size() - ending.size(), ending.size(), ending) == 0;
  if (fits) return std::nullopt;
  return refused_argument("filename_extension", "The name of a document from a template ends in .docx.", pointer);
}

void write_template(detail::json_writer& out, template_source const& source) {
  out.key("template");
  out.begin_object();
  out.member("key", source.key.text());
  out.key("data");
  out.json(source.data);
  out.end_object();
}

namespace {

class text_values final : public detail::null_handler {
public:
  std::vector<personal> all;

  void string(std::string_view text) override { all.emplace_back(text); }
};

} // namespace

std::vector<personal> about(template_source const& source) {
  text_values said;
  detail::require_memory(detail::parse_json(source.data, said)); // what is not JSON is not sent
  return std::move(said.all);
}

namespace {

constexpr std::string_view document_type = "documents";
constexpr std::string_view route_of_documents = "/envelopes/{envelope_id}/documents";
constexpr std::string_view route_of_document = "/envelopes/{envelope_id}/documents/{document_id}";

void write_name_and_metadata(detail::json_writer& out, new_document const& request) {
  out.member("filename", request.filename);
  if (request.metadata.empty()) return;
  out.key("metadata");
  out.json(request.metadata);
}

void write_duplicate(detail::json_writer& out, document_id const& of) {
  out.key("duplicate");
  out.begin_object();
  out.member("key", of.text());
  out.end_object();
}

/// The body for a document without a file: ClickSign copies it, fetches it or fills in a template.
std::string body_without_file(new_document const& request) {
  return request_body(document_type, {}, [&](detail::json_writer& out) {
    write_name_and_metadata(out, request);
    if (request.source_template) write_template(out, *request.source_template);
    if (!request.duplicate_of.empty()) write_duplicate(out, request.duplicate_of);
    write_unless_empty(out, "content_url", request.content_url);
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
auto basic_documents<Mode>::create(envelope_id const& envelope, new_document const& request, call_options const& options) const
    -> reply<document> {
  int const sources = count_of_sources(request);
  if (sources > 1) {
    return run<Mode>(refused_call<document>(session_, make_error(errc::invalid_argument, "a document has one source only")));
  }
  if (auto why = unusable_name(request, "/filename")) return run<Mode>(refused_call<document>(session_, *std::move(why)));
  operation call{http::method::post, route_of_documents, {envelope.text()}};
  bool const uploads = sources == 0 || !request.path.empty() || !request.bytes.empty();
  if (!uploads) {
    call.body = body_without_file(request);
    if (request.source_template) call.about = about(*request.source_template);
  } else {
    auto body = body_with_file(document_type, {request.filename, request.path, request.bytes},
                               [&](detail::json_writer& out) { write_name_and_metadata(out, request); });
    if (!body) return run<Mode>(refused_call<document>(session_, std::move(body).error()));
    call.body = *std::move(body);
  }
  return run<Mode>(call_for_one<document>(session_, document_type, std::move(call), options));
}

template <class Mode>
auto basic_documents<Mode>::get(envelope_id const& envelope, document_id const& id, call_options const& options) const
    -> reply<document> {
  return run<Mode>(call_for_one<document>(session_, document_type,
                                          {http::method::get, route_of_document, {envelope.text(), id.text()}}, options));
}

template <class Mode>
auto basic_documents<Mode>::list(envelope_id const& envelope, document_query const& query, call_options const& options) const
    -> list_of<document> {
  return run_list<Mode, document>(
      session_, {document_type, route_of_documents, {envelope.text()}, parameters_of(query), query.paging}, options);
}

template <class Mode>
auto basic_documents<Mode>::update(envelope_id const& envelope, document_id const& id, document_changes const& changes,
                                   call_options const& options) const -> reply<document> {
  return run<Mode>(call_for_one<document>(
      session_, document_type, {http::method::patch, route_of_document, {envelope.text(), id.text()}, {}, body_of(id, changes)},
      options));
}

template <class Mode>
auto basic_documents<Mode>::cancel(envelope_id const& envelope, document_id const& id, call_options const& options) const
    -> reply<document> {
  document_changes changes;
  changes.status = clicksign::status(status::cancelled);
  return update(envelope, id, changes, options);
}

template <class Mode>
auto basic_documents<Mode>::close(envelope_id const& envelope, document_id const& id, call_options const& options) const
    -> reply<document> {
  document_changes changes;
  changes.status = clicksign::status(status::closed);
  return update(envelope, id, changes, options);
}

template <class Mode>
auto basic_documents<Mode>::remove(envelope_id const& envelope, document_id const& id, call_options const& options) const
    -> reply<void> {
  return run<Mode>(call_for_nothing(session_, {http::method::del, route_of_document, {envelope.text(), id.text()}}, options));
}

template class basic_documents<blocking>;
template class basic_documents<deferred>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
