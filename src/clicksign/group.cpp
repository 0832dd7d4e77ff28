#include <rubrica/clicksign/group.hpp>

#include "clicksign/protocol/attributes.hpp"
#include "clicksign/protocol/calls.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

constexpr auto group_attributes = member_list({
    {"name", member<&group::name>},
    {"created", member<&group::created_at>},
    {"modified", member<&group::updated_at>},
});
constexpr auto json_members(detail::tag<group>) {
  return member_list({{"id", member<&group::id>}, {"attributes", attributes<group, group_attributes>}});
}

namespace {

constexpr std::string_view group_type = "groups";
constexpr std::string_view route_of_groups = "/groups";
constexpr std::string_view route_of_group = "/groups/{group_id}";
constexpr std::string_view route_of_group_users = "/groups/{group_id}/relationships/users";

std::string body_of(group_id const& id, std::string const& name) {
  return request_body(group_type, id.text(), [&](detail::json_writer& out) { out.member("name", name); });
}

operation on_users(http::method verb, group_id const& id, std::vector<user_id> const& who) {
  return {verb, route_of_group_users, {id.text()}, {}, identifiers_body("users", who)};
}

} // namespace

template <class Mode>
auto basic_groups<Mode>::create(new_group const& request, call_options const& options) const -> reply<group> {
  return run<Mode>(call_for_one<group>(session_, group_type,
                                       {http::method::post, route_of_groups, {}, {}, body_of({}, request.name)}, options));
}

template <class Mode> auto basic_groups<Mode>::get(group_id const& id, call_options const& options) const -> reply<group> {
  return run<Mode>(call_for_one<group>(session_, group_type, {http::method::get, route_of_group, {id.text()}}, options));
}

template <class Mode>
auto basic_groups<Mode>::list(group_query const& query, call_options const& options) const -> list_of<group> {
  query_parameters parameters;
  if (query.name) add_parameter(parameters, "filter[name]", *query.name);
  if (!query.sort.empty()) add_parameter(parameters, "sort", query.sort);
  return run_list<Mode, group>(session_, {group_type, route_of_groups, {}, std::move(parameters), query.paging}, options);
}

template <class Mode>
auto basic_groups<Mode>::rename(group_id const& id, std::string const& name, call_options const& options) const -> reply<group> {
  return run<Mode>(call_for_one<group>(session_, group_type,
                                       {http::method::patch, route_of_group, {id.text()}, {}, body_of(id, name)}, options));
}

template <class Mode> auto basic_groups<Mode>::remove(group_id const& id, call_options const& options) const -> reply<void> {
  return run<Mode>(call_for_nothing(session_, {http::method::del, route_of_group, {id.text()}}, options));
}

template <class Mode>
auto basic_groups<Mode>::add_users(group_id const& id, std::vector<user_id> const& who, call_options const& options) const
    -> reply<void> {
  return run<Mode>(call_with_body(session_, on_users(http::method::post, id, who), options));
}

template <class Mode>
auto basic_groups<Mode>::remove_users(group_id const& id, std::vector<user_id> const& who, call_options const& options) const
    -> reply<void> {
  return run<Mode>(call_with_body(session_, on_users(http::method::del, id, who), options));
}

template class basic_groups<blocking>;
template class basic_groups<deferred>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
