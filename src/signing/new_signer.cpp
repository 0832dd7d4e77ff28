#include "signing/new_signer.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

clicksign::signer_channels usual_channels(signer const& one) {
  using clicksign::channel;
  bool const reachable_by_email = !one.email.empty();
  clicksign::signer_channels channels;
  channels.signature_request = one.authentication == auth::sms        ? channel::sms
                               : one.authentication == auth::whatsapp ? channel::whatsapp
                               : reachable_by_email                   ? channel::email
                                                                      : channel::whatsapp;
  channels.signature_reminder = reachable_by_email ? channel::email : channel::none;
  channels.document_signed = reachable_by_email ? channel::email : channel::whatsapp;
  return channels;
}

} // namespace

clicksign::new_signer signer_to_create(signer const& one) {
  clicksign::new_signer out;
  out.name = one.name;
  out.email = one.email;
  out.phone_number = one.mobile;
  out.has_documentation = one.asks_cpf;
  out.documentation = one.cpf;
  out.birthday = one.birthday;
  out.refusable = one.refusable;
  out.location_required = one.location_required;
  out.host = one.host;
  out.channels = one.channels ? *one.channels : usual_channels(one);
  return out;
}

bool is_same_person(clicksign::signer const& found, clicksign::new_signer const& wanted) {
  return found.name == wanted.name && found.email == wanted.email && found.phone_number == wanted.phone_number;
}

} // namespace signing
RUBRICA_END_NAMESPACE
