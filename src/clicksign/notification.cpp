#include <rubrica/clicksign/notification.hpp>

#include "clicksign/protocol/attributes.hpp"
#include "clicksign/protocol/calls.hpp"
#include "clicksign/protocol/creations.hpp"
#include "clicksign/protocol/wire.hpp"

#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

constexpr auto json_members(detail::tag<notified_signer>) {
  return member_list({{"signer_id", member<&notified_signer::signer>}, {"notified", member<&notified_signer::notified>}});
}

constexpr auto notification_attributes = member_list({
    {"message", member<&notification::message>},
    {"summary", member<&notification::summary>},
    {"created", member<&notification::created_at>},
});
constexpr auto json_members(detail::tag<notification>) {
  return member_list({{"id", member<&notification::id>}, {"attributes", same_owner<notification_attributes>}});
}

namespace {

constexpr std::string_view notification_type = "notifications";

void write_customization(detail::json_writer& out, email_customization const& email) {
  out.key("email_customization");
  out.begin_object();
  write_unless_empty(out, "subject", email.subject);
  write_unless_empty(out, "head", email.head);
  write_unless_empty(out, "greeting", email.greeting);
  write_unless_empty(out, "principal", email.principal);
  write_unless_empty(out, "final", email.final_text);
  write_unless_empty(out, "button", email.button);
  write_unless_empty(out, "align", email.align);
  write_attribute(out, "show_token", email.show_token);
  write_attribute(out, "show_qrcode", email.show_qrcode);
  write_attribute(out, "show_details", email.show_details);
  out.end_object();
}

} // namespace

void write_creation(detail::json_writer& out, new_notification const& request) {
  write_unless_empty(out, "message", request.message);
  if (request.email) write_customization(out, *request.email);
}

namespace {

std::string body_of(new_notification const& request) {
  return request_body(notification_type, {}, [&](detail::json_writer& out) { write_creation(out, request); });
}

/// Never repeated, because it reaches a person, and not sent before ClickSign accepts it.
operation once(operation call, new_notification const& request) {
  call.body = body_of(request);
  call.repeatable = false;
  call.min_interval = wire::notification_interval;
  return call;
}

/// The sources disagree about the status, 200 to 204 (clicksign-rest §15.2). Two of these have no record by their nature: they say that
/// it was done, and who asks again reaches a person twice.
result<notification> notification_in(finished_call& ended) {
  bool const needs_none = ended.answer && (ended.answer->status == 202 || ended.answer->status == 204);
  if (needs_none && ended.answer->body.empty()) return notification();
  return resource_in<notification>(ended);
}

pending_call<notification> call_to_notify(shared_session const& session, operation&& target, call_options const& options) {
  return call_access::make<notification>(to_ask_for_one(session, notification_type, std::move(target), options, {}),
                                         &notification_in);
}

} // namespace

template <class Mode>
auto basic_notifications<Mode>::notify(envelope_id const& envelope, new_notification const& request,
                                       call_options const& options) const -> reply<notification> {
  operation call{http::method::post, "/envelopes/{envelope_id}/notifications", {envelope.text()}};
  return run<Mode>(call_to_notify(session_, once(std::move(call), request), options));
}

template <class Mode>
auto basic_notifications<Mode>::notify(envelope_id const& envelope, signer_id const& signer, new_notification const& request,
                                       call_options const& options) const -> reply<notification> {
  operation call{
      http::method::post, "/envelopes/{envelope_id}/signers/{signer_id}/notifications", {envelope.text(), signer.text()}};
  return run<Mode>(call_to_notify(session_, once(std::move(call), request), options));
}

template class basic_notifications<blocking>;
template class basic_notifications<deferred>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
