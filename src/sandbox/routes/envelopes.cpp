#include "clicksign/protocol/wire.hpp"
#include "sandbox/formats/text.hpp"
#include "sandbox/routes/body.hpp"
#include "sandbox/routes/lookup.hpp"
#include "sandbox/routes/pages.hpp"
#include "sandbox/routes/resources.hpp"
#include "sandbox/service/additions.hpp"
#include "sandbox/service/events.hpp"
#include "sandbox/service/lifecycle.hpp"
#include "sandbox/service/webhooks.hpp"

#include <rubrica/clicksign/envelope.hpp>

#include <algorithm>
#include <optional>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr std::chrono::hours default_life = clicksign::wire::deadline_by_default;
constexpr std::chrono::hours longest_life = clicksign::wire::latest_deadline;
constexpr std::size_t longest_subject = 100;

/// The changes in a request; absent ones stay as they are.
struct envelope_changes {
  std::string const* name = nullptr;
  std::string const* status = nullptr;
  std::optional<instant> deadline;
  std::string const* locale = nullptr;
  std::optional<bool> auto_close;
  std::optional<json> remind_interval;
  std::optional<bool> block_after_refusal;
  std::string const* partial_action = nullptr;
  std::optional<json> subject;
  std::optional<json> message;
  std::string const* folder = nullptr;
  bool leaves_folder = false;
};

std::optional<json> text_or_null(fields& attributes, char const* name) {
  if (attributes.is_null(name)) {
    attributes.known(name);
    return json();
  }
  std::string const* text = attributes.text(name);
  return text == nullptr ? std::nullopt : std::optional<json>(*text);
}

std::optional<json> read_remind_interval(fields& attributes) {
  static constexpr char const* name = "remind_interval";
  json const* value = attributes.anything(name);
  if (attributes.is_null(name)) return json();
  if (value == nullptr) return std::nullopt;
  std::string const written = value->is_string() ? value->get<std::string>() : value->dump();
  for (int days : {1, 2, 3, 7, 14}) {
    if (written == std::to_string(days)) return json(days);
  }
  attributes.add(name, written == "0" ? "remind_interval deve ser maior que 0" : "remind_interval deve estar em: 1, 2, 3, 7, 14");
  return std::nullopt;
}

envelope_changes read_changes(resource_body& body, presence name_needed) {
  fields& attributes = body.attributes;
  envelope_changes changes;
  changes.name = attributes.text("name", name_needed);
  changes.deadline = attributes.date_time("deadline_at");
  changes.locale = attributes.one_of_set<clicksign::locale>("locale");
  changes.auto_close = attributes.flag("auto_close");
  changes.remind_interval = read_remind_interval(attributes);
  changes.block_after_refusal = attributes.flag("block_after_refusal");
  changes.partial_action = attributes.one_of_set<clicksign::partial_signature_action>("deadline_partial_signature_action");
  changes.subject = text_or_null(attributes, "default_subject");
  changes.message = text_or_null(attributes, "default_message");
  changes.folder = body.relationship("folder", "folders", presence::optional);
  changes.leaves_folder = body.relationship_cleared("folder");
  return changes;
}

void check_model(envelope_changes const& changes, instant now, problem_list& problems) {
  if (changes.name != nullptr && is_blank(*changes.name)) {
    problems.add(model_error("name", "não pode ficar em branco"));
  }
  if (changes.deadline && *changes.deadline < now) {
    problems.add(model_error("deadline_at", "deve ser maior ou igual a " + ruby_text(now)));
  }
  if (changes.deadline && *changes.deadline > now + longest_life) {
    // INFERRED: the service refuses it with 422, but the text is not recorded.
    problems.add(model_error("deadline_at", "deve ser menor ou igual a " + ruby_text(now + longest_life)));
  }
  if (changes.subject && changes.subject->is_string() &&
      characters_in(changes.subject->get_ref<std::string const&>()) > longest_subject) {
    problems.add(too_long_error("default_subject", longest_subject));
  }
}

