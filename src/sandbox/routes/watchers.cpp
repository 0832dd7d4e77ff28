#include "sandbox/formats/text.hpp"
#include "sandbox/limits.hpp"
#include "sandbox/routes/body.hpp"
#include "sandbox/routes/lookup.hpp"
#include "sandbox/routes/pages.hpp"
#include "sandbox/routes/resources.hpp"
#include "text/person.hpp"

#include <rubrica/clicksign/watcher.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr char const* channel_names[] = {"signature_watcher_document_sent", "signature_watcher_document_signed",
                                         "signature_watcher_document_deadline", "signature_watcher_document_canceled",
                                         "signature_watcher_envelope_closed"};

json watcher_resource(account_state const& service, envelope const& owner, watcher const& one) {
  return {{"id", one.id},
          {"type", "signature_watchers"},
          {"links", {{"self", service.api_origin + "/api/v3/envelopes/" + owner.id + "/signature_watchers/" + one.id}}},
          {"attributes",
           {{"email", one.email},
            {"kind", one.kind},
            {"communicate_events", one.communicate_events},
            {"attach_documents_enabled", one.attach_documents},
            {"created", iso_text(one.created_at)},
            {"modified", iso_text(one.updated_at)}}}};
}

json watcher_channels(fields& attributes) {
  json channels = json::object();
  for (char const* name : channel_names) channels[name] = "email";
  auto nested = attributes.object("communicate_events");
  if (!nested) return channels;
  for (char const* name : channel_names) {
    if (std::string const* value = nested->one_of(name, {"none", "email"})) channels[name] = *value;
  }
  nested->close();
  return channels;
}

watcher& watcher_of(call& request, envelope const& owner) {
  return known(owner.watchers, request.ids.at(1));
}

reply create_watcher(call& request) {
  envelope& owner = envelope_of(request);
  resource_body body(request.body["data"], "signature_watchers");
  auto made = std::make_unique<watcher>();
  if (std::string const* email = body.attributes.text("email", presence::required)) made->email = *email;
  if (auto const* kind = body.attributes.one_of_set<clicksign::watcher_kind>("kind", presence::required)) made->kind = *kind;
  made->attach_documents = body.attributes.flag("attach_documents_enabled").value_or(false);
  made->communicate_events = watcher_channels(body.attributes);
  body.check();
  require_room(owner.watchers.size(), limits::most_watchers, "observadores");
  problem_list model(422);
  if (!text::is_email(made->email)) model.add(model_error("email", "inválido"));
  model.check();
  made->id = request.service.ids.uuid();
  made->created_at = request.service.now();
  made->updated_at = made->created_at;
  owner.watchers.push_back(std::move(made));
  return data_reply(201, watcher_resource(request.service, owner, *owner.watchers.back()));
}

reply list_watchers(call& request) {
  envelope const& owner = envelope_of(request);
  list_query const query(request, {"kind", "email"});
  std::vector<watcher const*> rows;
  for (auto const& one : owner.watchers) {
    if (query.accepts("kind", one->kind) && query.accepts_whole("email", one->email)) rows.push_back(one.get());
  }
  auto const row = [&](std::size_t i) { return watcher_resource(request.service, owner, *rows[i]); };
  // The service names another path in these links (clicksign-rest §2.3).
  return page_reply(request, query, rows.size(), row, "/signature_watchers");
}

reply show_watcher(call& request) {
  envelope const& owner = envelope_of(request);
  return data_reply(200, watcher_resource(request.service, owner, watcher_of(request, owner)));
}

reply remove_watcher(call& request) {
  envelope& owner = envelope_of(request);
  erase_record(owner.watchers, watcher_of(request, owner));
  return empty_reply();
}

constexpr route watcher_table[] = {
    {"POST", "/envelopes/*/signature_watchers", create_watcher, "data", {}, adds_records},
    {"GET", "/envelopes/*/signature_watchers", list_watchers},
    {"GET", "/envelopes/*/signature_watchers/*", show_watcher},
    {"DELETE", "/envelopes/*/signature_watchers/*", remove_watcher},
};

} // namespace

route_table const watcher_routes(watcher_table);

} // namespace sandbox
RUBRICA_END_NAMESPACE
