#include <rubrica/clicksign/user.hpp>

#include "clicksign/protocol/attributes.hpp"
#include "clicksign/protocol/calls.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

constexpr auto user_attributes = member_list({
    {"name", member<&user::name>},
    {"email", member<&user::email>},
    {"phone_number", member<&user::phone_number>},
    {"created", member<&user::created_at>},
    {"modified", member<&user::updated_at>},
});
constexpr auto json_members(detail::tag<user>) {
  return member_list({{"id", member<&user::id>}, {"attributes", attributes<user, user_attributes>}});
}

namespace {

constexpr std::string_view user_type = "users";
constexpr std::string_view route_of_users = "/users";
constexpr std::string_view route_of_user = "/users/{user_id}";

std::string body_of(new_user const& request) {
  return request_body(user_type, {}, [&](detail::json_writer& out) {
    write_attribute(out, "name", request.name);
    write_attribute(out, "email", request.email);
    write_attribute(out, "phone_number", request.phone_number);
  });
}

query_parameters parameters_of(user_query const& query) {
  query_parameters parameters;
  if (query.email) add_parameter(parameters, "filter[email]", text::plain(query.email->reveal()));
  if (!query.group.empty()) add_parameter(parameters, "filter[groups.key]", query.group.text());
  return parameters;
}

} // namespace

template <class Mode> auto basic_users<Mode>::create(new_user const& request, call_options const& options) const -> reply<user> {
  operation call{http::method::post, route_of_users, {}, {}, body_of(request)};
  call.about = {request.name, request.email, request.phone_number};
  return run<Mode>(call_for_one<user>(session_, user_type, std::move(call), options));
}

template <class Mode> auto basic_users<Mode>::get(user_id const& id, call_options const& options) const -> reply<user> {
  return run<Mode>(call_for_one<user>(session_, user_type, {http::method::get, route_of_user, {id.text()}}, options));
}

template <class Mode> auto basic_users<Mode>::me(call_options const& options) const -> reply<user> {
  return run<Mode>(call_for_one<user>(session_, user_type, {http::method::get, "/users/me"}, options));
}

template <class Mode> auto basic_users<Mode>::list(user_query const& query, call_options const& options) const -> list_of<user> {
  return run_list<Mode, user>(session_, {user_type, route_of_users, {}, parameters_of(query), query.paging}, options);
}

template class basic_users<blocking>;
template class basic_users<deferred>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
