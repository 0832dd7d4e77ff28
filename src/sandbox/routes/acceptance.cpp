#include "sandbox/service/acceptance.hpp"
#include "sandbox/formats/text.hpp"
#include "sandbox/routes/body.hpp"
#include "sandbox/routes/lookup.hpp"
#include "sandbox/routes/pages.hpp"
#include "sandbox/routes/resources.hpp"
#include "text/person.hpp"

#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr char const* acceptance_term_type = "acceptance_term_whatsapps";
// The path in the links of its list, also in the service's samples.
constexpr char const* link_path = "/acceptance_term/acceptance_term_whatsapps";

json term_resource(acceptance_term const& one) {
  return {{"id", one.id},
          {"type", acceptance_term_type},
          {"attributes",
           {{"sender_phone", or_null(one.sender_phone)},
            {"signer_phone", one.signer_phone},
            {"signer_name", one.signer_name},
            {"sender_name_option", one.sender_name_option},
            {"sent_at", one.sent ? json(iso_text(*one.sent)) : json()},
            {"status", one.status},
            {"status_flow", one.status_flow},
            {"title", one.title},
            {"message", one.message},
            {"created", iso_text(one.created_at)},
            {"modified", iso_text(one.updated_at)}}}};
}

/// INFERRED: the form of an included message is not recorded; this is the form in callbacks, as a resource.
json message_resource(acceptance_term const& term, acceptance_message const& one) {
  return {{"id", one.id},
          {"type", "messages"},
          {"attributes",
           {{"message", one.text},
            {"profile_name", term.signer_name},
            {"error_message", one.error},
            {"direction", one.direction},
            {"created", iso_text(one.created_at)}}}};
}

/// The term, with its messages if the request includes them.
json shown(call& request, acceptance_term const& one) {
  json resource = term_resource(one);
  if (!request.includes("messages")) return resource;
  json links = json::array();
  for (acceptance_message const& message : one.messages) {
    links.push_back({{"type", "messages"}, {"id", message.id}});
    request.include(message_resource(one, message));
  }
  resource["relationships"]["messages"]["data"] = std::move(links);
  return resource;
}

acceptance_term& term_of(call& request) {
  return known(request.service.acceptance_terms, request.ids.at(0));
}

/// INFERRED texts: none is recorded.
void check_text(problem_list& model, std::string const& name, std::string const& value, std::size_t most) {
  if (is_blank(value)) model.add(model_error(name, "não pode ficar em branco"));
  if (characters_in(value) > most) model.add(too_long_error(name, most));
}

void check_model(acceptance_term const& made) {
  problem_list model(422);
  check_text(model, "title", made.title, 255);
  check_text(model, "message", made.message, 1500);
  check_text(model, "signer_name", made.signer_name, 200);
  if (!text::is_national_phone(made.signer_phone)) model.add(model_error("signer_phone", "inválido"));
  if (made.sender_phone && !text::is_national_phone(*made.sender_phone)) model.add(model_error("sender_phone", "inválido"));
  model.check();
}

reply create_acceptance_term(call& request) {
  resource_body body(request.body["data"], acceptance_term_type);
  auto made = std::make_unique<acceptance_term>();
  auto const read = [&](char const* name, std::string& into) {
    if (std::string const* text = body.attributes.text(name, presence::required)) into = *text;
  };
  read("title", made->title);
  read("message", made->message);
  std::string const* sender =
      body.attributes.one_of("sender_name_option", {"user_name", "account_name", "user_and_account_name"}, presence::required);
  if (sender != nullptr) made->sender_name_option = *sender;
  read("signer_name", made->signer_name);
  read("signer_phone", made->signer_phone);
  if (std::string const* phone = body.attributes.text("sender_phone")) made->sender_phone = *phone;
  body.check();
  check_model(*made);

  made->id = request.service.ids.uuid();
  made->number = ++request.service.acceptances_made;
  made->created_at = request.service.now();
  acceptance_term& added = request.service.acceptance_terms.add(std::move(made));
  announce(request.service, added, "enqueued", added.created_at);
  return data_reply(201, term_resource(added));
}

bool precedes_term(acceptance_term const& a, acceptance_term const& b, std::string const&) {
  return a.created_at < b.created_at;
}

reply list_acceptance_terms(call& request) {
  list_query const query(request, {"status"}, {"created"});
  auto const accepts = [&](acceptance_term const& one) { return query.accepts("status", one.status); };
  auto const row = [&](acceptance_term const& one) { return shown(request, one); };
  return list_reply(request, query, request.service.acceptance_terms, accepts, precedes_term, row, link_path);
}

reply show_acceptance_term(call& request) {
  return data_reply(200, shown(request, term_of(request)));
}

reply cancel_acceptance_term(call& request) {
  acceptance_term& one = term_of(request);
  resource_body body(request.body["data"], acceptance_term_type, one.id);
  body.attributes.one_of("status", {"canceled"}, presence::required);
  body.check();
  // INFERRED shape; the documentation quotes the sentence, in English.
  if (!is_open(one)) reject(422, model_error("status", "must be sent to be canceled"));
  announce(request.service, one, "canceled", request.service.now());
  return data_reply(200, term_resource(one));
}

constexpr route acceptance_term_table[] = {
    {"POST", "/acceptance_term/whatsapps", create_acceptance_term, "data"},
    {"GET", "/acceptance_term/whatsapps", list_acceptance_terms, {}, "messages"},
    {"GET", "/acceptance_term/whatsapps/*", show_acceptance_term, {}, "messages"},
    {"PATCH", "/acceptance_term/whatsapps/*", cancel_acceptance_term, "data"},
};

} // namespace

route_table const acceptance_routes(acceptance_term_table);

} // namespace sandbox
RUBRICA_END_NAMESPACE
