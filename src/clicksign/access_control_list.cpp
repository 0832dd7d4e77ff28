#include <rubrica/clicksign/access_control_list.hpp>

#include "clicksign/protocol/calls.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

constexpr auto access_control_list_attributes = member_list({
    {"created", member<&access_control_list::created_at>},
    {"modified", member<&access_control_list::updated_at>},
});
constexpr auto json_members(detail::tag<access_control_list>) {
  return member_list({
      {"id", member<&access_control_list::id>},
      {"attributes", attributes<access_control_list, access_control_list_attributes>},
  });
}

namespace {

constexpr std::string_view access_control_list_type = "access_control_lists";

operation on_access(http::method verb, folder_id const& folder, group_id const& group) {
  auto const no_attributes = [](detail::json_writer&) {};
  std::string body = request_body(access_control_list_type, {}, no_attributes, [&](detail::json_writer& out) {
    out.key("relationships");
    out.begin_object();
    write_relationship(out, "folder", "folders", folder.text());
    write_relationship(out, "group", "groups", group.text());
    out.end_object();
  });
  return {verb, "/access_control_lists", {}, {}, std::move(body)};
}

} // namespace

template <class Mode>
auto basic_access_control_lists<Mode>::create(folder_id const& folder, group_id const& group, call_options const& options) const
    -> reply<access_control_list> {
  return run<Mode>(call_for_one<access_control_list>(session_, access_control_list_type,
                                                     on_access(http::method::post, folder, group), options));
}

template <class Mode>
auto basic_access_control_lists<Mode>::remove(folder_id const& folder, group_id const& group, call_options const& options) const
    -> reply<void> {
  return run<Mode>(call_with_body(session_, on_access(http::method::del, folder, group), options));
}

template class basic_access_control_lists<blocking>;
template class basic_access_control_lists<deferred>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
