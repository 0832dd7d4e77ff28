#include <rubrica/clicksign/membership.hpp>

#include "clicksign/protocol/attributes.hpp"
#include "clicksign/protocol/calls.hpp"
#include "clicksign/protocol/wire.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

constexpr auto membership_attributes = member_list({
    {"role", member<&membership::role>},
    {"consumption_accessible", member<&membership::consumption>},
    {"tracking_accessible", member<&membership::tracking>},
    {"folder_management_accessible", member<&membership::folder_management>},
    {"created", member<&membership::created_at>},
    {"modified", member<&membership::updated_at>},
});
constexpr auto json_members(detail::tag<membership>) {
  return member_list({{"id", member<&membership::id>}, {"attributes", attributes<membership, membership_attributes>}});
}

namespace {

constexpr std::string_view membership_type = "memberships";
constexpr std::string_view route_of_memberships = "/memberships";
constexpr std::string_view route_of_membership = "/memberships/{membership_id}";

template <class Membership> void write_access(detail::json_writer& out, Membership const& request) {
  write_attribute(out, "consumption_accessible", request.consumption);
  write_attribute(out, "tracking_accessible", request.tracking);
  write_attribute(out, "folder_management_accessible", request.folder_management);
}

std::string body_of(new_membership const& request) {
  return request_body(
      membership_type, {},
      [&](detail::json_writer& out) {
        out.member("role", request.role.text());
        write_access(out, request);
      },
      [&](detail::json_writer& out) { write_to_one(out, "user", "users", request.user.text()); });
}

std::string body_of(membership_id const& id, membership_changes const& changes) {
  return request_body(membership_type, id.text(), [&](detail::json_writer& out) {
    write_attribute(out, "role", changes.role);
    write_access(out, changes);
  });
}

} // namespace

template <class Mode>
auto basic_memberships<Mode>::create(new_membership const& request, call_options const& options) const -> reply<membership> {
  return run<Mode>(call_for_one<membership>(session_, membership_type,
                                            {http::method::post, route_of_memberships, {}, {}, body_of(request)}, options));
}

template <class Mode>
auto basic_memberships<Mode>::list(membership_query const& query, call_options const& options) const -> list_of<membership> {
  query_parameters parameters;
  if (!query.user.empty()) add_parameter(parameters, "filter[user.id]", query.user.text());
  return run_list<Mode, membership>(session_, {membership_type, route_of_memberships, {}, std::move(parameters), query.paging},
                                    options);
}

template <class Mode>
auto basic_memberships<Mode>::update(membership_id const& id, membership_changes const& changes,
                                     call_options const& options) const -> reply<membership> {
  return run<Mode>(call_for_one<membership>(
      session_, membership_type, {wire::membership_update, route_of_membership, {id.text()}, {}, body_of(id, changes)}, options));
}

template <class Mode>
auto basic_memberships<Mode>::remove(membership_id const& id, call_options const& options) const -> reply<void> {
  return run<Mode>(call_for_nothing(session_, {http::method::del, route_of_membership, {id.text()}}, options));
}

template class basic_memberships<blocking>;
template class basic_memberships<deferred>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
