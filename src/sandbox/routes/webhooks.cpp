#include "sandbox/service/webhooks.hpp"
#include "sandbox/formats/text.hpp"
#include "sandbox/limits.hpp"
#include "sandbox/routes/body.hpp"
#include "sandbox/routes/lookup.hpp"
#include "sandbox/routes/pages.hpp"
#include "sandbox/routes/resources.hpp"

#include <rubrica/clicksign/webhook/event_name.hpp>

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr std::size_t secret_digits = 32;

json webhook_resource(account_state const& service, webhook const& one) {
  return {{"id", one.id},
          {"type", "webhooks"},
          {"links", {{"self", service.api_origin + "/api/v3/webhooks/" + one.id}}},
          {"attributes",
           {{"endpoint", one.endpoint},
            {"secret", one.secret},
            {"status", one.status},
            {"events", one.events},
            {"created", iso_text(one.created_at)},
            {"modified", iso_text(one.updated_at)}}}};
}

webhook& webhook_of(call& request) {
  return known(request.service.webhooks, request.ids.at(0));
}

bool is_event(std::string const& name) {
  return clicksign::webhook::event_name(name).is_known();
}

/// `http` or `https`, a host, and no blank anywhere.
bool is_endpoint(std::string const& url) {
  auto const is_blank_or_control = [](unsigned char c) { return c <= ' '; };
  if (std::any_of(url.begin(), url.end(), is_blank_or_control)) return false;
  std::size_t const colon = url.find("://");
  std::string const scheme = lower(url.substr(0, colon));
  if (colon == std::string::npos || (scheme != "http" && scheme != "https")) return false;
  std::string host = url.substr(colon + 3);
  host.erase(std::min(host.find_first_of("/?#"), host.size()));
  host.erase(0, host.rfind('@') + 1); // the whole of it when there is no user: npos + 1 is 0
  return !host.empty() && host.front() != ':';
}

/// The values of a creation or a change.
struct wanted_webhook {
  std::string const* endpoint = nullptr;
  std::string const* status = nullptr;
  std::optional<std::vector<std::string>> events;
};

wanted_webhook read_webhook(resource_body& body, presence need) {
  wanted_webhook wanted;
  wanted.endpoint = body.attributes.text("endpoint", need);
  wanted.status = body.attributes.one_of("status", {"active", "inactive"});
  wanted.events = body.attributes.texts("events", need);
  // INFERRED: an empty list counts as absent.
  if (wanted.events && wanted.events->empty()) body.attributes.add("events", "events deve ser informado(a)");
  body.check();
  return wanted;
}

/// INFERRED, except for the endpoint that is taken.
void check_model(account_state const& service, wanted_webhook const& wanted, webhook const* own) {
  problem_list model(422);
  if (wanted.endpoint != nullptr) {
    if (!is_endpoint(*wanted.endpoint)) model.add(model_error("endpoint", "inválido"));
    bool taken = false;
    for (auto const& other : service.webhooks) taken = taken || (other.get() != own && other->endpoint == *wanted.endpoint);
    if (taken) model.add(model_error("endpoint", "já está em uso"));
  }
  if (wanted.events && !std::all_of(wanted.events->begin(), wanted.events->end(), is_event)) {
    model.add(model_error("events", "não está incluído na lista"));
  }
  model.check();
}

void apply(wanted_webhook& wanted, webhook& to, instant now) {
  if (wanted.endpoint != nullptr) to.endpoint = *wanted.endpoint;
  if (wanted.status != nullptr) to.status = *wanted.status;
  if (wanted.events) to.events = std::move(*wanted.events);
  to.updated_at = now;
}

reply create_webhook(call& request) {
  account_state& service = request.service;
  resource_body body(request.body["data"], "webhooks");
  wanted_webhook wanted = read_webhook(body, presence::required);
  check_model(service, wanted, nullptr);
  if (service.webhooks.size() >= limits::most_webhooks) {
    reject(422, base_error("a conta deve ter no máximo " + std::to_string(limits::most_webhooks) + " webhooks")); // INFERRED
  }
  auto made = std::make_unique<webhook>();
  made->id = service.ids.uuid();
  made->secret = service.ids.hex(secret_digits);
  made->created_at = service.now();
  apply(wanted, *made, made->created_at);
  return data_reply(201, webhook_resource(service, service.webhooks.add(std::move(made))));
}

reply list_webhooks(call& request) {
  list_query const query(request, {"status"});
  auto const accepts = [&](webhook const& one) { return query.accepts("status", one.status); };
  auto const row = [&](webhook const& one) { return webhook_resource(request.service, one); };
  return list_reply(request, query, request.service.webhooks, accepts, row, request.path);
}

reply show_webhook(call& request) {
  return data_reply(200, webhook_resource(request.service, webhook_of(request)));
}

reply update_webhook(call& request) {
  webhook& one = webhook_of(request);
  resource_body body(request.body["data"], "webhooks", one.id);
  wanted_webhook wanted = read_webhook(body, presence::optional);
  check_model(request.service, wanted, &one);
  apply(wanted, one, request.service.now());
  return data_reply(200, webhook_resource(request.service, one));
}

reply remove_webhook(call& request) {
  request.service.webhooks.erase(webhook_of(request));
  return empty_reply();
}

constexpr route webhook_table[] = {
    {"POST", "/webhooks", create_webhook, "data"}, {"GET", "/webhooks", list_webhooks},
    {"GET", "/webhooks/*", show_webhook},          {"PATCH", "/webhooks/*", update_webhook, "data"},
    {"DELETE", "/webhooks/*", remove_webhook},
};

} // namespace

route_table const webhook_routes(webhook_table);

} // namespace sandbox
RUBRICA_END_NAMESPACE
