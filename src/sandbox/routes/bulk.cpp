#include "clicksign/protocol/wire.hpp"
#include "sandbox/routes/body.hpp"
#include "sandbox/routes/lookup.hpp"
#include "sandbox/routes/new_requirement.hpp"
#include "sandbox/routes/resources.hpp"
#include "sandbox/service/events.hpp"
#include "sandbox/service/lifecycle.hpp"
#include "sandbox/service/links.hpp"

#include <algorithm>
#include <map>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr char const* operations_member = "atomic:operations";

// Data of `add_signer` for each (document, signer) that was linked before, to find out who joined and who left.
using link_map = std::map<std::pair<std::string, std::string>, json>;

link_map links_of(account_state const& service, envelope const& owner) {
  link_map links;
  for (auto const& target : owner.documents) {
    for (auto const& who : owner.signers) {
      if (!linked(owner, target->id, who->id)) continue;
      links.emplace(std::make_pair(target->id, who->id), signers_data(service, owner, *target, *who));
    }
  }
  return links;
}

void announce_changes(account_state& service, envelope& owner, link_map const& before) {
  link_map const after = links_of(service, owner);
  for (auto const& [key, data] : before) {
    if (after.count(key) == 0) announce_unlink(service, owner, *find_by_id(owner.documents, key.first), data, owner.updated_at);
  }
  for (auto const& entry : after) {
    if (before.count(entry.first) != 0) continue;
    announce_link(service, owner, *find_by_id(owner.documents, entry.first.first), *find_by_id(owner.signers, entry.first.second),
                  owner.updated_at);
  }
}

json remove_one(envelope& owner, json const& operation, problem_list& problems) {
  fields outer(&operation, "", problems);
  if (auto reference = outer.object("ref", presence::required)) {
    std::string const* type = reference->text("type", presence::required);
    if (type != nullptr && *type != "requirements") reference->add("type", "type deve ser igual a requirements");
    std::string const* id = reference->text("id", presence::required);
    problems.check();
    requirement const* const gone = owner.requirements.find(*id);
    if (gone == nullptr) reject_unknown(*id);
    owner.requirements.erase(*gone);
  }
  problems.check();
  return json::object();
}

json run_one(account_state& service, envelope& owner, json const& operation) {
  if (!operation.is_object()) reject(400, schema_error('/' + std::string(operations_member), "op deve ser um hash"));
  problem_list problems(400);
  fields outer(&operation, "", problems);
  std::string const* kind = outer.one_of("op", {"add", "remove"}, presence::required);
  problems.check();
  if (*kind == "remove") return remove_one(owner, operation, problems);
  outer.object("data", presence::required);
  problems.check();
  requirement const& made = add_requirement(service, owner, operation["data"], requirement_origin::operation);
  return {{"data", requirement_resource(service, owner, made)}};
}

reply run(call& request) {
  envelope& owner = envelope_of(request);
  json const& operations = request.body[operations_member];
  if (!operations.is_array()) {
    reject(400, schema_error("/atomic:operations", "atomic:operations deve ser um array")); // INFERRED text
  }
  require_open(owner);
  link_map const before = owner.running() ? links_of(request.service, owner) : link_map();
  static_assert(clicksign::wire::bulk_operations_fail_alone, "what can be done is done, each operation has its slot");
  json results = json::array();
  for (json const& operation : operations) {
    try {
      results.push_back(run_one(request.service, owner, operation));
    } catch (rejection const& refused) {
      results.push_back(json::parse(refused.answer.body));
    }
  }
  owner.updated_at = request.service.now();
  if (owner.running()) {
    announce_changes(request.service, owner, before);
    settle_documents(request.service, owner, owner.updated_at);
    catch_up(request.service);
  }
  return json_reply(200, {{"atomic:results", results}});
}

constexpr route bulk_requirements_table[] = {
    {"POST", "/envelopes/*/bulk_requirements", run, operations_member, {}, adds_records},
};

} // namespace

route_table const bulk_routes(bulk_requirements_table);

} // namespace sandbox
RUBRICA_END_NAMESPACE
