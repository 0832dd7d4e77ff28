#include <rubrica/clicksign/webhook_endpoint.hpp>

#include "clicksign/protocol/attributes.hpp"
#include "clicksign/protocol/calls.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

constexpr auto webhook_attributes = member_list({
    {"endpoint", member<&webhook_endpoint::endpoint>},
    {"secret", member<&webhook_endpoint::secret>},
    {"status", member<&webhook_endpoint::status>},
    {"events", member<&webhook_endpoint::events>},
    {"created", member<&webhook_endpoint::created_at>},
    {"modified", member<&webhook_endpoint::updated_at>},
});
constexpr auto json_members(detail::tag<webhook_endpoint>) {
  return member_list({
      {"id", member<&webhook_endpoint::id>},
      {"attributes", attributes<webhook_endpoint, webhook_attributes>},
  });
}

namespace {

constexpr std::string_view webhook_type = "webhooks";
constexpr std::string_view route_of_webhooks = "/webhooks";
constexpr std::string_view route_of_webhook = "/webhooks/{webhook_id}";

std::string body_of(new_webhook_endpoint const& request) {
  return request_body(webhook_type, {}, [&](detail::json_writer& out) {
    out.member("endpoint", request.endpoint);
    out.key("events");
    write_value(out, request.events);
    write_attribute(out, "status", request.status);
  });
}

std::string body_of(webhook_id const& id, webhook_endpoint_changes const& changes) {
  return request_body(webhook_type, id.text(), [&](detail::json_writer& out) {
    write_attribute(out, "endpoint", changes.endpoint);
    write_attribute(out, "events", changes.events);
    write_attribute(out, "status", changes.status);
  });
}

query_parameters parameters_of(webhook_endpoint_query const& query) {
  query_parameters parameters;
  if (query.status) add_parameter(parameters, "filter[status]", query.status->text());
  return parameters;
}

} // namespace

template <class Mode>
auto basic_webhooks<Mode>::create(new_webhook_endpoint const& request, call_options const& options) const
    -> reply<webhook_endpoint> {
  operation call{http::method::post, route_of_webhooks, {}, {}, body_of(request)};
  call.about = {personal(request.endpoint)}; // its path may contain a token
  return run<Mode>(call_for_one<webhook_endpoint>(session_, webhook_type, std::move(call), options));
}

template <class Mode>
auto basic_webhooks<Mode>::get(webhook_id const& id, call_options const& options) const -> reply<webhook_endpoint> {
  return run<Mode>(
      call_for_one<webhook_endpoint>(session_, webhook_type, {http::method::get, route_of_webhook, {id.text()}}, options));
}

template <class Mode>
auto basic_webhooks<Mode>::list(webhook_endpoint_query const& query, call_options const& options) const
    -> list_of<webhook_endpoint> {
  return run_list<Mode, webhook_endpoint>(session_, {webhook_type, route_of_webhooks, {}, parameters_of(query), query.paging},
                                          options);
}

template <class Mode>
auto basic_webhooks<Mode>::update(webhook_id const& id, webhook_endpoint_changes const& changes,
                                  call_options const& options) const -> reply<webhook_endpoint> {
  operation call{http::method::patch, route_of_webhook, {id.text()}, {}, body_of(id, changes)};
  if (auto const* endpoint = changes.endpoint.value()) call.about = {personal(*endpoint)};
  return run<Mode>(call_for_one<webhook_endpoint>(session_, webhook_type, std::move(call), options));
}

template <class Mode> auto basic_webhooks<Mode>::remove(webhook_id const& id, call_options const& options) const -> reply<void> {
  return run<Mode>(call_for_nothing(session_, {http::method::del, route_of_webhook, {id.text()}}, options));
}

template class basic_webhooks<blocking>;
template class basic_webhooks<deferred>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
