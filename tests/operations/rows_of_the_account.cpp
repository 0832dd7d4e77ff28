#include "operations/rows.hpp"

namespace rubrica_test {

using namespace rubrica::clicksign;
using rubrica::folder_id;
using rubrica::group_id;
using rubrica::membership_id;
using rubrica::template_field_id;
using rubrica::template_id;
using rubrica::user_id;
using rubrica::webhook_id;

namespace {

new_template a_template() {
  new_template out;
  out.name = "Modelo";
  out.bytes = values::file_bytes();
  return out;
}
template_query templates_of_somebody() {
  template_query out;
  out.name = values::name;
  return out;
}
new_webhook_endpoint a_webhook() {
  return {"https://crm.example/clicksign", {webhook::event_name(webhook::event_name::sign)}, {}};
}
new_user a_user() {
  return {values::name, values::email, values::other_phone};
}
user_query users_with_an_address() {
  user_query out;
  out.email = values::email;
  return out;
}
new_membership a_membership() {
  new_membership out;
  out.user = user_id(id);
  out.role = membership_role::member;
  return out;
}
membership_changes another_role() {
  membership_changes out;
  out.role = membership_role(membership_role::admin);
  return out;
}
group_query groups_of_somebody() {
  group_query out;
  out.name = values::name;
  return out;
}

} // namespace

rows rows_of_folders_and_templates() {
  return {
      {"folders().create", method::post, "/folders", kind::creation, shape::resource, "folders", "folders lie in folders",
       [](auto& c, auto& options) {
         return failure(c.folders().create({"Contratos", {}}, options));
       }},
      {"folders().get", method::get, "/folders/{folder_id}", kind::read, shape::resource, "folders", "folders lie in folders",
       [](auto& c, auto& options) { return failure(c.folders().get(folder_id(id), options)); }},
      {"folders().list", method::get, "/folders", kind::read, shape::list, "folders", "folders lie in folders",
       [](auto& c, auto& options) { return failure(c.folders().list({}, options).all()); }},
      {"folders().rename", method::patch, "/folders/{folder_id}", kind::change, shape::resource, "folders",
       "folders lie in folders",
       [](auto& c, auto& options) { return failure(c.folders().rename(folder_id(id), "Outra", options)); }},
      {"templates().create", method::post, "/templates", kind::creation, shape::resource, "templates",
       "a template is made from bytes or a file, read and listed",
       [](auto& c, auto& options) { return failure(c.templates().create(a_template(), options)); }},
      {"templates().get", method::get, "/templates/{template_id}", kind::read, shape::resource, "templates",
       "a template is made from bytes or a file, read and listed",
       [](auto& c, auto& options) { return failure(c.templates().get(template_id(id), options)); }},
      {"templates().list", method::get, "/templates", kind::read, shape::list, "templates",
       "a template is made from bytes or a file, read and listed",
       [](auto& c, auto& options) { return failure(c.templates().list(templates_of_somebody(), options).all()); }},
      {"templates().update", method::patch, "/templates/{template_id}", kind::change, shape::resource, "templates",
       "name and color of a template change, and only what is named",
       [](auto& c, auto& options) {
         template_changes changes;
         changes.name = std::string("Outro modelo");
         return failure(c.templates().update(template_id(id), changes, options));
       }},
      {"templates().remove", method::del, "/templates/{template_id}", kind::change, shape::nothing, "",
       "a document is made from a template and outlives it",
       [](auto& c, auto& options) { return failure(c.templates().remove(template_id(id), options)); }},
      {"template_fields().list(template_id)", method::get, "/templates/{template_id}/template_fields", kind::read, shape::list,
       "template_fields", "the variables of a template are listed, of one template or of all",
       [](auto& c, auto& options) { return failure(c.template_fields().list(template_id(id), {}, options).all()); }},
      {"template_fields().list", method::get, "/template_fields", kind::read, shape::list, "template_fields",
       "the variables of a template are listed, of one template or of all",
       [](auto& c, auto& options) { return failure(c.template_fields().list(template_field_query(), options).all()); }},
      {"template_fields().rename", method::patch, "/templates/{template_id}/template_fields/{template_field_id}", kind::change,
       shape::resource, "template_fields", "a field is renamed and removed",
       [](auto& c, auto& options) {
         return failure(c.template_fields().rename(template_id(id), template_field_id(id), "cliente", options));
       }},
      {"template_fields().remove", method::del, "/templates/{template_id}/template_fields/{template_field_id}", kind::change,
       shape::nothing, "", "a field is renamed and removed",
       [](auto& c, auto& options) {
         return failure(c.template_fields().remove(template_id(id), template_field_id(id), options));
       }},
  };
}

rows rows_of_webhooks() {
  return {
      {"webhooks().create", method::post, "/webhooks", kind::creation, shape::resource, "webhooks",
       "a webhook is created, read, listed and removed",
       [](auto& c, auto& options) { return failure(c.webhooks().create(a_webhook(), options)); }},
      {"webhooks().get", method::get, "/webhooks/{webhook_id}", kind::read, shape::resource, "webhooks",
       "a webhook is created, read, listed and removed",
       [](auto& c, auto& options) { return failure(c.webhooks().get(webhook_id(id), options)); }},
      {"webhooks().list", method::get, "/webhooks", kind::read, shape::list, "webhooks",
       "a webhook is created, read, listed and removed",
       [](auto& c, auto& options) { return failure(c.webhooks().list({}, options).all()); }},
      {"webhooks().update", method::patch, "/webhooks/{webhook_id}", kind::change, shape::resource, "webhooks",
       "a change of a webhook leaves what it does not name",
       [](auto& c, auto& options) {
         webhook_endpoint_changes changes;
         changes.status = webhook_status(webhook_status::inactive);
         return failure(c.webhooks().update(webhook_id(id), changes, options));
       }},
      {"webhooks().remove", method::del, "/webhooks/{webhook_id}", kind::change, shape::nothing, "",
       "a webhook is created, read, listed and removed",
       [](auto& c, auto& options) { return failure(c.webhooks().remove(webhook_id(id), options)); }},
  };
}

rows rows_of_users() {
  return {
      {"users().create", method::post, "/users", kind::creation, shape::resource, "users", "a user is created, read and found",
       [](auto& c, auto& options) { return failure(c.users().create(a_user(), options)); }},
      {"users().get", method::get, "/users/{user_id}", kind::read, shape::resource, "users", "a user is created, read and found",
       [](auto& c, auto& options) { return failure(c.users().get(user_id(id), options)); }},
      {"users().me", method::get, "/users/me", kind::read, shape::resource, "users", "the client's own user is told",
       [](auto& c, auto& options) { return failure(c.users().me(options)); }},
      {"users().list", method::get, "/users", kind::read, shape::list, "users", "a user is created, read and found",
       [](auto& c, auto& options) { return failure(c.users().list(users_with_an_address(), options).all()); }},
      {"memberships().create", method::post, "/memberships", kind::creation, shape::resource, "memberships",
       "a membership is created with the service's own access, or with the one that is asked for",
       [](auto& c, auto& options) { return failure(c.memberships().create(a_membership(), options)); }},
      {"memberships().list", method::get, "/memberships", kind::read, shape::list, "memberships",
       "a membership is created with the service's own access, or with the one that is asked for",
       [](auto& c, auto& options) { return failure(c.memberships().list({}, options).all()); }},
      {"memberships().update", method::put, "/memberships/{membership_id}", kind::change, shape::resource, "memberships",
       "a change of a membership leaves what it does not name",
       [](auto& c, auto& options) { return failure(c.memberships().update(membership_id(id), another_role(), options)); }},
      {"memberships().remove", method::del, "/memberships/{membership_id}", kind::change, shape::nothing, "",
       "a membership is created with the service's own access, or with the one that is asked for",
       [](auto& c, auto& options) { return failure(c.memberships().remove(membership_id(id), options)); }},
      {"oauth_accounts().list", method::get, "/oauth2/accounts", kind::read, shape::any_list, "accounts",
       "an OAuth client finds its accounts and works in one of them",
       [](auto& c, auto& options) { return failure(c.oauth_accounts().list({}, options).all()); }},
  };
}

rows rows_of_groups() {
  return {
      {"groups().create", method::post, "/groups", kind::creation, shape::resource, "groups",
       "a group is created, read, renamed, listed and removed",
       [](auto& c, auto& options) { return failure(c.groups().create({"Vendas"}, options)); }},
      {"groups().get", method::get, "/groups/{group_id}", kind::read, shape::resource, "groups",
       "a group is created, read, renamed, listed and removed",
       [](auto& c, auto& options) { return failure(c.groups().get(group_id(id), options)); }},
      {"groups().list", method::get, "/groups", kind::read, shape::list, "groups",
       "a group is created, read, renamed, listed and removed",
       [](auto& c, auto& options) { return failure(c.groups().list(groups_of_somebody(), options).all()); }},
      {"groups().rename", method::patch, "/groups/{group_id}", kind::change, shape::resource, "groups",
       "a group is created, read, renamed, listed and removed",
       [](auto& c, auto& options) { return failure(c.groups().rename(group_id(id), "Compras", options)); }},
      {"groups().remove", method::del, "/groups/{group_id}", kind::change, shape::nothing, "",
       "a group is created, read, renamed, listed and removed",
       [](auto& c, auto& options) { return failure(c.groups().remove(group_id(id), options)); }},
      {"groups().add_users", method::post, "/groups/{group_id}/relationships/users", kind::creation, shape::nothing, "",
       "users are put into a group and taken out of it",
       [](auto& c, auto& options) { return failure(c.groups().add_users(group_id(id), {user_id(id)}, options)); }},
      {"groups().remove_users", method::del, "/groups/{group_id}/relationships/users", kind::change, shape::nothing, "",
       "users are put into a group and taken out of it",
       [](auto& c, auto& options) { return failure(c.groups().remove_users(group_id(id), {user_id(id)}, options)); }},
      {"access_control_lists().create", method::post, "/access_control_lists", kind::creation, shape::resource,
       "access_control_lists", "account resources go through the engine too",
       [](auto& c, auto& options) { return failure(c.access_control_lists().create(folder_id(id), group_id(id), options)); }},
      {"access_control_lists().remove", method::del, "/access_control_lists", kind::change, shape::nothing, "",
       "account resources go through the engine too",
       [](auto& c, auto& options) { return failure(c.access_control_lists().remove(folder_id(id), group_id(id), options)); }},
  };
}

} // namespace rubrica_test
