#include <rubrica/clicksign/notification.hpp>

#include "clicksign/protocol/attributes.hpp"
#include "clicksign/protocol/calls.hpp"
#include "clicksign/protocol/creations.hpp"
#include "clicksign/protocol/wire.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace detail {

using clicksign::notification;
using clicksign::notified_signer;

struct notified_signer_table {
  using owner = notified_signer;
  static constexpr json_member list[] = {{"signer_id", at<&owner::signer>}, {"notified", at<&owner::notified>}};
};
template <> struct table_of<notified_signer> { using type = notified_signer_table; };

struct notification_attributes {
  using owner = notification;
  static constexpr json_member list[] = {
      {"message", at<&owner::message>}, {"summary", at<&owner::summary>}, {"created", at<&owner::created>}};
};
struct notification_table {
  using owner = notification;
  static constexpr json_member list[] = {{"id", at<&owner::id>}, {"attributes", same_owner<notification_attributes>}};
};
template <> struct table_of<notification> { using type = notification_table; };

} // namespace detail
RUBRICA_END_NAMESPACE

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {
namespace {

constexpr std::string_view type = "notifications";

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

void write_creation(detail::json_writer& out, new_notification const& what) {
  write_unless_empty(out, "message", what.message);
  if (what.email) write_customization(out, *what.email);
}

namespace {

std::string body_of(new_notification const& what) {
  return request_body(type, {}, [&](detail::json_writer& out) { write_creation(out, what); });
}

/// Never repeated, because it reaches a person, and not sent before ClickSign accepts it.
operation once(operation call, new_notification const& what) {
  call.body = body_of(what);
  call.repeatable = false;
  call.spacing = wire::notification_interval;
  return call;
}

} // namespace

template <class Mode>
auto basic_notifications<Mode>::notify(envelope_id const& envelope, new_notification const& what, call_options const& how) const
    -> reply<notification> {
  operation call{http::method::post, "/envelopes/{envelope_id}/notifications", {envelope.text()}};
  return run<Mode>(call_for_one<notification>(session_, type, once(std::move(call), what), how));
}

template <class Mode>
auto basic_notifications<Mode>::notify(envelope_id const& envelope, signer_id const& signer, new_notification const& what,
                                       call_options const& how) const -> reply<notification> {
  operation call{
      http::method::post, "/envelopes/{envelope_id}/signers/{signer_id}/notifications", {envelope.text(), signer.text()}};
  return run<Mode>(call_for_one<notification>(session_, type, once(std::move(call), what), how));
}

template class basic_notifications<blocking>;
template class basic_notifications<deferred>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
