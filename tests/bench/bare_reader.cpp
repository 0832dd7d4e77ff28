#include "bare_reader.hpp"

namespace rubrica_bench {
namespace {

namespace webhook = rubrica::clicksign::webhook;
using simdjson::ondemand::object;
using simdjson::ondemand::value;
using found = simdjson::simdjson_result<value>;

/// Null and absent leave the member as it is.
template <class Text> void text(found from, Text& out) {
  std::string_view read;
  if (from.get_string().get(read) == simdjson::SUCCESS) out = Text(read);
}

void text(found from, std::string& out) {
  std::string_view read;
  if (from.get_string().get(read) == simdjson::SUCCESS) out.assign(read);
}

template <class Number> void plain(found from, std::optional<Number>& out) {
  Number read{};
  if (from.get(read) == simdjson::SUCCESS) out = read;
}

template <class Token> void number_text(found from, Token& out) {
  std::string_view token;
  if (from.raw_json_token().get(token) != simdjson::SUCCESS) return;
  while (!token.empty() && (token.back() == ' ' || token.back() == '\n')) token.remove_suffix(1);
  out = Token(token);
}

void raw(found from, std::string& out) {
  object nested;
  std::string_view json;
  if (from.get_object().get(nested) == simdjson::SUCCESS && nested.raw_json().get(json) == simdjson::SUCCESS) out.assign(json);
}

void read_signer(object from, webhook::signer& out, bool has_signed) {
  std::string_view role;
  if (from["sign_as"].get_string().get(role) == simdjson::SUCCESS) out.sign_as.emplace_back(role);
  text(from["key"], out.key);
  text(from["email"], out.email);
  text(from["name"], out.name);
  text(from["documentation"], out.documentation);
  plain(from["has_documentation"], out.has_documentation);
  for (auto auth : from["auths"].get_array()) {
    std::string_view name;
    if (auth.get_string().get(name) == simdjson::SUCCESS) out.auths.emplace_back(name);
  }
  text(from["phone_number"], out.phone_number);
  if (!has_signed) return;
  text(from["address"], out.address);
  number_text(from["latitude"], out.latitude);
}

void read_account(object from, webhook::account& out) {
  text(from["key"], out.key);
}

void read_user(object from, webhook::user& out) {
  text(from["email"], out.email);
  text(from["name"], out.name);
}

void read(object data, webhook::signed_event& out) {
  read_signer(data["signer"], out.signer, true);
  read_account(data["account"], out.account);
  text(data["log_version"], out.log_version);
}

void read(object data, webhook::upload_event& out) {
  read_user(data["user"], out.user);
  text(data["deadline_at"], out.deadline_at);
  plain(data["auto_close"], out.auto_close);
  text(data["locale"], out.locale);
}

void read(object data, webhook::signers_added_event& out) {
  read_user(data["user"], out.user);
  read_account(data["account"], out.account);
  out.signers.reserve(4);
  for (object one : data["signers"].get_array()) {
    auto& signer = out.signers.emplace_back();
    text(one["key"], signer.key);
    text(one["email"], signer.email);
  }
}

void read(object data, webhook::signature_started_event& out) {
  object signer = data["signer"];
  text(signer["key"], out.signer.key);
}

template <class Event> void read_event(object from, Event& out) {
  text(from["name"], out.name);
  object data = from["data"];
  if (out.name == webhook::event_name::sign)
    read(data, out.data.template emplace<webhook::signed_event>());
  else if (out.name == webhook::event_name::upload)
    read(data, out.data.template emplace<webhook::upload_event>());
  else if (out.name == webhook::event_name::add_signer)
    read(data, out.data.template emplace<webhook::signers_added_event>());
  else if (out.name == webhook::event_name::signature_started)
    read(data, out.data.template emplace<webhook::signature_started_event>());
  text(from["occurred_at"], out.occurred_at);
}

void read_document(object from, webhook::document_snapshot& out) {
  text(from["key"], out.key);
  text(from["account_key"], out.account_key);
  text(from["path"], out.path);
  text(from["filename"], out.filename);
  text(from["uploaded_at"], out.uploaded_at);
  text(from["updated_at"], out.updated_at);
  text(from["finished_at"], out.finished_at);
  text(from["deadline_at"], out.deadline_at);
  text(from["status"], out.status);
  plain(from["auto_close"], out.auto_close);
  text(from["locale"], out.locale);
  raw(from["metadata"], out.metadata);
  plain(from["sequence_enabled"], out.sequence_enabled);
  text(from["signable_group"], out.signable_group);
  plain(from["remind_interval"], out.remind_interval);
  plain(from["block_after_refusal"], out.block_after_refusal);
  object downloads = from["downloads"];
  text(downloads["original_file_url"], out.downloads.original_file_url);
  out.signers.reserve(4);
  for (object one : from["signers"].get_array()) read_signer(one, out.signers.emplace_back(), false);
  out.events.reserve(4);
  for (object one : from["events"].get_array()) read_event(one, out.events.emplace_back());
}

} // namespace

bool bare_reader::read(std::string const& body, webhook::event& out) try {
  auto const padded = simdjson::padded_string_view(body.data(), body.size(), body.capacity());
  auto document = parser_.iterate(padded);
  object root = document.get_object();
  read_event(root["event"], out);
  read_document(root["document"], out.document.emplace());
  out.raw = body;
  return true;
} catch (simdjson::simdjson_error const&) {
  return false;
}

} // namespace rubrica_bench
