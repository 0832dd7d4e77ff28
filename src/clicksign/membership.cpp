#include <rubrica/clicksign/membership.hpp>

#include "clicksign/protocol/attributes.hpp"
#include "clicksign/protocol/calls.hpp"
#include "clicksign/protocol/wire.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace detail {

using clicksign::membership;

struct membership_attributes {
  using owner = membership;
  static constexpr json_member list[] = {{"role", at<&owner::role>},
                                         {"consumption_accessible", at<&owner::consumption>},
                                         {"tracking_accessible", at<&owner::tracking>},
                                         {"folder_management_accessible", at<&owner::folder_management>},
                                         {"created", at<&owner::created>},
                                         {"modified", at<&owner::modified>}};
};
struct membership_table {
  using owner = membership;
  static constexpr json_member list[] = {{"id", at<&owner::id>}, {"attributes", attributes<membership_attributes>}};
};
template <> struct table_of<membership> { using type = membership_table; };

} // namespace detail
RUBRICA_END_NAMESPACE

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {
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
