#include "clicksign/protocol/wire.hpp"
#include "sandbox/formats/text.hpp"
#include "sandbox/routes/body.hpp"
#include "sandbox/routes/lookup.hpp"
#include "sandbox/routes/pages.hpp"
#include "sandbox/routes/resources.hpp"
#include "text/person.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr char const* user_type = "users";

json user_resource(account_state const& service, user const& one) {
  return {{"id", one.id},
          {"type", user_type},
          {"links", {{"self", service.api_origin + "/api/v3/users/" + one.id}}},
          {"attributes",
           {{"name", one.name},
            {"email", one.email},
            {"phone_number", one.phone_number},
            {"created", iso_text(one.created_at)},
            {"modified", iso_text(one.updated_at)}}}};
}

std::string domain_of(std::string const& email) {
  return lower(email.substr(email.find('@') + 1));
}

/// INFERRED: the texts for what is malformed; the other two are recorded.
void check_model(account_state const& service, user const& made) {
  if (text::is_email(made.email) && domain_of(made.email) != domain_of(api_user_email)) {
    reject_forbidden("Não autorizado", "O domínio do usuário a ser criado precisa ser o mesmo da conta solicitante.");
  }
  bool const taken = service.users_by_email.count(lower(made.email)) != 0;
  problem_list model(422);
  if (is_blank(made.name)) model.add(model_error("name", "não pode ficar em branco"));
  if (!text::is_email(made.email)) model.add(model_error("email", "inválido"));
  if (taken) model.add(model_error("email", "O e-mail informado já está em uso. Tente outro"));
  if (!text::is_national_phone(made.phone_number)) model.add(model_error("phone_number", "inválido"));
  model.check();
}

reply create_user(call& request) {
  account_state& service = request.service;
  resource_body body(request.body["data"], user_type);
  auto made = std::make_unique<user>();
  auto const read = [&](char const* name, std::string& into) {
    if (std::string const* text = body.attributes.text(name, presence::required)) into = *text;
  };
  read("name", made->name);
  read("email", made->email);
  read("phone_number", made->phone_number);
  body.check();
  check_model(service, *made);
  made->id = service.ids.uuid();
  made->created_at = service.now();
  made->updated_at = made->created_at;
  user const& added = *made;
  service.add_user(std::move(made));
  return data_reply(201, user_resource(service, added));
}

/// Whether the user is in a group of the filter, or there is no filter.
bool in_wanted_group(list_query const& query, account_state const& service, user const& one) {
  auto const wanted = query.values("groups.key");
  return wanted.empty() || std::any_of(wanted.begin(), wanted.end(), [&](std::string const& id) {
           group const* const found = service.groups.find(id);
           return found != nullptr && found->user_ids.count(one.id) != 0;
         });
}

reply list_users(call& request) {
  account_state const& service = request.service;
  list_query const query(request, {"email", "groups.key"});
  auto const accepts = [&](user const& one) {
    return query.accepts_whole("email", one.email) && in_wanted_group(query, service, one);
  };
  auto const row = [&](user const& one) { return user_resource(service, one); };
  return list_reply(request, query, service.users, accepts, row, request.path);
}

reply show_user(call& request) {
  return data_reply(200, user_resource(request.service, known(request.service.users, request.ids.at(0))));
}

reply show_own(call& request) {
  return data_reply(200, user_resource(request.service, request.service.users.front()));
}

reply list_accounts(call& request) {
  if (!request.by_oauth) {
    reply refused = unauthorized_reply();
    refused.status = clicksign::wire::oauth_only_status;
    throw rejection{std::move(refused)};
  }
  auto const& all = request.service.shared.account_states;
  list_query const query(request, {});
  auto const row = [&](std::size_t i) -> json {
    return {{"id", all[i]->account_id},
            {"type", std::string(clicksign::wire::oauth_account_type)},
            {"attributes", {{"name", account_name}, {"key", all[i]->account_key}}}};
  };
  return page_reply(request, query, all.size(), row, request.path);
}

constexpr route user_table[] = {
    {"POST", "/users", create_user, "data"}, {"GET", "/users", list_users},
    {"GET", "/users/me", show_own}, // before the route that accepts any id
    {"GET", "/users/*", show_user},          {"GET", "/oauth2/accounts", list_accounts},
};

} // namespace

route_table const user_routes(user_table);

} // namespace sandbox
RUBRICA_END_NAMESPACE
