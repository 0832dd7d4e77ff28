#include "workflow/sending/sent_json.hpp"

#include "workflow/changes/error_json.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

using nlohmann::json;

constexpr int sent_version = 1;

template <class Id> json texts_of(std::vector<Id> const& ids) {
  json out = json::array();
  for (Id const& one : ids) out.push_back(one.text());
  return out;
}

json const& array_in(json const& object, char const* name) {
  static json const none = json::array();
  auto const found = object.find(name);
  return found != object.end() && found->is_array() ? *found : none;
}

template <class Id> std::vector<Id> ids_in(json const& object, char const* name) {
  std::vector<Id> out;
  for (json const& one : array_in(object, name)) out.emplace_back(one.is_string() ? one.get<std::string>() : std::string());
  return out;
}

bool flag_in(json const& object, char const* name) {
  auto const found = object.find(name);
  return found != object.end() && found->is_boolean() && found->get<bool>();
}

} // namespace

std::string to_json(signing::sent const& one) {
  json pairs = json::array();
  for (signing::signing_pair const& pair : one.pairs)
    pairs.push_back({{"document", pair.document.text()}, {"signer", pair.signer.text()}});
  json out = {{"version", sent_version},
              {"key", one.key},
              {"reference", one.reference},
              {"envelope", one.envelope.text()},
              {"documents", texts_of(one.documents)},
              {"signers", texts_of(one.signers)},
              {"deadline", one.deadline.text()},
              {"notified", one.notified},
              {"pairs", std::move(pairs)},
              {"job", one.job}};
  if (one.notification_error) out["notification_error"] = json_of(*one.notification_error);
  return text_of(out);
}

std::optional<signing::sent> sent_from_json(std::string_view text) {
  json const read = json::parse(text, nullptr, false);
  if (!read.is_object() || number_in(read, "version") != sent_version) return std::nullopt;
  signing::sent out;
  out.key = text_in(read, "key");
  out.reference = text_in(read, "reference");
  out.envelope = envelope_id(text_in(read, "envelope"));
  out.documents = ids_in<document_id>(read, "documents");
  out.signers = ids_in<signer_id>(read, "signers");
  out.deadline = timestamp(text_in(read, "deadline"));
  out.notified = flag_in(read, "notified");
  out.job = text_in(read, "job");
  for (json const& one : array_in(read, "pairs"))
    out.pairs.push_back({document_id(text_in(one, "document")), signer_id(text_in(one, "signer"))});
  if (auto const error = read.find("notification_error"); error != read.end()) out.notification_error = error_of(*error);
  return out;
}

} // namespace workflow
RUBRICA_END_NAMESPACE
