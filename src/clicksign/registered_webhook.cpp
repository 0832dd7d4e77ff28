#include <rubrica/clicksign/registered_webhook.hpp>

#include "clicksign/protocol/attributes.hpp"
#include "clicksign/protocol/calls.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

constexpr auto webhook_attributes = member_list({
    {"endpoint", member<&registered_webhook::endpoint>},
    {"secret", member<&registered_webhook::secret>},
    {"status", member<&registered_webhook::status>},
    {"events", member<&registered_webhook::events>},
    {"created", member<&registered_webhook::created>},
    {"modified", member<&registered_webhook::modified>},
});
constexpr auto json_members(detail::tag<registered_webhook>) {
  return member_list({
      {"id", member<&registered_webhook::id>},
      {"attributes", attributes<registered_webhook, webhook_attributes>},
  });
}

namespace {

constexpr std::string_view webhook_type = "webhooks";
constexpr std::string_view route_of_webhooks = "/webhooks";
constexpr std::string_view route_of_webhook = "/webhooks/{webhook_id}";

std::string body_of(new_webhook const& what) {
  return request_body(webhook_type, {}, [&](detail::json_writer& out) {
    out.member("endpoint", what.endpoint);
    out.key("events");
    write_value(out, what.events);
    write_attribute(out, "status", what.status);
  });
}

std::string body_of(webhook_id const& id, webhook_changes const& changes) {
  return request_body(webhook_type, id.text(), [&](detail::json_writer& out) {
    write_attribute(out, "endpoint", changes.endpoint);
    write_attribute(out, "events", changes.events);
    write_attribute(out, "status", changes.status);
  });
}

query_parameters parameters_of(webhook_query const& query) {
  query_parameters parameters;
  if (query.status) add_parameter(parameters, "filter[status]", query.status->text());
  return parameters;
}

} // namespace

template <class Mode>
auto basic_webhooks<Mode>::create(new_webhook const& what, call_options const& how) const -> reply<registered_webhook> {
  operation call{http::method::post, route_of_webhooks, {}, {}, body_of(what)};
  call.about = {personal(what.endpoint)}; // its path may contain a token
  return run<Mode>(call_for_one<registered_webhook>(session_, webhook_type, std::move(call), how));
}

template <class Mode>
auto basic_webhooks<Mode>::get(webhook_id const& id, call_options const& how) const -> reply<registered_webhook> {
  return run<Mode>(
      call_for_one<registered_webhook>(session_, webhook_type, {http::method::get, route_of_webhook, {id.text()}}, how));
}

template <class Mode>
auto basic_webhooks<Mode>::list(webhook_query const& query, call_options const& how) const -> list_of<registered_webhook> {
  return run_list<Mode, registered_webhook>(session_, {webhook_type, route_of_webhooks, {}, parameters_of(query), query.paging},
                                            how);
}

template <class Mode>
auto basic_webhooks<Mode>::update(webhook_id const& id, webhook_changes const& changes, call_options const& how) const
    -> reply<registered_webhook> {
  operation call{http::method::patch, route_of_webhook, {id.text()}, {}, body_of(id, changes)};
  if (auto const* endpoint = changes.endpoint.value()) call.about = {personal(*endpoint)};
  return run<Mode>(call_for_one<registered_webhook>(session_, webhook_type, std::move(call), how));
}

template <class Mode> auto basic_webhooks<Mode>::remove(webhook_id const& id, call_options const& how) const -> reply<void> {
  return run<Mode>(call_for_nothing(session_, {http::method::del, route_of_webhook, {id.text()}}, how));
}

template class basic_webhooks<blocking>;
template class basic_webhooks<deferred>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
