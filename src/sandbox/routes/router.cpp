#include "sandbox/routes/router.hpp"

#include <algorithm>
#include <optional>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

std::string_view next_segment(std::string_view& rest) {
  if (!rest.empty() && rest.front() == '/') rest.remove_prefix(1);
  auto const end = rest.find('/');
  std::string_view const segment = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view() : rest.substr(end);
  return segment;
}

std::optional<std::vector<std::string>> fit(std::string_view pattern, std::string_view path) {
  std::vector<std::string> ids;
  while (!pattern.empty() && !path.empty()) {
    std::string_view const expected = next_segment(pattern);
    std::string_view const given = next_segment(path);
    if (given.empty()) return std::nullopt;
    if (expected == "*") {
      ids.emplace_back(given);
    } else if (expected != given) {
      return std::nullopt;
    }
  }
  if (!pattern.empty() || !path.empty()) return std::nullopt;
  return ids;
}

/// What the ids below `/envelopes` are called.
std::string id_name(std::string_view records) {
  if (records == "whatsapps") return "acceptance_term_id";
  if (records == "terms") return "auto_signature_term_id";
  records.remove_suffix(1); // the plural's
  return std::string(records) + "_id";
}

} // namespace

std::string name_of(route const& one) {
  std::string name;
  std::string_view records;
  for (std::string_view rest = one.pattern; !rest.empty();) {
    std::string_view const segment = next_segment(rest);
    name += '/';
    name += segment == "*" ? '{' + id_name(records) + '}' : std::string(segment);
    records = segment;
  }
  return name;
}

void call::include(json resource) {
  bool const there = std::any_of(included.begin(), included.end(),
                                 [&](json const& one) { return one["type"] == resource["type"] && one["id"] == resource["id"]; });
  if (!there) included.push_back(std::move(resource));
}

router::router() {
  for (route_table const* table :
       {&acceptance_routes, &auto_signature_routes, &bulk_routes, &bulk_creation_routes, &document_routes, &envelope_routes,
        &event_routes, &folder_routes, &group_routes, &membership_routes, &notification_routes, &requirement_routes,
        &signer_routes, &template_routes, &user_routes, &watcher_routes, &webhook_routes}) {
    for (route const& one : *table) routes_.push_back(&one);
  }
}

router::match router::find(std::string_view method, std::string const& path) const {
  for (route const* candidate : routes_) {
    if (candidate->method != method) continue;
    if (auto ids = fit(candidate->pattern, path)) return {candidate, std::move(*ids)};
  }
  return {};
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
