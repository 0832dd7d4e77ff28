#include "bare_reader.hpp"

namespace rubrica_bench {
namespace {

namespace webhook = rubrica::clicksign::webhook;
using simdjson::ondemand::json_type;
using simdjson::ondemand::object;
using simdjson::ondemand::value;

// Values of another type, null among them, leave the member as it is.

template <class Text> void read(value from, Text& out) {
  std::string_view text;
  if (from.get_string().get(text) == simdjson::SUCCESS) out = Text(text);
}

void read(value from, std::string& out) {
  std::string_view text;
  if (from.get_string().get(text) == simdjson::SUCCESS) out.assign(text);
}

void read(value from, std::optional<bool>& out) {
  bool flag = false;
  if (from.get_bool().get(flag) == simdjson::SUCCESS) out = flag;
}

void read(value from, std::optional<std::int64_t>& out) {
  std::int64_t number = 0;
  if (from.get_int64().get(number) == simdjson::SUCCESS) out = number;
}

template <class Text> void read(value from, std::vector<Text>& out) {
  json_type const type = from.type();
  if (type == json_type::string) out.emplace_back(std::string_view(from.get_string()));
  if (type != json_type::array) return;
  for (std::string_view text : from.get_array()) out.emplace_back(text);
}

template <class Text> void read_number_too(value from, Text& out) {
  if (json_type(from.type()) != json_type::number) return read(from, out);
  std::string_view const token = from.raw_json_token();
  out = Text(token.substr(0, token.find_last_not_of(" \t\r\n") + 1));
}

void read_json(value from, std::string& out) {
  if (json_type(from.type()) != json_type::object) return read(from, out);
  out = std::string_view(object(from).raw_json());
}

/// Calls `take(name, value)` for each member.
template <class Take> void each(value from, Take const& take) {
  if (json_type(from.type()) != json_type::object) return;
  for (auto field : object(from)) {
    std::string_view const name = field.unescaped_key();
    take(name, value(field.value()));
  }
}

void read_validation(value from, webhook::validation& out) {
  each(from, [&](std::string_view name, value v) {
    if (name == "status") return read(v, out.status);
    if (name == "name") return read(v, out.name);
  });
}

void read_signature(value from, webhook::signature& out) {
  each(from, [&](std::string_view name, value v) {
    if (name == "name") return read(v, out.name);
    if (name == "email") return read(v, out.email);
    if (name == "birthday") return read(v, out.birthday);
    if (name == "documentation") return read(v, out.documentation);
    if (name == "validation") return read_validation(v, out.validation);
    if (name == "ip_address") return read(v, out.ip_address);
    if (name == "signed_at") return read(v, out.signed_at);
    if (name == "sign_as") return read(v, out.sign_as);
  });
}

/// Most names are told apart by their lengths.
void read_signer_member(std::string_view name, value v, webhook::signer& out) {
  auto& files = out.files;
  switch (name.size()) {
  case 2: return name == "id" ? read(v, out.id) : void();
  case 3: return name == "key" ? read_number_too(v, out.key) : name == "url" ? read(v, out.url) : void();
  case 4: return name == "name" ? read(v, out.name) : void();
  case 5:
    if (name == "email") return read(v, out.email);
    if (name == "auths") return read(v, out.auths);
    return name == "group" ? read_number_too(v, out.group) : void();
  case 6: return name == "secret" ? read(v, out.secret) : void();
  case 7:
    if (name == "sign_as") return read(v, out.sign_as);
    if (name == "address") return read(v, out.address);
    return name == "contact" ? read(v, out.contact) : void();
  case 8:
    if (name == "list_key") return read(v, out.list_key);
    if (name == "birthday") return read(v, out.birthday);
    if (name == "latitude") return read_number_too(v, out.latitude);
    if (name == "delivery") return read(v, out.communicate_by);
    return name == "notified" ? read(v, out.notified) : void();
  case 9:
    if (name == "longitude") return read_number_too(v, out.longitude);
    if (name == "refusable") return read(v, out.refusable);
    return name == "signature" ? read_signature(v, out.signature.emplace()) : void();
  case 10:
    if (name == "created_at") return read(v, out.created_at);
    if (name == "updated_at") return read(v, out.updated_at);
    if (name == "validation") return read_validation(v, out.validation);
    return name == "account_id" ? read(v, out.account_id) : void();
  case 11:
    if (name == "selfie_name") return read(v, files.selfie_name);
    return name == "selfie_hash" ? read(v, files.selfie_hash) : void();
  case 12: return name == "phone_number" ? read_number_too(v, out.phone_number) : void();
  case 13: return name == "documentation" ? read(v, out.documentation) : void();
  case 14:
    if (name == "communicate_by") return read(v, out.communicate_by);
    if (name == "selfie_enabled") return read(v, out.selfie_enabled);
    return name == "read_receipts?" ? read(v, out.read_receipts) : void();
  case 16:
    if (name == "liveness_enabled") return read(v, out.liveness_enabled);
    if (name == "handwritten_hash") return read(v, files.handwritten_hash);
    return name == "handwritten_name" ? read(v, files.handwritten_name) : void();
  case 17:
    if (name == "has_documentation") return read(v, out.has_documentation);
    return name == "phone_number_hash" ? read(v, out.phone_number_hash) : void();
  case 18: return name == "official_back_name" ? read(v, files.official_document_back_name) : void();
  case 19:
    if (name == "handwritten_enabled") return read(v, out.handwritten_enabled);
    return name == "official_front_name" ? read(v, files.official_document_front_name) : void();
  case 20: return name == "requested_seal_pages" ? read_json(v, out.requested_seal_pages) : void();
  case 21: return name == "request_signature_key" ? read(v, out.request_signature_key) : void();
  case 23: return name == "federal_data_validation" ? read_json(v, out.federal_data_validation) : void();
  case 25:
    if (name == "official_document_enabled") return read(v, out.official_document_enabled);
    return name == "facial_biometrics_enabled" ? read(v, out.facial_biometrics_enabled) : void();
  case 27: return name == "official_document_back_hash" ? read(v, files.official_document_back_hash) : void();
  case 28: return name == "official_document_front_hash" ? read(v, files.official_document_front_hash) : void();
  }
}

void read_signer(value from, webhook::signer& out) {
  each(from, [&](std::string_view name, value v) { read_signer_member(name, v, out); });
}

void read_signers(value from, std::vector<webhook::signer>& out) {
  if (json_type(from.type()) != json_type::array) return;
  out.reserve(4);
  for (value one : from.get_array()) read_signer(one, out.emplace_back());
}

void read_account(value from, webhook::account& out) {
  each(from, [&](std::string_view name, value v) {
    if (name == "key") return read(v, out.key);
    if (name == "timestamp_signature_functionality") return read(v, out.timestamp_signature_functionality);
  });
}

void read_user(value from, webhook::user& out) {
  each(from, [&](std::string_view name, value v) {
    if (name == "email") return read(v, out.email);
    if (name == "name") return read(v, out.name);
  });
}

void read_data(value from, webhook::signed_event& out) {
  each(from, [&](std::string_view name, value v) {
    if (name == "signer") return read_signer(v, out.signer);
    if (name == "account") return read_account(v, out.account);
    if (name == "log_version") return read(v, out.log_version);
    if (name == "url") return read(v, out.url);
    if (name == "secret_hmac") return read_json(v, out.secret_hmac);
  });
}

void read_data(value from, webhook::upload_event& out) {
  each(from, [&](std::string_view name, value v) {
    if (name == "user") return read_user(v, out.user);
    if (name == "account") return read_account(v, out.account);
    if (name == "deadline_at") return read(v, out.deadline);
    if (name == "auto_close") return read(v, out.auto_close);
    if (name == "locale") return read(v, out.locale);
  });
}

void read_data(value from, webhook::signers_added_event& out) {
  each(from, [&](std::string_view name, value v) {
    if (name == "user") return read_user(v, out.user);
    if (name == "account") return read_account(v, out.account);
    if (name == "signers") return read_signers(v, out.signers);
  });
}

void read_data(value from, webhook::signature_started_event& out) {
  each(from, [&](std::string_view name, value v) {
    if (name == "signer") return read_signer(v, out.signer);
    if (name == "account") return read_account(v, out.account);
  });
}

void read_payload(value from, webhook::event_name const& name, webhook::payload& out) {
  if (name == webhook::event_name::sign) return read_data(from, out.emplace<webhook::signed_event>());
  if (name == webhook::event_name::upload) return read_data(from, out.emplace<webhook::upload_event>());
  if (name == webhook::event_name::add_signer) return read_data(from, out.emplace<webhook::signers_added_event>());
  if (name == webhook::event_name::signature_started) return read_data(from, out.emplace<webhook::signature_started_event>());
}

template <class Event> void read_event(value from, Event& out) {
  each(from, [&](std::string_view name, value v) {
    if (name == "name") return read(v, out.name);
    if (name == "data") return read_payload(v, out.name, out.data);
    if (name == "occurred_at") return read(v, out.occurred_at);
  });
}

void read_downloads(value from, webhook::downloads& out) {
  each(from, [&](std::string_view name, value v) {
    if (name == "original_file_url") return read(v, out.original_file_url);
    if (name == "signed_file_url") return read(v, out.signed_file_url);
    if (name == "ziped_file_url") return read(v, out.zipped_file_url);
  });
}

void read_template(value from, webhook::template_used& out) {
  each(from, [&](std::string_view name, value v) {
    if (name == "key") return read(v, out.key);
    if (name == "data") return read_json(v, out.data);
  });
}

void read_events(value from, std::vector<webhook::past_event>& out) {
  if (json_type(from.type()) != json_type::array) return;
  out.reserve(4);
  for (value one : from.get_array()) read_event(one, out.emplace_back());
}

void read_document_member(std::string_view name, value v, webhook::document_snapshot& out) {
  switch (name.size()) {
  case 3: return name == "key" ? read_number_too(v, out.key) : void();
  case 4: return name == "path" ? read(v, out.path) : void();
  case 5: return name == "links" ? each(v, [&](std::string_view, value link) { read(link, out.self); }) : void();
  case 6:
    if (name == "status") return read(v, out.status);
    if (name == "locale") return read(v, out.locale);
    return name == "events" ? read_events(v, out.events) : void();
  case 7:
    if (name == "preview") return read(v, out.preview);
    return name == "signers" ? read_signers(v, out.signers) : void();
  case 8:
    if (name == "filename") return read(v, out.filename);
    if (name == "metadata") return read_json(v, out.metadata);
    return name == "template" ? read_template(v, out.made_from.emplace()) : void();
  case 9: return name == "downloads" ? read_downloads(v, out.downloads) : void();
  case 10:
    if (name == "updated_at") return read(v, out.updated_at);
    return name == "auto_close" ? read(v, out.auto_close) : void();
  case 11:
    if (name == "account_key") return read(v, out.account_key);
    if (name == "uploaded_at") return read(v, out.uploaded_at);
    if (name == "finished_at") return read(v, out.finished_at);
    if (name == "deadline_at") return read(v, out.deadline);
    return name == "attachments" ? read_json(v, out.attachments) : void();
  case 14: return name == "signable_group" ? read_number_too(v, out.signable_group) : void();
  case 15: return name == "remind_interval" ? read(v, out.remind_interval) : void();
  case 16: return name == "sequence_enabled" ? read(v, out.sequence_enabled) : void();
  case 19: return name == "block_after_refusal" ? read(v, out.block_after_refusal) : void();
  }
}

} // namespace

bool bare_reader::read(std::string const& body, webhook::event& out) try {
  auto const padded = simdjson::padded_string_view(body.data(), body.size(), body.capacity());
  auto document = parser_.iterate(padded);
  for (auto field : document.get_object()) {
    std::string_view const name = field.unescaped_key();
    if (name == "event") {
      read_event(field.value(), out);
    } else if (name == "document") {
      auto& read = out.document.emplace();
      each(field.value(), [&](std::string_view member, value v) { read_document_member(member, v, read); });
    }
  }
  out.raw = body;
  return true;
} catch (simdjson::simdjson_error const&) {
  return false;
}

} // namespace rubrica_bench
