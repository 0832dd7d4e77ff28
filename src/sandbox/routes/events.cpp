#include "sandbox/service/events.hpp"
#include "sandbox/formats/bytes.hpp"
#include "sandbox/formats/text.hpp"
#include "sandbox/limits.hpp"
#include "sandbox/routes/body.hpp"
#include "sandbox/routes/lookup.hpp"
#include "sandbox/routes/pages.hpp"
#include "sandbox/routes/resources.hpp"
#include "text/person.hpp"

#include <rubrica/clicksign/document_event.hpp>

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

void collect(document const& source, list_query const& query, std::vector<event const*>& rows) {
  for (event const& one : source.events) {
    if (query.accepts("name", one.name)) rows.push_back(&one);
  }
}

reply events_page(call const& request, list_query const& query, std::vector<event const*> const& rows) {
  auto const row = [&](std::size_t i) { return event_resource(*rows[i]); };
  // The service names another path in these links (clicksign-rest §2.3).
  return page_reply(request, query, rows.size(), row, "/events");
}

reply of_document(call& request) {
  envelope& owner = envelope_of(request);
  document const& source = document_of(request, owner);
  list_query const query(request, {"name"});
  std::vector<event const*> rows;
  collect(source, query, rows);
  return events_page(request, query, rows);
}

reply of_envelope(call& request) {
  envelope const& owner = envelope_of(request);
  list_query const query(request, {"name"});
  std::vector<event const*> rows;
  for (auto const& source : owner.documents) collect(*source, query, rows);
  std::stable_sort(rows.begin(), rows.end(), [](event const* a, event const* b) { return a->created_at < b->created_at; });
  return events_page(request, query, rows);
}

/// The members that both kinds of new events have.
std::string const* read_moment(fields& data, std::optional<instant>& occurred) {
  std::string const* text = data.text("occurred_at", presence::required);
  if (text == nullptr) return nullptr;
  occurred = read_date_time(*text);
  if (!occurred) data.wrong_format("occurred_at");
  return text;
}

void check_moment(std::optional<instant> const& occurred, instant now, problem_list& model) {
  if (occurred && *occurred > now) model.add(model_error("occurred_at", "deve ser anterior à data atual"));
}

json read_token(fields& data, problem_list& model, instant now) {
  json kept = json::object();
  std::optional<instant> occurred;
  if (auto const* kind = data.one_of_set<clicksign::token_kind>("kind", presence::required)) kept["kind"] = *kind;
  if (auto const* text = read_moment(data, occurred)) kept["occurred_at"] = *text;
  if (auto const* name = data.text("signer_name", presence::required)) kept["signer_name"] = *name;
  for (char const* name : {"signer_email", "signer_phone_number"}) {
    if (auto const* text = data.text(name)) kept[name] = *text;
  }
  check_moment(occurred, now, model);
  if (kept.contains("signer_name") && is_blank(kept["signer_name"].get<std::string>()))
    model.add(model_error("signer_name", "não pode ficar em branco")); // INFERRED
  if (kept.contains("signer_email") && !text::is_email(kept["signer_email"].get<std::string>()))
    model.add(model_error("signer_email", "inválido"));
  return kept;
}

json read_image(fields& attributes, fields& data, problem_list& model, instant now, std::int64_t attachment) {
  json kept = json::object();
  std::optional<instant> occurred;
  std::string const* content = attributes.text("content_base64", presence::required);
  auto const image = content == nullptr ? std::nullopt : read_data_uri(*content);
  bool const is_image = image && image->media_type.rfind("image/", 0) == 0;
  if (content != nullptr && !is_image) {
    attributes.add("content_base64", "content_base64 Formatação do campo inválida. O valor deve ser um Data URI completo.");
  }
  if (auto const* title = data.text("title", presence::required)) kept["title"] = *title;
  if (auto const* text = read_moment(data, occurred)) kept["occurred_at"] = *text;
  check_moment(occurred, now, model);
  if (!is_image) return kept;
  kept["attachment_id"] = attachment;
  kept["content_hash"] = sha256_hex(image->bytes);
  kept["content_name"] = file_name_text(now) + "." + image->media_type.substr(6);
  return kept;
}

reply create_event(call& request) {
  envelope& owner = envelope_of(request);
  document& target = document_of(request, owner);
  instant const now = request.service.now();
  require_room(target.events.size(), limits::most_events, "eventos em um documento");
  resource_body body(request.body["data"], "events");
  problem_list model(422);
  json kept;
  auto const* name = body.attributes.one_of("name", {"custom", "add_image"}, presence::required);
  body.attributes.known("content_base64");
  if (auto data = body.attributes.object("data", presence::required)) {
    bool const is_image = name != nullptr && *name == "add_image";
    auto const attachment = static_cast<std::int64_t>(target.events.size()) + 1;
    kept = is_image ? read_image(body.attributes, *data, model, now, attachment) : read_token(*data, model, now);
    data->close();
  }
  body.check();
  model.check();
  record(request.service, owner, target, *name, std::move(kept), now);
  return data_reply(201, event_resource(target.events.back()));
}

constexpr route event_table[] = {
    {"GET", "/envelopes/*/events", of_envelope},
    {"GET", "/envelopes/*/documents/*/events", of_document},
    {"POST", "/envelopes/*/documents/*/events", create_event, "data", {}, holds_file | adds_records},
};

} // namespace

route_table const event_routes(event_table);

} // namespace sandbox
RUBRICA_END_NAMESPACE
