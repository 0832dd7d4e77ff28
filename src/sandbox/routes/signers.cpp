#include "clicksign/protocol/authentication_rules.hpp"
#include "clicksign/protocol/wire.hpp"
#include "sandbox/formats/text.hpp"
#include "sandbox/limits.hpp"
#include "sandbox/routes/body.hpp"
#include "sandbox/routes/lookup.hpp"
#include "sandbox/routes/pages.hpp"
#include "sandbox/routes/resources.hpp"
#include "sandbox/service/additions.hpp"
#include "sandbox/service/events.hpp"
#include "sandbox/service/lifecycle.hpp"
#include "sandbox/service/links.hpp"
#include "text/person.hpp"

#include <rubrica/clicksign/signer.hpp>

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

json signer_channels(fields& attributes) {
  json channels = {{"document_signed", "email"}, {"signature_request", "email"}, {"signature_reminder", "email"}};
  auto nested = attributes.object("communicate_events");
  if (!nested) return channels;
  auto const read = [&](char const* name, std::vector<std::string_view> const& values) {
    if (std::string const* value = nested->one_of(name, values)) channels[name] = *value;
  };
  read("signature_request", values_of<clicksign::channel>());
  read("signature_reminder", {clicksign::reminder_channels.begin(), clicksign::reminder_channels.end()});
  read("document_signed", {clicksign::finished_channels.begin(), clicksign::finished_channels.end()});
  nested->close();
  return channels;
}

json read_host(fields& attributes) {
  json host = json::object();
  auto nested = attributes.object("signature_host");
  if (!nested) return host;
  if (std::string const* name = nested->text("name", presence::required)) {
    if (!text::is_person_name(*name)) nested->wrong_format("name"); // INFERRED: as the signer's own
    host["name"] = *name;
  }
  if (std::string const* email = nested->text("email", presence::required)) host["email"] = *email;
  if (auto events = nested->object("communicate_events")) {
    static constexpr char const* request = "signature_host_signature_request";
    if (auto const* value = events->one_of(request, {clicksign::host_channels.begin(), clicksign::host_channels.end()})) {
      host["communicate_events"] = {{request, *value}};
    }
    events->close();
  }
  nested->close();
  return host;
}

std::optional<std::string> read_formatted(fields& attributes, char const* name, bool (*fits)(std::string_view)) {
  std::string const* value = attributes.text(name);
  if (value == nullptr) return std::nullopt;
  if (!fits(*value)) attributes.wrong_format(name);
  return *value;
}

void read_identity(fields& attributes, signer& made) {
  made.has_documentation = attributes.flag("has_documentation").value_or(true);
  for (char const* name : {"documentation", "birthday"}) {
    if (made.has_documentation || !attributes.has(name) || attributes.is_null(name)) continue;
    attributes.add(name, std::string(name) + " não está disponível"); // INFERRED text
  }
  made.documentation = read_formatted(attributes, "documentation", is_cpf_form);
  made.birthday = read_formatted(attributes, "birthday", is_date);
}

void read_signer(fields& attributes, signer& made, bool running) {
  if (std::string const* name = attributes.text("name", presence::required)) {
    if (!text::is_person_name(*name)) attributes.wrong_format("name");
    made.name = *name;
  }
  if (std::string const* email = attributes.text("email")) made.email = *email;
  made.phone_number = read_formatted(attributes, "phone_number", text::is_national_phone);
  read_identity(attributes, made);
  made.location_required = attributes.flag("location_required_enabled").value_or(false);
  made.refusable = attributes.flag("refusable").value_or(false);
  if (clicksign::wire::group_only_in_draft && running && attributes.has("group"))
    attributes.add("group", "group não está disponível"); // INFERRED text
  made.group = attributes.integer("group").value_or(1);
  made.communicate_events = signer_channels(attributes);
  made.signature_host = read_host(attributes);
}

bool uses_channel(signer const& made, std::initializer_list<char const*> channels) {
  for (auto const& event : made.communicate_events.items()) {
    if (std::find(channels.begin(), channels.end(), event.value()) != channels.end()) return true;
  }
  return false;
}

