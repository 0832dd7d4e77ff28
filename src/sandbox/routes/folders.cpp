#include "clicksign/protocol/wire.hpp"
#include "sandbox/formats/text.hpp"
#include "sandbox/limits.hpp"
#include "sandbox/routes/body.hpp"
#include "sandbox/routes/lookup.hpp"
#include "sandbox/routes/pages.hpp"
#include "sandbox/routes/resources.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

folder& folder_of(call& request) {
  return known(request.service.folders, request.ids.at(0));
}

reply create_folder(call& request) {
  account_state& service = request.service;
  resource_body body(request.body["data"], "folders");
  std::string const* name = body.attributes.text("name", presence::required);
  std::string const* parent = body.relationship("folder", "folders", presence::optional);
  body.check();
  if (parent != nullptr) require_folder(service, *parent);
  std::size_t depth = 1;
  for (folder const* at = parent == nullptr ? nullptr : service.folders.find(*parent); at != nullptr;
       at = service.folders.find(at->parent_id)) {
    ++depth;
  }
  if (depth > limits::deepest_folder) reject(422, model_error("folder", "inválido")); // INFERRED
  require_name(*name);
  auto made = std::make_unique<folder>();
  made->id = service.ids.uuid();
  made->name = *name;
  if (parent != nullptr) made->parent_id = *parent;
  made->created_at = service.now();
  made->updated_at = made->created_at;
  return data_reply(201, folder_resource(service, service.folders.add(std::move(made))));
}

reply list_folders(call& request) {
  list_query const query(request, {"in_root"});
  std::optional<bool> const in_root = query.flag("in_root");
  auto const accepts = [&](folder const& one) { return !in_root || *in_root == one.parent_id.empty(); };
  auto const row = [&](folder const& one) { return folder_resource(request.service, one); };
  return list_reply(request, query, request.service.folders, accepts, row, request.path);
}

reply show_folder(call& request) {
  return data_reply(200, folder_resource(request.service, folder_of(request)));
}

reply update_folder(call& request) {
  folder& one = folder_of(request);
  resource_body body(request.body["data"], "folders", one.id);
  std::string const* name = body.attributes.text("name", presence::required);
  body.check();
  require_name(*name);
  one.name = *name;
  one.updated_at = request.service.now();
  return data_reply(200, folder_resource(request.service, one));
}

/// Moves an envelope: `{"data":{"type":"folders","id":…}}`.
reply move(call& request) {
  envelope& one = envelope_of(request);
  problem_list problems(400);
  json const& data = request.body["data"];
  fields target(data.is_object() ? &data : nullptr, "/data", problems);
  target.one_of("type", {"folders"}, presence::required);
  std::string const* id = target.text("id", presence::required);
  target.close();
  problems.check();
  require_folder(request.service, *id);
  one.folder_id = *id;
  one.updated_at = request.service.now();
  reply done = empty_reply();
  done.status = clicksign::wire::folder_moved_status;
  return done;
}

constexpr route folder_table[] = {
    {"POST", "/folders", create_folder, "data"},
    {"GET", "/folders", list_folders},
    {"GET", "/folders/*", show_folder},
    {"PATCH", "/folders/*", update_folder, "data"},
    {"PATCH", "/envelopes/*/relationships/folder", move, "data"},
};

} // namespace

void require_folder(account_state const& service, std::string const& id) {
  if (service.folders.find(id) == nullptr) reject_unknown(id); // INFERRED: the answer is not recorded
}

route_table const folder_routes(folder_table);

} // namespace sandbox
RUBRICA_END_NAMESPACE
