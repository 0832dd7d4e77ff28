#include <rubrica/clicksign/envelope_bulk_creation.hpp>

#include "clicksign/protocol/attributes.hpp"
#include "clicksign/protocol/calls.hpp"
#include "clicksign/protocol/creations.hpp"
#include "clicksign/protocol/requirement_io.hpp"
#include "clicksign/protocol/upload_body.hpp"
#include "clicksign/protocol/wire.hpp"
#include "text/ascii.hpp"
#include "json/member_names.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

constexpr auto envelope_bulk_creation_attributes = member_list({
    {"job_id", member<&envelope_bulk_creation::job>},
    {"enqueued_at", member<&envelope_bulk_creation::enqueued>},
    {"envelope_id", member<&envelope_bulk_creation::envelope>},
    {"status", member<&envelope_bulk_creation::status>},
});
constexpr auto json_members(detail::tag<envelope_bulk_creation>) {
  return member_list({
      {"id", member<&envelope_bulk_creation::id>},
      {"attributes", attributes<envelope_bulk_creation, envelope_bulk_creation_attributes>},
  });
}

namespace {

/// The members of a JSON object without its braces. Nothing when the text is not an object, or has its own `source` or
/// `origin`.
std::optional<std::string_view> members_of(std::string_view metadata) {
  std::string_view text = detail::trimmed(metadata);
  if (text.empty()) return text;
  auto const names = detail::member_names(text);
  auto const is_ours = [](auto const& name) { return name == wire::bulk_source || name == wire::bulk_origin; };
  bool const usable = text.front() == '{' && names && std::none_of(names->begin(), names->end(), is_ours);
  if (!usable) return std::nullopt;
  return detail::trimmed(text.substr(1, text.size() - 2));
}

void write_metadata(detail::json_writer& out, new_envelope_bulk_creation const& request, std::string_view members) {
  std::string text;
  detail::json_writer object(text);
  object.begin_object();
  object.member(wire::bulk_source, request.source);
  object.member(wire::bulk_origin, request.origin);
  if (!members.empty()) text.append(",").append(members);
  object.end_object();
  out.key("metadata");
  out.json(text);
}

void write_requirement(detail::json_writer& out, requirement_action const& action, std::string_view name,
                       std::string_view value) {
  out.begin_object();
  out.member("action", action.text());
  out.member(name, value);
  out.end_object();
}

void write_rubric(detail::json_writer& out, bulk_rubric const& rubric) {
  out.begin_object();
  out.member("action", requirement_action(requirement_action::rubricate).text());
  write_places(out, places_of(rubric));
  out.end_object();
}

void write_signer(detail::json_writer& out, bulk_signer const& signer) {
  out.begin_object();
  new_signer who = signer.who;
  if (!wire::bulk_creation_takes_groups) who.group.reset();
  write_creation(out, who);
  out.key("requirements");
  out.begin_array();
  for (role const& one : signer.roles) write_requirement(out, requirement_action::agree, "role", one.text());
  for (authentication const& one : signer.authentications) {
    write_requirement(out, requirement_action::provide_evidence, "auth", one.text());
  }
  for (bulk_rubric const& one : signer.rubrics) write_rubric(out, one);
  out.end_array();
  out.end_object();
}

/// Without what the route may not accept.
new_envelope accepted(new_envelope envelope) {
  if (wire::bulk_creation_takes_deadline_and_message) return envelope;
  envelope.deadline.reset();
  envelope.at_deadline.reset();
  envelope.message.reset();
  return envelope;
}

/// What both bodies have in common. The object of the document is not closed.
void write_parts(detail::json_writer& out, new_envelope_bulk_creation const& request) {
  out.key("envelope");
  out.begin_object();
  write_creation(out, accepted(request.envelope));
  write_metadata(out, request, members_of(request.envelope_metadata).value_or(""));
  out.end_object();
  out.key("signers");
  out.begin_array();
  for (bulk_signer const& one : request.signers) write_signer(out, one);
  out.end_array();
  if (request.notification) {
    out.key("notifications");
    out.begin_object();
    write_creation(out, *request.notification);
    out.end_object();
  }
  out.key("document");
  out.begin_object();
  out.member("filename", request.document.filename);
  write_metadata(out, request, members_of(request.document.metadata).value_or(""));
}

/// Why the parts together cannot be sent.
char const* obstacle(new_envelope_bulk_creation const& request) {
  if (request.source.empty() || request.origin.empty()) return "a bulk creation needs a source and an origin";
  if (!members_of(request.envelope_metadata) || !members_of(request.document.metadata)) {
    return "the metadata of a bulk creation must be JSON objects without a source or an origin of their own";
  }
  if (!request.envelope.folder.empty()) return "a bulk creation takes no folder";
  if (!request.document.duplicate_of.empty() || !request.document.content_url.empty()) {
    return "the document of a bulk creation comes from a file, bytes or a template";
  }
  return count_of_sources(request.document) > 1 ? "a document has one source only" : nullptr;
}

std::optional<error_info> unusable(bulk_signer const& signer, std::string const& pointer) {
  bool const is_later = signer.who.group.value_or(1) > 1;
  if (is_later && !wire::bulk_creation_takes_groups) {
    return refused_argument("bulk_group", "A bulk creation has no order of signing.", pointer + "/who/group");
  }
  for (std::size_t i = 0; i < signer.authentications.size(); ++i) {
    if (signer.authentications[i] != auth::presential) continue;
    return refused_argument("bulk_presential", "A bulk creation refuses the authentication in person.",
                            pointer + "/authentications/" + std::to_string(i));
  }
  for (std::size_t i = 0; i < signer.rubrics.size(); ++i) {
    auto why = unusable(places_of(signer.rubrics[i]), pointer + "/rubrics/" + std::to_string(i));
    if (why) return why;
  }
  return std::nullopt;
}

/// Why one of the parts cannot be sent.
std::optional<error_info> unusable(new_envelope_bulk_creation const& request) {
  if (auto why = request.envelope.deadline ? unreadable(*request.envelope.deadline, "envelope/deadline") : std::nullopt)
    return why;
  if (auto why = unusable_name(request.document, "/document/filename")) return why;
  for (std::size_t i = 0; i < request.signers.size(); ++i) {
    if (auto why = unusable(request.signers[i], "/signers/" + std::to_string(i))) return why;
  }
  return std::nullopt;
}

result<operation> operation_of(new_envelope_bulk_creation const& request) {
  if (char const* why = obstacle(request)) return make_error(errc::invalid_argument, why);
  if (auto why = unusable(request)) return *std::move(why);
  operation call{http::method::post, "/envelope_bulk_creations"};
  call.repeatable = false;
  auto const add = [&](std::vector<personal> const& said) { call.about.insert(call.about.end(), said.begin(), said.end()); };
  for (bulk_signer const& one : request.signers) add(about(one.who));
  if (request.document.source_template) add(about(*request.document.source_template));
  auto const parts = [&](detail::json_writer& out) { write_parts(out, request); };
  if (request.document.source_template) {
    call.body = request_body(wire::bulk_creation_type, {}, [&](detail::json_writer& out) {
      parts(out);
      write_template(out, *request.document.source_template);
      out.end_object();
    });
    return call;
  }
  auto body = body_with_file(wire::bulk_creation_type, {request.document.filename, request.document.path, request.document.bytes},
                             parts, file_place::nested);
  if (!body) return std::move(body).error();
  call.body = *std::move(body);
  return call;
}

} // namespace

template <class Mode>
auto basic_envelope_bulk_creations<Mode>::create(new_envelope_bulk_creation const& request, call_options const& options) const
    -> reply<envelope_bulk_creation> {
  auto call = operation_of(request);
  if (!call) return run<Mode>(refused_call<envelope_bulk_creation>(session_, std::move(call).error()));
  return run<Mode>(call_for_one<envelope_bulk_creation>(session_, wire::bulk_creation_type, *std::move(call), options,
                                                        wire::bulk_creation_other_type));
}

template class basic_envelope_bulk_creations<blocking>;
template class basic_envelope_bulk_creations<deferred>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