/// INFERRED: by the rule for the signer's own address, with the pointer that tells the two apart.
void check_host(signer const& made, problem_list& problems) {
  auto const email = made.signature_host.find("email");
  if (email == made.signature_host.end() || text::is_email(email->get_ref<std::string const&>())) return;
  json error = model_error("email", "inválido");
  error["source"]["pointer"] = "/data/attributes/signature_host/email";
  problems.add(std::move(error));
}

void check_model(signer const& made, instant now, problem_list& problems) {
  if (!made.email && uses_channel(made, {"email"})) problems.add(model_error("email", "não pode ficar em branco"));
  if (made.email && !text::is_email(*made.email)) problems.add(model_error("email", "inválido"));
  if (!made.phone_number && uses_channel(made, {"sms", "whatsapp"})) {
    problems.add(model_error("phone_number", "não pode ficar em branco"));
  }
  if (made.documentation && !cpf_digits_fit(*made.documentation)) {
    problems.add(model_error("documentation", "inválido"));
  }
  if (made.birthday && !is_past_date(*made.birthday, now)) problems.add(model_error("birthday", not_past));
  check_host(made, problems);
  if (made.group < 1) problems.add(model_error("group", "deve ser maior que 0"));
}

} // namespace

signer& add_signer(account_state& service, envelope& owner, json const& data) {
  resource_body body(data, "signers");
  auto made = std::make_unique<signer>();
  read_signer(body.attributes, *made, owner.running());
  body.check();
  require_open(owner);
  require_room(owner.signers.size(), limits::most_signers, "signatários");
  problem_list model(422);
  check_model(*made, service.now(), model);
  model.check();

  made->id = service.ids.uuid();
  made->created_at = service.now();
  made->updated_at = made->created_at;
  owner.updated_at = made->created_at;
  owner.signers.push_back(std::move(made));
  service.envelopes.joined(owner, *owner.signers.back());
  return *owner.signers.back();
}

namespace {

reply create_signer(call& request) {
  envelope& owner = envelope_of(request);
  signer const& made = add_signer(request.service, owner, request.body["data"]);
  return data_reply(201, signer_resource(request.service, owner, made));
}

reply list_signers(call& request) {
  envelope const& owner = envelope_of(request);
  list_query const query(request, {});
  auto const row = [&](std::size_t i) { return signer_resource(request.service, owner, *owner.signers[i]); };
  return page_reply(request, query, owner.signers.size(), row, request.path);
}

reply show_signer(call& request) {
  envelope& owner = envelope_of(request);
  return data_reply(200, signer_resource(request.service, owner, signer_of(request, owner)));
}

void forget(envelope& owner, std::string const& signer_id) {
  owner.requirements.erase_if([&](requirement const& one) { return one.signer_id == signer_id; });
  auto& all = owner.signers;
  all.erase(std::remove_if(all.begin(), all.end(), [&](auto const& one) { return one->id == signer_id; }), all.end());
}

reply remove_signer(call& request) {
  envelope& owner = envelope_of(request);
  signer const& who = signer_of(request, owner);
  if (!who.signed_documents.empty()) reject_state(signed_already);
  require_open(owner);
  std::vector<std::pair<document*, json>> left;
  for (auto const& target : owner.documents) {
    if (linked(owner, target->id, who.id)) {
      left.emplace_back(target.get(), signers_data(request.service, owner, *target, who));
    }
  }
  request.service.envelopes.left(owner, who);
  forget(owner, std::string(who.id));
  owner.updated_at = request.service.now();
  for (auto& [target, data] : left) {
    if (target->status == "running") announce_unlink(request.service, owner, *target, std::move(data), owner.updated_at);
  }
  settle_documents(request.service, owner, owner.updated_at);
  catch_up(request.service);
  return empty_reply();
}

constexpr route signer_table[] = {
    {"POST", "/envelopes/*/signers", create_signer, "data", {}, adds_records},
    {"GET", "/envelopes/*/signers", list_signers},
    {"GET", "/envelopes/*/signers/*", show_signer},
    {"DELETE", "/envelopes/*/signers/*", remove_signer},
};

} // namespace

route_table const signer_routes(signer_table);

} // namespace sandbox
RUBRICA_END_NAMESPACE
