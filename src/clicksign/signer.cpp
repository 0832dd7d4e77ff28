#include <rubrica/clicksign/signer.hpp>

#include "clicksign/protocol/attributes.hpp"
#include "clicksign/protocol/calls.hpp"
#include "clicksign/protocol/creations.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

constexpr auto json_members(detail::tag<signer_channels>) {
  return member_list({
      {"signature_request", member<&signer_channels::signature_request>},
      {"signature_reminder", member<&signer_channels::signature_reminder>},
      {"document_signed", member<&signer_channels::document_signed>},
  });
}

constexpr auto host_channels = member_list({{"signature_host_signature_request", member<&signature_host::signature_request>}});
constexpr auto json_members(detail::tag<signature_host>) {
  return member_list({
      {"name", member<&signature_host::name>},
      {"email", member<&signature_host::email>},
      {"communicate_events", same_owner<host_channels>},
  });
}

constexpr auto signer_attributes = member_list({
    {"name", member<&signer::name>},
    {"birthday", member<&signer::birthday>},
    {"email", member<&signer::email>},
    {"phone_number", member<&signer::phone_number>},
    {"location_required_enabled", member<&signer::location_required>},
    {"has_documentation", member<&signer::has_documentation>},
    {"documentation", member<&signer::documentation>},
    {"refusable", member<&signer::refusable>},
    {"group", member<&signer::group>},
    {"communicate_events", member<&signer::channels>},
    {"signature_host", member<&signer::host>},
    {"created", member<&signer::created_at>},
    {"modified", member<&signer::updated_at>},
});
constexpr auto json_members(detail::tag<signer>) {
  return member_list({{"id", member<&signer::id>}, {"attributes", attributes<signer, signer_attributes>}});
}

namespace {

void write_host(detail::json_writer& out, signature_host const& host) {
  if (host.name.empty() && host.email.empty()) return;
  out.key("signature_host");
  out.begin_object();
  write_attribute(out, "name", host.name);
  write_attribute(out, "email", host.email);
  out.key("communicate_events");
  out.begin_object();
  write_unless_empty(out, "signature_host_signature_request", host.signature_request.text());
  out.end_object();
  out.end_object();
}

} // namespace

void write_creation(detail::json_writer& out, new_signer const& request) {
  write_attribute(out, "name", request.name);
  write_given(out, "email", request.email);
  write_given(out, "phone_number", request.phone_number);
  out.member("has_documentation", request.has_documentation);
  write_given(out, "documentation", request.documentation);
  write_given(out, "birthday", request.birthday);
  out.member("refusable", request.refusable);
  write_attribute(out, "group", request.group);
  out.member("location_required_enabled", request.location_required);
  out.key("communicate_events");
  out.begin_object();
  write_unless_empty(out, "signature_request", request.channels.signature_request.text());
  write_unless_empty(out, "signature_reminder", request.channels.signature_reminder.text());
  write_unless_empty(out, "document_signed", request.channels.document_signed.text());
  out.end_object();
  write_host(out, request.host);
}

std::vector<personal> about(new_signer const& request) {
  return {request.name,     request.email,     request.phone_number, request.documentation,
          request.birthday, request.host.name, request.host.email};
}

namespace {

constexpr std::string_view signer_type = "signers";
constexpr std::string_view route_of_signers = "/envelopes/{envelope_id}/signers";
constexpr std::string_view route_of_signer = "/envelopes/{envelope_id}/signers/{signer_id}";

std::string body_of(new_signer const& request) {
  return request_body(signer_type, {}, [&](detail::json_writer& out) { write_creation(out, request); });
}

} // namespace

template <class Mode>
auto basic_signers<Mode>::create(envelope_id const& envelope, new_signer const& request, call_options const& options) const
    -> reply<signer> {
  operation call{http::method::post, route_of_signers, {envelope.text()}, {}, body_of(request)};
  call.about = about(request);
  return run<Mode>(call_for_one<signer>(session_, signer_type, std::move(call), options));
}

template <class Mode>
auto basic_signers<Mode>::get(envelope_id const& envelope, signer_id const& id, call_options const& options) const
    -> reply<signer> {
  return run<Mode>(
      call_for_one<signer>(session_, signer_type, {http::method::get, route_of_signer, {envelope.text(), id.text()}}, options));
}

template <class Mode>
auto basic_signers<Mode>::list(envelope_id const& envelope, signer_query const& query, call_options const& options) const
    -> list_of<signer> {
  return run_list<Mode, signer>(session_, {signer_type, route_of_signers, {envelope.text()}, {}, query.paging}, options);
}

template <class Mode>
auto basic_signers<Mode>::remove(envelope_id const& envelope, signer_id const& id, call_options const& options) const
    -> reply<void> {
  return run<Mode>(call_for_nothing(session_, {http::method::del, route_of_signer, {envelope.text(), id.text()}}, options));
}

template class basic_signers<blocking>;
template class basic_signers<deferred>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
