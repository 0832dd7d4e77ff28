#include "sandbox/http/errors.hpp"
#include "sandbox/routes/lookup.hpp"
#include "sandbox/routes/new_requirement.hpp"
#include "sandbox/routes/pages.hpp"
#include "sandbox/routes/resources.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

reply create_requirement(call& request) {
  envelope& owner = envelope_of(request);
  requirement const& made = add_requirement(request.service, owner, request.body["data"], requirement_origin::request);
  return data_reply(201, requirement_resource(request.service, owner, made));
}

/// The requirements of one record, in whatever envelope. INFERRED: whole resources instead of identifiers alone, which satisfies
/// both of the libraries that use these routes.
reply list_of(call& request, envelope const* owner, std::string requirement::*link) {
  std::string const& id = request.ids.at(0);
  if (owner == nullptr) reject_unknown(id);
  list_query const query(request, {});
  std::vector<requirement const*> rows;
  for (auto const& one : owner->requirements) {
    if ((*one).*link == id) rows.push_back(one.get());
  }
  auto const row = [&](std::size_t i) { return requirement_resource(request.service, *owner, *rows[i]); };
  return page_reply(request, query, rows.size(), row, request.path);
}

reply list_of_document(call& request) {
  return list_of(request, request.service.envelopes.of_document(request.ids.at(0)), &requirement::document_id);
}

reply list_of_signer(call& request) {
  return list_of(request, request.service.envelopes.holder_of_signer(request.ids.at(0)), &requirement::signer_id);
}

reply list_requirements(call& request) {
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

reply show_requirement(call& request) {
  envelope& owner = envelope_of(request);
  return data_reply(200, requirement_resource(request.service, owner, requirement_of(request, owner)));
}

reply remove_requirement(call& request) {
  envelope& owner = envelope_of(request);
  requirement const& gone = requirement_of(request, owner);
  require_draft_for_requirements(owner);
  owner.requirements.erase(gone);
  return empty_reply();
}

constexpr route requirement_table[] = {
    {"POST", "/envelopes/*/requirements", create_requirement, "data", {}, adds_records},
    {"GET", "/envelopes/*/requirements", list_requirements},
    {"GET", "/envelopes/*/requirements/*", show_requirement},
    {"DELETE", "/envelopes/*/requirements/*", remove_requirement},
    {"GET", "/documents/*/relationships/requirements", list_of_document},
    {"GET", "/signers/*/relationships/requirements", list_of_signer},
};

} // namespace

route_table const requirement_routes(requirement_table);

} // namespace sandbox
RUBRICA_END_NAMESPACE
