#include "clicksign/protocol/wire.hpp"
#include "sandbox/formats/text.hpp"
#include "sandbox/routes/body.hpp"
#include "sandbox/routes/lookup.hpp"
#include "sandbox/routes/pages.hpp"
#include "sandbox/routes/resources.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr char const* membership_type = "memberships";
constexpr bool updated_by_put = clicksign::wire::membership_update == http::method::put;

json membership_resource(account_state const& service, membership const& one) {
  return {{"id", one.id},
          {"type", membership_type},
          {"links", {{"self", service.api_origin + "/api/v3/memberships/" + one.id}}},
          {"attributes",
           {{"role", one.role},
            {"consumption_accessible", one.consumption_accessible},
            {"tracking_accessible", one.tracking_accessible},
            {"folder_management_accessible", one.folder_management_accessible},
            {"created", iso_text(one.created_at)},
            {"modified", iso_text(one.updated_at)}}}};
}

membership& membership_of(call& request) {
  return known(request.service.memberships, request.ids.at(0));
}

/// Absent attributes stay as they are, even with a `PUT` (INFERRED).
void read_attributes(fields& from, membership& into, presence role_needed) {
  std::string const* role = from.one_of("role", {"admin", "global", "observer", "downloader", "member", "guest"}, role_needed);
  if (role != nullptr) into.role = *role;
  auto const read = [&](char const* name, bool& flag) { flag = from.flag(name).value_or(flag); };
  read("consumption_accessible", into.consumption_accessible);
  read("tracking_accessible", into.tracking_accessible);
  read("folder_management_accessible", into.folder_management_accessible);
}

reply create_membership(call& request) {
  account_state& service = request.service;
  resource_body body(request.body["data"], membership_type);
  auto made = std::make_unique<membership>();
  read_attributes(body.attributes, *made, presence::required);
  std::string const* user_id = body.relationship("user", "users", presence::required);
  body.check();
  known(service.users, *user_id); // INFERRED: the answer is not recorded
  if (service.memberships_by_user.count(*user_id) != 0) reject(422, model_error("user_id", "já está em uso"));
  made->id = service.ids.uuid();
  made->user_id = *user_id;
  made->created_at = service.now();
  made->updated_at = made->created_at;
  membership const& added = *made;
  service.add_membership(std::move(made));
  return data_reply(201, membership_resource(service, added));
}

reply list_memberships(call& request) {
  list_query const query(request, {"user.id"});
  auto const accepts = [&](membership const& one) { return query.accepts("user.id", one.user_id); };
  auto const row = [&](membership const& one) { return membership_resource(request.service, one); };
  return list_reply(request, query, request.service.memberships, accepts, row, request.path);
}

reply update_membership(call& request) {
  membership& one = membership_of(request);
  resource_body body(request.body["data"], membership_type, one.id);
  membership changed = one;
  read_attributes(body.attributes, changed, presence::optional);
  body.check();
  changed.updated_at = request.service.now();
  one = std::move(changed);
  return data_reply(200, membership_resource(request.service, one));
}

/// INFERRED: only the status is recorded.
reply refuse_verb(call&) {
  reply refused = text_reply(405, {});
  refused.headers.emplace_back("Allow", updated_by_put ? "PUT, DELETE" : "PATCH, DELETE");
  return refused;
}

reply remove_membership(call& request) {
  membership const& gone = membership_of(request);
  request.service.memberships_by_user.erase(gone.user_id);
  request.service.memberships.erase(gone);
  return empty_reply();
}

constexpr route membership_table[] = {
    {"POST", "/memberships", create_membership, "data"},
    {"GET", "/memberships", list_memberships},
    {updated_by_put ? "PUT" : "PATCH", "/memberships/*", update_membership, "data"},
    {updated_by_put ? "PATCH" : "PUT", "/memberships/*", refuse_verb},
    {"DELETE", "/memberships/*", remove_membership},
};

} // namespace

route_table const membership_routes(membership_table);

} // namespace sandbox
RUBRICA_END_NAMESPACE
