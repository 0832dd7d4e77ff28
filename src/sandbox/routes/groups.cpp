#include "sandbox/formats/text.hpp"
#include "sandbox/routes/body.hpp"
#include "sandbox/routes/lookup.hpp"
#include "sandbox/routes/pages.hpp"
#include "sandbox/routes/resources.hpp"

#include <algorithm>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

// Groups of users and the access to folders that they have. Only the official libraries have these routes (clicksign-rest §10.6,
// clicksign-rest §10.7): forms and texts are INFERRED from theirs and from the service's other resources.

constexpr char const* group_type = "groups";
constexpr char const* access_type = "access_control_lists";

json group_resource(account_state const& service, group const& one) {
  return {{"id", one.id},
          {"type", group_type},
          {"links", {{"self", service.api_origin + "/api/v3/groups/" + one.id}}},
          {"attributes", {{"name", one.name}, {"created", iso_text(one.created_at)}, {"modified", iso_text(one.updated_at)}}}};
}

json access_resource(access_control_list const& one) {
  return {{"id", one.id},
          {"type", access_type},
          {"relationships",
           {{"folder", {{"data", {{"type", "folders"}, {"id", one.folder_id}}}}},
            {"group", {{"data", {{"type", group_type}, {"id", one.group_id}}}}}}}};
}

group& group_of(call& request) {
  return known(request.service.groups, request.ids.at(0));
}

reply create_group(call& request) {
  account_state& service = request.service;
  resource_body body(request.body["data"], group_type);
  std::string const* name = body.attributes.text("name", presence::required);
  body.check();
  require_name(*name);
  auto made = std::make_unique<group>();
  made->id = service.ids.uuid();
  made->name = *name;
  made->created_at = service.now();
  made->updated_at = made->created_at;
  return data_reply(201, group_resource(service, service.groups.add(std::move(made))));
}

reply list_groups(call& request) {
  list_query const query(request, {"name"}, {"name"});
  auto const accepts = [&](group const& one) { return query.accepts_whole("name", one.name); };
  auto const row = [&](group const& one) { return group_resource(request.service, one); };
  auto const precedes = [](group const& a, group const& b, std::string const&) { return a.name < b.name; };
  return list_reply(request, query, request.service.groups, accepts, precedes, row, request.path);
}

reply show_group(call& request) {
  return data_reply(200, group_resource(request.service, group_of(request)));
}

reply update_group(call& request) {
  group& one = group_of(request);
  resource_body body(request.body["data"], group_type, one.id);
  std::string const* name = body.attributes.text("name", presence::required);
  body.check();
  require_name(*name);
  one.name = *name;
  one.updated_at = request.service.now();
  return data_reply(200, group_resource(request.service, one));
}

reply remove_group(call& request) {
  group const& gone = group_of(request);
  auto& access = request.service.access_control_lists;
  auto const first = access.lower_bound({gone.id, std::string()});
  auto const last = std::find_if(first, access.end(), [&](auto const& entry) { return entry.first.first != gone.id; });
  access.erase(first, last);
  request.service.groups.erase(gone);
  return empty_reply();
}

/// The ids of `{"data":[{"type":"users","id":…}]}`.
std::vector<std::string> read_users(json const& data) {
  problem_list problems(400);
  if (!data.is_array()) reject(400, schema_error("/data", "data não está em um formato válido"));
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < data.size(); ++i) {
    fields identifier(data[i].is_object() ? &data[i] : nullptr, "/data/" + std::to_string(i), problems);
    identifier.one_of("type", {"users"}, presence::required);
    if (std::string const* id = identifier.text("id", presence::required)) ids.push_back(*id);
    identifier.close();
  }
  problems.check();
  return ids;
}

/// Users that are in the group already stay, as JSON:API says of such relationships.
reply add_users(call& request) {
  group& one = group_of(request);
  auto const ids = read_users(request.body["data"]);
  for (std::string const& id : ids) known(request.service.users, id);
  one.user_ids.insert(ids.begin(), ids.end());
  one.updated_at = request.service.now();
  return empty_reply();
}

/// Users that are not in the group are ignored, also as JSON:API says.
reply remove_users(call& request) {
  group& one = group_of(request);
  for (std::string const& id : read_users(request.body["data"])) one.user_ids.erase(id);
  one.updated_at = request.service.now();
  return empty_reply();
}

/// The group and the folder that a body names.
std::pair<std::string, std::string> read_access(call& request) {
  resource_body body(request.body["data"], access_type, {}, presence::optional);
  std::string const* folder = body.relationship("folder", "folders", presence::required);
  std::string const* group = body.relationship("group", group_type, presence::required);
  body.check();
  require_folder(request.service, *folder);
  known(request.service.groups, *group);
  return {*group, *folder};
}

reply grant(call& request) {
  account_state& service = request.service;
  auto const wanted = read_access(request);
  if (service.access_control_lists.count(wanted) != 0) reject(422, model_error("group_id", "já está em uso"));
  access_control_list const made{service.ids.uuid(), wanted.second, wanted.first};
  service.access_control_lists.emplace(wanted, made);
  return data_reply(201, access_resource(made));
}

reply revoke(call& request) {
  auto const wanted = read_access(request);
  if (request.service.access_control_lists.erase(wanted) == 0) reject_unknown(wanted.first);
  return empty_reply();
}

constexpr route group_table[] = {
    {"POST", "/groups", create_group, "data"},
    {"GET", "/groups", list_groups},
    {"GET", "/groups/*", show_group},
    {"PATCH", "/groups/*", update_group, "data"},
    {"DELETE", "/groups/*", remove_group},
    {"POST", "/groups/*/relationships/users", add_users, "data"},
    {"DELETE", "/groups/*/relationships/users", remove_users, "data"},
    {"POST", "/access_control_lists", grant, "data"},
    {"DELETE", "/access_control_lists", revoke, "data"},
};

} // namespace

route_table const group_routes(group_table);

} // namespace sandbox
RUBRICA_END_NAMESPACE
