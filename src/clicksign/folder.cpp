#include <rubrica/clicksign/folder.hpp>

#include "clicksign/protocol/attributes.hpp"
#include "clicksign/protocol/calls.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

constexpr auto folder_attributes = member_list({
    {"name", member<&folder::name>},
    {"path", member<&folder::path>},
    {"in_root", member<&folder::in_root>},
    {"created", member<&folder::created_at>},
    {"modified", member<&folder::updated_at>},
});
constexpr auto json_members(detail::tag<folder>) {
  return member_list({{"id", member<&folder::id>}, {"attributes", attributes<folder, folder_attributes>}});
}

namespace {

constexpr std::string_view folder_type = "folders";
constexpr std::string_view route_of_folders = "/folders";
constexpr std::string_view route_of_folder = "/folders/{folder_id}";

std::string body_of(new_folder const& request) {
  return request_body(
      folder_type, {}, [&](detail::json_writer& out) { out.member("name", request.name); },
      [&](detail::json_writer& out) { write_to_one(out, "folder", folder_type, request.parent.text()); });
}

} // namespace

template <class Mode>
auto basic_folders<Mode>::create(new_folder const& request, call_options const& options) const -> reply<folder> {
  return run<Mode>(
      call_for_one<folder>(session_, folder_type, {http::method::post, route_of_folders, {}, {}, body_of(request)}, options));
}

template <class Mode> auto basic_folders<Mode>::get(folder_id const& id, call_options const& options) const -> reply<folder> {
  return run<Mode>(call_for_one<folder>(session_, folder_type, {http::method::get, route_of_folder, {id.text()}}, options));
}

template <class Mode>
auto basic_folders<Mode>::list(folder_query const& query, call_options const& options) const -> list_of<folder> {
  query_parameters parameters;
  if (query.in_root) add_parameter(parameters, "filter[in_root]", *query.in_root ? "true" : "false");
  return run_list<Mode, folder>(session_, {folder_type, route_of_folders, {}, std::move(parameters), query.paging}, options);
}

template <class Mode>
auto basic_folders<Mode>::rename(folder_id const& id, std::string const& name, call_options const& options) const
    -> reply<folder> {
  std::string body = request_body(folder_type, id.text(), [&](detail::json_writer& out) { out.member("name", name); });
  return run<Mode>(call_for_one<folder>(session_, folder_type,
                                        {http::method::patch, route_of_folder, {id.text()}, {}, std::move(body)}, options));
}

template class basic_folders<blocking>;
template class basic_folders<deferred>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
