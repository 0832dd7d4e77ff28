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
    {"created", member<&membership::created>},
    {"modified", member<&membership::modified>},
});
constexpr auto json_members(detail::tag<membership>) {
  return member_list({{"id", member<&membership::id>}, {"attributes", attributes<membership, membership_attributes>}});
}

namespace {

constexpr std::string_view membership_type = "memberships";
constexpr std::string_view route_of_memberships = "/memberships";
constexpr std::string_view route_of_membership = "/memberships/{membership_id}";

template <class Membership> void write_access(detail::json_writer& out, Membership const& what) {
  write_attribute(out, "consumption_accessible", what.consumption);
  write_attribute(out, "tracking_accessible", what.tracking);
  write_attribute(out, "folder_management_accessible", what.folder_management);
}

std::string body_of(new_membership const& what) {
  return request_body(
      membership_type, {},
      [&](detail::json_writer& out) {
        out.member("role", what.role.text());
        write_access(out, what);
      },
      [&](detail::json_writer& out) { write_to_one(out, "user", "users", what.user.text()); });
}

std::string body_of(membership_id const& id, membership_changes const& changes) {
  return request_body(membership_type, id.text(), [&](detail::json_writer& out) {
    write_attribute(out, "role", changes.role);
    write_access(out, changes);
  });
}

} // namespace

template <class Mode>
auto basic_memberships<Mode>::create(new_membership const& what, call_options const& how) const -> reply<membership> {
  return run<Mode>(call_for_one<membership>(session_, membership_type,
                                            {http::method::post, route_of_memberships, {}, {}, body_of(what)}, how));
}

template <class Mode>
auto basic_memberships<Mode>::list(membership_query const& query, call_options const& how) const -> list_of<membership> {
  query_parameters parameters;
  if (!query.user.empty()) add_parameter(parameters, "filter[user.id]", query.user.text());
  return run_list<Mode, membership>(session_, {membership_type, route_of_memberships, {}, std::move(parameters), query.paging},
                                    how);
}

template <class Mode>
auto basic_memberships<Mode>::update(membership_id const& id, membership_changes const& changes, call_options const& how) const
    -> reply<membership> {
  return run<Mode>(call_for_one<membership>(
      session_, membership_type, {wire::membership_update, route_of_membership, {id.text()}, {}, body_of(id, changes)}, how));
}

template <class Mode>
auto basic_memberships<Mode>::remove(membership_id const& id, call_options const& how) const -> reply<void> {
  return run<Mode>(call_for_nothing(session_, {http::method::del, route_of_membership, {id.text()}}, how));
}

template class basic_memberships<blocking>;
template class basic_memberships<deferred>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
