#include "sandbox/lookup.hpp"
#include "sandbox/pages.hpp"
#include "sandbox/requirements.hpp"
#include "sandbox/resources.hpp"

#include <algorithm>

namespace rubrica { inline namespace v0_1 { namespace sandbox {
namespace {

reply create(call& request) {
  envelope& owner = envelope_of(request);
  requirement const& made = add_requirement(request.service, owner, request.body["data"], true);
  return data_reply(201, requirement_resource(request.service, owner, made));
}

reply list(call& request) {
  envelope const& owner = envelope_of(request);
  list_query const query(request, {"document.key", "signer.key", "requirement.action"});
  std::vector<requirement const*> rows;
  for (auto const& one : owner.requirements) {
    bool const wanted = query.accepts("document.key", one->document_id) && query.accepts("signer.key", one->signer_id) &&
                        query.accepts("requirement.action", one->action);
    if (wanted) rows.push_back(one.get());
  }
  auto const row = [&](std::size_t i) { return requirement_resource(request.service, owner, *rows[i]); };
  return page_reply(request, query, rows.size(), row, request.path);
}

reply show(call& request) {
  envelope& owner = envelope_of(request);
  return data_reply(200, requirement_resource(request.service, owner, requirement_of(request, owner)));
}

reply remove(call& request) {
  envelope& owner = envelope_of(request);
  requirement const* gone = &requirement_of(request, owner);
  require_draft_for_requirements(owner);
  auto& all = owner.requirements;
  all.erase(std::remove_if(all.begin(), all.end(), [&](auto const& one) { return one.get() == gone; }), all.end());
  return empty_reply();
}

} // namespace

void add_requirement_routes(std::vector<route>& routes) {
  routes.push_back({"POST", "/envelopes/*/requirements", create, "data"});
  routes.push_back({"GET", "/envelopes/*/requirements", list, {}});
  routes.push_back({"GET", "/envelopes/*/requirements/*", show, {}});
  routes.push_back({"DELETE", "/envelopes/*/requirements/*", remove, {}});
}

}}} // namespace rubrica::v0_1::sandbox
