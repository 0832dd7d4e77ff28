#include "clicksign/wire.hpp"
#include "sandbox/body.hpp"
#include "sandbox/lookup.hpp"
#include "sandbox/pages.hpp"
#include "sandbox/resources.hpp"
#include "sandbox/text.hpp"

namespace rubrica { inline namespace v0_1 { namespace sandbox {
namespace {

folder& folder_of(call& request) {
  folder* found = find_by_id(request.service.folders, request.ids.at(0));
  if (found == nullptr) reject_unknown(request.ids.at(0));
  return *found;
}

void require_name(std::string const& name) {
  problem_list model(422);
  if (is_blank(name)) model.add(model_error("name", "não pode ficar em branco"));
  model.check();
}

reply create(call& request) {
  world& service = request.service;
  resource_body body(request.body["data"], "folders");
  std::string const* name = body.attributes.text("name", presence::required);
  std::string const* parent = body.relationship("folder", "folders", presence::optional);
  body.check();
  if (parent != nullptr) require_folder(service, *parent);
  require_name(*name);
  auto made = std::make_unique<folder>();
  made->id = service.ids.uuid();
  made->name = *name;
  if (parent != nullptr) made->parent_id = *parent;
  made->created = service.now();
  made->modified = made->created;
  service.folders.push_back(std::move(made));
  return data_reply(201, folder_resource(service, *service.folders.back()));
}

reply list(call& request) {
  list_query const query(request, {"in_root"});
  std::vector<folder const*> rows;
  for (auto const& one : request.service.folders) {
    if (query.accepts("in_root", one->parent_id.empty() ? "true" : "false")) rows.push_back(one.get());
  }
  auto const row = [&](std::size_t i) { return folder_resource(request.service, *rows[i]); };
  return page_reply(request, query, rows.size(), row, request.path);
}

reply show(call& request) {
  return data_reply(200, folder_resource(request.service, folder_of(request)));
}

reply update(call& request) {
  folder& one = folder_of(request);
  resource_body body(request.body["data"], "folders", one.id);
  std::string const* name = body.attributes.text("name", presence::required);
  body.check();
  require_name(*name);
  one.name = *name;
  one.modified = request.service.now();
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
  one.modified = request.service.now();
  reply done = empty_reply();
  done.status = clicksign::wire::folder_moved_status;
  return done;
}

} // namespace

void require_folder(world const& service, std::string const& id) {
  if (find_by_id(service.folders, id) == nullptr) reject_unknown(id); // INFERRED: the answer is not recorded
}

void add_folder_routes(std::vector<route>& routes) {
  routes.push_back({"POST", "/folders", create, "data"});
  routes.push_back({"GET", "/folders", list, {}});
  routes.push_back({"GET", "/folders/*", show, {}});
  routes.push_back({"PATCH", "/folders/*", update, "data"});
  routes.push_back({"PATCH", "/envelopes/*/relationships/folder", move, "data"});
}

}}} // namespace rubrica::v0_1::sandbox
