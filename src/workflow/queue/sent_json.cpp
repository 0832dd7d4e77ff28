#include "workflow/queue/sent_json.hpp"

#include "workflow/changes/error_json.hpp"

#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

using nlohmann::json;

constexpr int version = 1;

template <class Id> json texts_of(std::vector<Id> const& ids) {
  json out = json::array();
  for (Id const& one : ids) out.push_back(one.text());
  return out;
}

template <class Id> std::vector<Id> ids_in(json const& object, char const* name) {
  std::vector<Id> out;
  auto const found = object.find(name);
  if (found == object.end() || !found->is_array()) return out;
  for (json const& one : *found) out.emplace_back(one.is_string() ? one.get<std::string>() : std::string());
  return out;
}

} // namespace

std::string to_json(signing::sent const& one) {
  json out = {{"version", version},
              {"key", one.key},
              {"reference", one.reference},
              {"envelope", one.envelope.text()},
              {"documents", texts_of(one.documents)},
              {"signers", texts_of(one.signers)},
              {"deadline", one.deadline.text()},
              {"notified", one.notified},
              {"pairs", json::array()}};
  for (auto const& pair : one.pairs) out["pairs"].push_back({pair.document.text(), pair.signer.text()});
  if (one.notification_error) out["notification_error"] = json_of(*one.notification_error);
  return text_of(out);
}

result<signing::sent> sent_from_json(std::string_view text) {
  auto const damaged = [] { return make_error(errc::malformed, "what is stored of the sent envelope is damaged", outcome::not_sent); };
  json const read = json::parse(text, nullptr, false);
  if (!read.is_object() || number_in(read, "version") < 1) return damaged();
  if (number_in(read, "version") > version)
    return make_error(errc::malformed, "what is stored of the sent envelope is of a later version", outcome::not_sent);
  signing::sent out;
  out.key = text_in(read, "key");
  out.reference = text_in(read, "reference");
  out.envelope = envelope_id(text_in(read, "envelope"));
  out.documents = ids_in<document_id>(read, "documents");
  out.signers = ids_in<signer_id>(read, "signers");
  out.deadline = timestamp(text_in(read, "deadline"));
  auto const notified = read.find("notified");
  out.notified = notified != read.end() && notified->is_boolean() && notified->get<bool>();
  auto const pairs = read.find("pairs");
  if (pairs != read.end() && pairs->is_array()) {
    for (json const& pair : *pairs) {
      if (!pair.is_array() || pair.size() != 2 || !pair[0].is_string() || !pair[1].is_string()) return damaged();
      out.pairs.push_back({document_id(pair[0].get<std::string>()), signer_id(pair[1].get<std::string>())});
    }
  }
  if (auto const error = read.find("notification_error"); error != read.end()) out.notification_error = error_of(*error);
  if (out.envelope.empty()) return damaged();
  return out;
}

} // namespace workflow
RUBRICA_END_NAMESPACE
