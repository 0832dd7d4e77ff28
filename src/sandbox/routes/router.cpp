#include "sandbox/routes/router.hpp"

#include <algorithm>

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

/// Calls `take` with each text of the path that a `*` stands for; false when the path has another form.
template <class Take> bool fits(std::string_view pattern, std::string_view path, Take take) {
  while (!pattern.empty() && !path.empty()) {
    std::string_view const expected = next_segment(pattern);
    std::string_view const given = next_segment(path);
    if (given.empty()) return false;
    if (expected == "*")
      take(given);
    else if (expected != given)
      return false;
  }
  return pattern.empty() && path.empty();
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
    bool const is_it = candidate->method == method && fits(candidate->pattern, path, [](std::string_view) {});
    if (!is_it) continue;
    match out{candidate, {}};
    fits(candidate->pattern, path, [&](std::string_view id) { out.ids.emplace_back(id); });
    return out;
  }
  return {};
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