void apply(envelope& one, envelope_changes const& changes) {
  if (changes.name != nullptr) one.name = *changes.name;
  if (changes.deadline) one.deadline = *changes.deadline;
  if (changes.locale != nullptr) one.locale = *changes.locale;
  if (changes.auto_close) one.auto_close = *changes.auto_close;
  if (changes.remind_interval) one.remind_interval = *changes.remind_interval;
  if (changes.block_after_refusal) one.block_after_refusal = *changes.block_after_refusal;
  if (changes.partial_action != nullptr) one.deadline_partial_signature_action = *changes.partial_action;
  if (changes.subject) one.default_subject = *changes.subject;
  if (changes.message) one.default_message = *changes.message;
  if (changes.leaves_folder) one.folder_id.clear();
  if (changes.folder != nullptr) one.folder_id = *changes.folder;
}

void require_known_folder(account_state const& service, envelope_changes const& changes) {
  if (changes.folder != nullptr) require_folder(service, *changes.folder);
}

/// The settings whose changes appear in the history of a running document (clicksign-rest §14.1), under the event's name.
json told_settings(envelope const& one) {
  return {{"update_deadline", {{"deadline_at", iso_text(one.deadline)}}},
          {"update_auto_close", {{"auto_close", one.auto_close}}},
          {"update_locale", {{"locale", one.locale}}},
          {"update_block_after_refusal", {{"block_after_refusal", one.block_after_refusal}}}};
}

void tell_changes(account_state& service, envelope& one, json const& before) {
  json const after = told_settings(one);
  for (auto const& setting : after.items()) {
    if (before[setting.key()] == setting.value()) continue;
    json data = user_and_account(service);
    data.update(setting.value());
    for (auto const& target : one.documents) {
      if (target->status == "running") record(service, one, *target, setting.key(), data, one.updated_at);
    }
  }
}

} // namespace

std::unique_ptr<envelope> make_envelope(account_state& service, json const& data) {
  resource_body body(data, "envelopes");
  envelope_changes const changes = read_changes(body, presence::required);
  body.check();
  require_known_folder(service, changes);
  instant const now = service.now();
  problem_list model(422);
  check_model(changes, now, model);
  model.check();

  auto made = std::make_unique<envelope>();
  made->id = service.ids.uuid();
  made->created_at = now;
  made->updated_at = now;
  made->deadline = std::chrono::floor<std::chrono::seconds>(now + default_life);
  apply(*made, changes);
  return made;
}

