#include <rubrica/signing/plan.hpp>

#include "json/json_writer.hpp"

#include <random>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

std::string metadata_of(request const& request, file const& one, std::string const& key, std::size_t index) {
  std::string text;
  detail::json_writer out(text);
  out.begin_object();
  out.member("rubrica_key", key);
  out.member("rubrica_file", static_cast<std::int64_t>(index));
  if (!request.record.kind.empty()) out.member("record_kind", request.record.kind.text());
  if (!request.record.id.empty()) out.member("record_id", request.record.id);
  if (!one.type.empty()) out.member("type", one.type);
  if (!one.description.empty()) out.member("description", one.description);
  out.end_object();
  return text;
}

clicksign::signer_channels channels_of(signer const& one) {
  using clicksign::channel;
  if (one.channels) return *one.channels;
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

clicksign::new_signer new_signer_of(signer const& one) {
  clicksign::new_signer out;
  out.name = one.name;
  out.email = one.email;
  out.phone_number = one.mobile;
  out.has_documentation = one.asks_cpf;
  out.documentation = one.cpf;
  out.birthday = one.birthday;
  out.refusable = one.refusable;
  out.group = one.group;
  out.location_required = one.location_required;
  out.host = one.host;
  out.channels = channels_of(one);
  return out;
}

std::vector<clicksign::new_requirement> requirements_of(signer const& one) {
  using clicksign::requirement_action;
  std::vector<clicksign::new_requirement> out(1);
  out[0].action = requirement_action::agree;
  out[0].role = one.role;
  auto require = [&](clicksign::authentication const& authentication) {
    auto& added = out.emplace_back();
    added.action = requirement_action::provide_evidence;
    added.auth = authentication;
  };
  require(one.authentication);
  for (auto const& more : one.more_authentications) require(more);
  return out;
}

/// The key is the end of the envelope's name, where `filter[name]` finds it after a lost answer.
std::string name_with_key(request const& request, std::string const& key) {
  return request.name + " \xC2\xB7k=" + key;
}

clicksign::new_envelope new_envelope_of(request const& request, std::string const& key) {
  clicksign::new_envelope out;
  out.name = name_with_key(request, key);
  out.deadline = request.deadline;
  out.locale = request.locale;
  out.auto_close = request.auto_close;
  out.remind_interval = request.remind_interval;
  out.block_after_refusal = request.block_after_refusal;
  if (!request.subject.empty()) out.subject = request.subject;
  if (!request.message.empty()) out.message = request.message;
  out.folder = request.folder;
  return out;
}

} // namespace

plan make_plan(checked_request checked, std::string key) {
  request request = std::move(checked).get();
  plan out;
  out.key = std::move(key);
  out.envelope = new_envelope_of(request, out.key);
  out.notify = request.notify;
  for (std::size_t i = 0; i < request.files.size(); ++i) {
    file& one = request.files[i];
    auto& added = out.documents.emplace_back();
    added.metadata = metadata_of(request, one, out.key, i);
    added.filename = std::move(one.name);
    added.path = std::move(one.path);
    added.bytes = std::move(one.bytes);
  }
  for (signer const& one : request.signers) {
    out.signers.push_back(new_signer_of(one));
    out.requirements.push_back(requirements_of(one));
  }
  return out;
}

std::string random_key() {
  constexpr char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
  constexpr std::size_t characters = 26; // of 5 bits each
  std::random_device source;
  std::string key;
  for (std::size_t i = 0; i < characters; ++i) key += alphabet[source() & 31u];
  return key;
}

std::vector<clicksign::new_requirement> requirements_for(plan const& plan, std::vector<document_id> const& documents,
                                                         std::vector<signer_id> const& signers) {
  std::vector<clicksign::new_requirement> out;
  for (document_id const& document : documents) {
    for (std::size_t i = 0; i < signers.size(); ++i) {
      for (clicksign::new_requirement one : plan.requirements[i]) {
        one.document = document;
        one.signer = signers[i];
        out.push_back(std::move(one));
      }
    }
  }
  return out;
}

} // namespace signing
RUBRICA_END_NAMESPACE
