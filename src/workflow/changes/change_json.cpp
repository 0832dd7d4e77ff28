#include "workflow/changes/change_json.hpp"

#include "text/enumerator.hpp"
#include "workflow/changes/error_json.hpp"

#include <fmt/format.h>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

using callbacks::provider;
using nlohmann::json;

constexpr int told_version = 1;

provider provider_in(json const& object) {
  return detail::enumerator_named(text_in(object, "provider"), provider::pacto).value_or(provider::clicksign);
}

json json_of_key(provider of, std::string const& id) {
  return {{"provider", callbacks::to_string(of)}, {"id", id}};
}

template <class Key> Key key_in(json const& object, char const* name) {
  auto const found = object.find(name);
  if (found == object.end() || !found->is_object()) return {};
  std::string id = text_in(*found, "id");
  if (provider_in(*found) == provider::assinebem) return typename Key::assinebem_id(std::move(id));
  return typename Key::clicksign_id(std::move(id));
}

json json_of(signing::change const& one) {
  json out = {{"kind", one.kind.text()}, {"key", one.key}};
  set_unless_empty(out, "envelope", one.envelope.text());
  if (!one.document.empty()) out["document"] = json_of_key(one.document.provider(), one.document.text());
  if (!one.signer.empty()) out["signer"] = json_of_key(one.signer.provider(), one.signer.text());
  set_unless_empty(out, "subject", one.subject);
  set_unless_empty(out, "who", one.who.reveal());
  set_unless_empty(out, "when", one.when.text());
  set_unless_empty(out, "note", one.note.reveal());
  return out;
}

signing::change signing_change_in(json const& told) {
  signing::change out;
  out.kind = signing::change_kind(text_in(told, "kind"));
  out.key = text_in(told, "key");
  out.envelope = envelope_id(text_in(told, "envelope"));
  out.document = key_in<signing::document_key>(told, "document");
  out.signer = key_in<signing::signer_key>(told, "signer");
  out.subject = text_in(told, "subject");
  out.who = text_in(told, "who");
  out.when = timestamp(text_in(told, "when"));
  out.note = text_in(told, "note");
  return out;
}

} // namespace

std::string told_json(change const& one) {
  json out = {{"version", told_version}, {"kind", one.kind.text()}, {"provider", callbacks::to_string(one.provider)}};
  if (one.state) out["state"] = to_string(*one.state);
  if (one.action) out["action"] = to_string(*one.action);
  if (one.signing) out["signing"] = json_of(*one.signing);
  set_unless_empty(out, "document", one.document);
  set_unless_empty(out, "file", one.file);
  set_unless_empty(out, "delivery", one.delivery);
  if (one.error) out["error"] = workflow::json_of(*one.error);
  return text_of(out);
}

result<void> read_told(std::string_view told, change& into) {
  json const read = json::parse(told, nullptr, false);
  if (!read.is_object()) return make_error(errc::malformed, "the change is no JSON object", outcome::not_sent);
  if (auto const version = number_in(read, "version"); version > told_version) {
    return make_error(errc::malformed,
                      fmt::format("the change is of version {}, and this rubrica knows {} only", version, told_version),
                      outcome::not_sent);
  }
  into.kind = change_kind(text_in(read, "kind"));
  into.provider = provider_in(read);
  if (auto state = submission_state_from(text_in(read, "state"))) into.state = *state;
  if (auto action = action_from(text_in(read, "action"))) into.action = *action;
  if (auto const found = read.find("signing"); found != read.end() && found->is_object())
    into.signing = signing_change_in(*found);
  into.document = text_in(read, "document");
  into.file = text_in(read, "file");
  into.delivery = text_in(read, "delivery");
  if (auto const found = read.find("error"); found != read.end()) into.error = error_of(*found);
  return {};
}

} // namespace workflow
RUBRICA_END_NAMESPACE