namespace {

reply create_envelope(call& request) {
  auto made = make_envelope(request.service, request.body["data"]);
  envelope const& one = request.service.envelopes.add(std::move(made));
  return data_reply(201, envelope_resource(request.service, one));
}

/// The envelope, with its folder if the request includes it. INFERRED: the form is not recorded (clicksign-rest §19.9).
json shown(call& request, envelope const& one) {
  json resource = envelope_resource(request.service, one);
  if (!request.includes("folder")) return resource;
  json& data = resource["relationships"]["folder"]["data"];
  if (folder const* around = request.service.folders.find(one.folder_id)) {
    data = {{"type", "folders"}, {"id", around->id}};
    request.include(folder_resource(request.service, *around));
  }
  return resource;
}

reply show_envelope(call& request) {
  return data_reply(200, shown(request, envelope_of(request)));
}

bool precedes(envelope const& a, envelope const& b, std::string const& field) {
  if (field == "name") return a.name < b.name;
  if (field == "status") return a.status < b.status;
  if (field == "deadline_at") return a.deadline < b.deadline;
  return field == "created" ? a.created_at < b.created_at : a.updated_at < b.updated_at;
}

reply list_envelopes(call& request) {
  list_query query(request, {"status", "name", "created", "modified", "deadline_at"},
                   {"name", "status", "deadline_at", "created", "modified"});
  query.read_instants({"created", "modified", "deadline_at"});
  auto const accepts = [&](envelope const& one) {
    return query.accepts("status", one.status) && query.accepts("created", one.created_at) &&
           query.accepts("modified", one.updated_at) && query.accepts("deadline_at", one.deadline);
  };
  auto const row = [&](envelope const& one) { return shown(request, one); };
  envelope_store const& store = request.service.envelopes;
  std::string const* const name = query.wanted("name");
  if (name == nullptr) return list_reply(request, query, store.all(), accepts, precedes, row, request.path);
  std::vector<envelope const*> rows;
  for (envelope const* one : store.named(*name)) {
    if (accepts(*one)) rows.push_back(one);
  }
  query.sort(rows, precedes);
  return page_reply(
      request, query, rows.size(), [&](std::size_t i) { return row(*rows[i]); }, request.path);
}

void check_states(envelope const& one, envelope_changes const& changes) {
  require_open(one);
  // INFERRED text: the subject is only said to be fixed after activation.
  if (changes.subject && !one.draft()) reject_state(not_draft);
}

reply update_envelope(call& request) {
  envelope& one = envelope_of(request);
  resource_body body(request.body["data"], "envelopes", one.id, presence::optional);
  envelope_changes changes = read_changes(body, presence::optional);
  changes.status = body.attributes.one_of("status", {"draft", "running"});
  body.check();
  check_states(one, changes);
  require_known_folder(request.service, changes);
  instant const now = request.service.now();
  problem_list model(422);
  check_model(changes, now, model);
  bool const activates = changes.status != nullptr && *changes.status == "running" && one.draft();
  if (changes.status != nullptr && *changes.status == "draft" && one.running()) {
    model.add(model_error("status", "inválido")); // INFERRED: going back is not possible, but the text is not recorded
  }
  if (activates) {
    std::string const obstacle = activation_obstacle(request.service, one);
    if (!obstacle.empty()) model.add(model_error("status", obstacle));
  }
  model.check();
  json const before = told_settings(one);
  std::string const old_name = one.name;
  apply(one, changes);
  request.service.envelopes.renamed(one, old_name);
  one.updated_at = now;
  tell_changes(request.service, one, before);
  if (activates) {
    activate(request.service, one); // the answer shows the state before the consequences of the activation
  } else if (one.running()) {
    catch_up(request.service); // an earlier deadline, or reminders that were switched on
  }
  return data_reply(200, envelope_resource(request.service, one));
}

/// Sends a callback about the result of an activation. Its subject is the envelope, so it contains no document. The service has
/// announced it without an example: the places are those of clicksign-callbacks §7.7.
void tell(account_state& service, envelope const& one, std::string const& obstacle) {
  char const* const name = obstacle.empty() ? "envelope_activated" : "envelope_activation_failed";
  json data = user_and_account(service);
  data["envelope"] = {{"key", one.id}};
  if (!obstacle.empty()) data["errors"] = json::array({model_error("status", obstacle)});
  queue_body(service, name, {{"event", {{"name", name}, {"data", data}, {"occurred_at", iso_text(service.now())}}}});
}

/// The answer only says that it will be done; here it is done at once (clicksign-rest §5.6).
reply activate_later(call& request) {
  envelope& one = envelope_of(request);
  require_draft(one);
  std::string const obstacle = activation_obstacle(request.service, one);
  if (obstacle.empty()) activate(request.service, one);
  tell(request.service, one, obstacle);
  reply accepted = empty_reply();
  accepted.status = 202;
  return accepted;
}

reply remove_envelope(call& request) {
  envelope const& one = envelope_of(request);
  require_draft(one);
  request.service.envelopes.erase(one);
  return empty_reply();
}

constexpr route envelope_table[] = {
    {"POST", "/envelopes", create_envelope, "data"},
    {"GET", "/envelopes", list_envelopes, {}, "folder"},
    {"GET", "/envelopes/*", show_envelope, {}, "folder"},
    {"PATCH", "/envelopes/*", update_envelope, "data"},
    {"DELETE", "/envelopes/*", remove_envelope},
    {"POST", "/envelopes/*/activate", activate_later},
    // One source names it, for the same purpose; what it answers is not recorded (clicksign-rest §5.6).
    {"POST", "/envelopes/*/available", activate_later},
};

} // namespace

route_table const envelope_routes(envelope_table);

} // namespace sandbox
RUBRICA_END_NAMESPACE
