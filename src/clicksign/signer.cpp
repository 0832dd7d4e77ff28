#include <rubrica/clicksign/signer.hpp>

#include "clicksign/protocol/attributes.hpp"
#include "clicksign/protocol/calls.hpp"
#include "clicksign/protocol/creations.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace detail {

using clicksign::signature_host;
using clicksign::signer;
using clicksign::signer_channels;

struct signer_channels_table {
  using owner = signer_channels;
  static constexpr json_member list[] = {{"signature_request", at<&owner::signature_request>},
                                         {"signature_reminder", at<&owner::signature_reminder>},
                                         {"document_signed", at<&owner::document_signed>}};
};
template <> struct table_of<signer_channels> { using type = signer_channels_table; };

struct host_channels {
  using owner = signature_host;
  static constexpr json_member list[] = {{"signature_host_signature_request", at<&owner::signature_request>}};
};
struct signature_host_table {
  using owner = signature_host;
  static constexpr json_member list[] = {
      {"name", at<&owner::name>}, {"email", at<&owner::email>}, {"communicate_events", same_owner<host_channels>}};
};
template <> struct table_of<signature_host> { using type = signature_host_table; };

struct signer_attributes {
  using owner = signer;
  static constexpr json_member list[] = {{"name", at<&signer::name>},
                                         {"birthday", at<&signer::birthday>},
                                         {"email", at<&signer::email>},
                                         {"phone_number", at<&signer::phone_number>},
                                         {"location_required_enabled", at<&signer::location_required>},
                                         {"has_documentation", at<&signer::has_documentation>},
                                         {"documentation", at<&signer::documentation>},
                                         {"refusable", at<&signer::refusable>},
                                         {"group", at<&signer::group>},
                                         {"communicate_events", at<&signer::channels>},
                                         {"signature_host", at<&signer::host>},
                                         {"created", at<&signer::created>},
                                         {"modified", at<&signer::modified>}};
};
struct signer_table {
  using owner = signer;
  static constexpr json_member list[] = {{"id", at<&signer::id>}, {"attributes", attributes<signer_attributes>}};
};
template <> struct table_of<signer> { using type = signer_table; };

} // namespace detail
RUBRICA_END_NAMESPACE

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

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

void write_creation(detail::json_writer& out, new_signer const& what) {
  write_attribute(out, "name", what.name);
  write_given(out, "email", what.email);
  write_given(out, "phone_number", what.phone_number);
  out.member("has_documentation", what.has_documentation);
  write_given(out, "documentation", what.documentation);
  write_given(out, "birthday", what.birthday);
  out.member("refusable", what.refusable);
  write_attribute(out, "group", what.group);
  out.member("location_required_enabled", what.location_required);
  out.key("communicate_events");
  out.begin_object();
  write_unless_empty(out, "signature_request", what.channels.signature_request.text());
  write_unless_empty(out, "signature_reminder", what.channels.signature_reminder.text());
  write_unless_empty(out, "document_signed", what.channels.document_signed.text());
  out.end_object();
  write_host(out, what.host);
}

std::vector<personal> about(new_signer const& what) {
  return {what.name, what.email, what.phone_number, what.documentation, what.birthday, what.host.name, what.host.email};
}

namespace {

constexpr std::string_view signer_type = "signers";
constexpr std::string_view route_of_signers = "/envelopes/{envelope_id}/signers";
constexpr std::string_view route_of_signer = "/envelopes/{envelope_id}/signers/{signer_id}";

std::string body_of(new_signer const& what) {
  return request_body(signer_type, {}, [&](detail::json_writer& out) { write_creation(out, what); });
}

} // namespace

template <class Mode>
auto basic_signers<Mode>::create(envelope_id const& envelope, new_signer const& what, call_options const& how) const
    -> reply<signer> {
  operation call{http::method::post, route_of_signers, {envelope.text()}, {}, body_of(what)};
  call.about = about(what);
  return run<Mode>(call_for_one<signer>(session_, signer_type, std::move(call), how));
}

template <class Mode>
auto basic_signers<Mode>::get(envelope_id const& envelope, signer_id const& id, call_options const& how) const -> reply<signer> {
  return run<Mode>(
      call_for_one<signer>(session_, signer_type, {http::method::get, route_of_signer, {envelope.text(), id.text()}}, how));
}

template <class Mode>
auto basic_signers<Mode>::list(envelope_id const& envelope, signer_query const& query, call_options const& how) const
    -> list_of<signer> {
  return run_list<Mode, signer>(session_, {signer_type, route_of_signers, {envelope.text()}, {}, query.paging}, how);
}

template <class Mode>
auto basic_signers<Mode>::remove(envelope_id const& envelope, signer_id const& id, call_options const& how) const -> reply<void> {
  return run<Mode>(call_for_nothing(session_, {http::method::del, route_of_signer, {envelope.text(), id.text()}}, how));
}

template class basic_signers<blocking>;
template class basic_signers<deferred>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
