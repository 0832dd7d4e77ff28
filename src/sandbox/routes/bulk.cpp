#include "sandbox/routes/body.hpp"
#include "sandbox/routes/lookup.hpp"
#include "sandbox/routes/new_requirement.hpp"
#include "sandbox/routes/resources.hpp"
#include "sandbox/service/events.hpp"
#include "sandbox/service/lifecycle.hpp"
#include "sandbox/service/links.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr char const* operations_member = "atomic:operations";

// Data of `add_signer` for each pair of a running document and a signer, to find out who joined and who left.
using link_map = std::map<std::pair<std::string, std::string>, json>;

link_map links_of(account_state const& service, envelope const& owner) {
  link_map links;
  for (auto const& target : owner.documents) {
    for (auto const& who : owner.signers) {
      if (target->status != "running" || !linked(owner, target->id, who->id)) continue;
      links.emplace(std::make_pair(target->id, who->id), signers_data(service, owner, *target, *who));
    }
  }
  return links;
}

void announce_changes(account_state& service, envelope& owner, link_map const& before) {
  link_map const after = links_of(service, owner);
  for (auto const& [key, data] : before) {
    document& target = *find_by_id(owner.documents, key.first);
    if (after.count(key) == 0) announce_unlink(service, owner, target, data, owner.updated_at);
  }
  for (auto const& entry : after) {
    document& target = *find_by_id(owner.documents, entry.first.first);
    if (before.count(entry.first) != 0) continue;
    announce_link(service, owner, target, *find_by_id(owner.signers, entry.first.second), owner.updated_at);
  }
}

json remove_one(envelope& owner, fields& outer, problem_list& problems) {
  std::string const* id = nullptr;
  if (auto reference = outer.object("ref", presence::required)) {
    std::string const* type = reference->text("type", presence::required);
    if (type != nullptr && *type != "requirements") reference->add("type", "type deve ser igual a requirements");
    id = reference->text("id", presence::required);
    reference->close();
  }
  outer.close();
  problems.check();
  requirement const* const gone = owner.requirements.find(*id);
  if (gone == nullptr) reject_unknown(*id);
  // INFERRED: what a signature rests on stays, as its signer does.
  if (has_signed(*find_by_id(owner.signers, gone->signer_id), gone->document_id)) reject_state(signed_already);
  owner.requirements.erase(*gone);
  return json::object();
}

json run_one(account_state& service, envelope& owner, json const& operation) {
  if (!operation.is_object()) reject(400, schema_error("", "op deve ser um hash"));
  problem_list problems(400);
  fields outer(&operation, "", problems);
  std::string const* kind = outer.one_of("op", {"add", "remove"}, presence::required);
  problems.check();
  if (*kind == "remove") return remove_one(owner, outer, problems);
  outer.object("data", presence::required);
  outer.close();
  problems.check();
  requirement const& made = add_requirement(service, owner, operation["data"], requirement_origin::operation);
  return {{"data", requirement_resource(service, owner, made)}};
}

/// The refusal's errors, with the operation's place before their places.
json placed_errors(json const& refused, std::size_t operation) {
  std::string const where = '/' + std::string(operations_member) + '/' + std::to_string(operation);
  json errors = refused["errors"];
  for (json& error : errors) {
    json& pointer = error["source"]["pointer"];
    pointer = where + (pointer.is_string() ? pointer.get<std::string>() : std::string());
  }
  return errors;
}

bool is_about_positions(json const& errors) {
  return std::any_of(errors.begin(), errors.end(), [](json const& error) {
    return error["source"]["pointer"].get_ref<std::string const&>().find("/attributes/positions") != std::string::npos;
  });
}

/// What came of the operations, in their order.
class outcome_list {
public:
  explicit outcome_list(bool fail_alone) : fail_alone_(fail_alone) {}

  void add_result(json result) { slots_.push_back(std::move(result)); }

  void add_refusal(reply const& answer) {
    json const refused = json::parse(answer.body);
    json const errors = placed_errors(refused, slots_.size());
    slots_.push_back(refused);
    if (fail_alone_ && !is_about_positions(errors)) return;
    if (!first_) first_.emplace(answer.status, problem_list(answer.status));
    for (json const& error : errors) {
      if (answer.status == form_status) form_.add(error);
      if (answer.status == first_->first) first_->second.add(error);
    }
  }

  /// Whether an operation refuses the whole request.
  [[nodiscard]] bool refused() const { return first_.has_value(); }
  /// Rejects a refused request: with all that is wrong with its form, or else with all errors of the first one's kind.
  void check() const {
    form_.check();
    if (first_) first_->second.check();
  }
  [[nodiscard]] json const& slots() const { return slots_; }

private:
  static constexpr int form_status = 400;

  bool const fail_alone_;
  json slots_ = json::array();
  problem_list form_{form_status};
  std::optional<std::pair<int, problem_list>> first_;
};

/// Carries out the operations: all of them or none, unless they fail alone.
json run_all(account_state& service, envelope& owner, json const& operations) {
  requirement_list before = owner.requirements.copy();
  instant const updated_before = owner.updated_at;
  outcome_list outcomes(service.switches.bulk_operations_fail_alone);
  for (json const& operation : operations) {
    try {
      outcomes.add_result(run_one(service, owner, operation));
    } catch (rejection const& refused) {
      outcomes.add_refusal(refused.answer);
    }
  }
  if (outcomes.refused()) {
    owner.requirements = std::move(before);
    owner.updated_at = updated_before;
  }
  outcomes.check();
  return outcomes.slots();
}

reply run(call& request) {
  envelope& owner = envelope_of(request);
  json const& operations = request.body[operations_member];
  if (!operations.is_array()) {
    reject(400, schema_error("/atomic:operations", "atomic:operations deve ser um array")); // INFERRED text
  }
  require_open(owner);
  link_map const before = owner.running() ? links_of(request.service, owner) : link_map();
  json const results = run_all(request.service, owner, operations);
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
