#include "faults/operation_rows.hpp"

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
new_webhook a_webhook() {
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
      {"create folder", kind::creation, shape::resource, "folders",
       [](auto& c, auto& how) {
         return failure(c.folders().create({"Contratos", {}}, how));
       }},
      {"get folder", kind::read, shape::resource, "folders",
       [](auto& c, auto& how) { return failure(c.folders().get(folder_id(id), how)); }},
      {"list folders", kind::read, shape::list, "folders",
       [](auto& c, auto& how) { return failure(c.folders().list({}, how).all()); }},
      {"rename folder", kind::change, shape::resource, "folders",
       [](auto& c, auto& how) { return failure(c.folders().rename(folder_id(id), "Outra", how)); }},
      {"create template", kind::creation, shape::resource, "templates",
       [](auto& c, auto& how) { return failure(c.templates().create(a_template(), how)); }},
      {"get template", kind::read, shape::resource, "templates",
       [](auto& c, auto& how) { return failure(c.templates().get(template_id(id), how)); }},
      {"list templates", kind::read, shape::list, "templates",
       [](auto& c, auto& how) { return failure(c.templates().list(templates_of_somebody(), how).all()); }},
      {"update template", kind::change, shape::resource, "templates",
       [](auto& c, auto& how) {
         template_changes changes;
         changes.name = std::string("Outro modelo");
         return failure(c.templates().update(template_id(id), changes, how));
       }},
      {"remove template", kind::change, shape::nothing, "",
       [](auto& c, auto& how) { return failure(c.templates().remove(template_id(id), how)); }},
      {"list fields of template", kind::read, shape::list, "template_fields",
       [](auto& c, auto& how) { return failure(c.template_fields().list(template_id(id), {}, how).all()); }},
      {"list template fields", kind::read, shape::list, "template_fields",
       [](auto& c, auto& how) { return failure(c.template_fields().list(template_field_query(), how).all()); }},
      {"rename template field", kind::change, shape::resource, "template_fields",
       [](auto& c, auto& how) {
         return failure(c.template_fields().rename(template_id(id), template_field_id(id), "cliente", how));
       }},
      {"remove template field", kind::change, shape::nothing, "",
       [](auto& c, auto& how) { return failure(c.template_fields().remove(template_id(id), template_field_id(id), how)); }},
  };
}

rows rows_of_webhooks() {
  return {
      {"create webhook", kind::creation, shape::resource, "webhooks",
       [](auto& c, auto& how) { return failure(c.webhooks().create(a_webhook(), how)); }},
      {"get webhook", kind::read, shape::resource, "webhooks",
       [](auto& c, auto& how) { return failure(c.webhooks().get(webhook_id(id), how)); }},
      {"list webhooks", kind::read, shape::list, "webhooks",
       [](auto& c, auto& how) { return failure(c.webhooks().list({}, how).all()); }},
      {"update webhook", kind::change, shape::resource, "webhooks",
       [](auto& c, auto& how) {
         webhook_changes changes;
         changes.status = webhook_status(webhook_status::inactive);
         return failure(c.webhooks().update(webhook_id(id), changes, how));
       }},
      {"remove webhook", kind::change, shape::nothing, "",
       [](auto& c, auto& how) { return failure(c.webhooks().remove(webhook_id(id), how)); }},
  };
}

rows rows_of_users() {
  return {
      {"create user", kind::creation, shape::resource, "users",
       [](auto& c, auto& how) { return failure(c.users().create(a_user(), how)); }},
      {"get user", kind::read, shape::resource, "users",
       [](auto& c, auto& how) { return failure(c.users().get(user_id(id), how)); }},
      {"get own user", kind::read, shape::resource, "users", [](auto& c, auto& how) { return failure(c.users().me(how)); }},
      {"list users", kind::read, shape::list, "users",
       [](auto& c, auto& how) { return failure(c.users().list(users_with_an_address(), how).all()); }},
      {"create membership", kind::creation, shape::resource, "memberships",
       [](auto& c, auto& how) { return failure(c.memberships().create(a_membership(), how)); }},
      {"list memberships", kind::read, shape::list, "memberships",
       [](auto& c, auto& how) { return failure(c.memberships().list({}, how).all()); }},
      {"update membership", kind::change, shape::resource, "memberships",
       [](auto& c, auto& how) { return failure(c.memberships().update(membership_id(id), another_role(), how)); }},
      {"remove membership", kind::change, shape::nothing, "",
       [](auto& c, auto& how) { return failure(c.memberships().remove(membership_id(id), how)); }},
      {"list OAuth accounts", kind::read, shape::any_list, "accounts",
       [](auto& c, auto& how) { return failure(c.oauth_accounts().list({}, how).all()); }},
  };
}

rows rows_of_groups() {
  return {
      {"create group", kind::creation, shape::resource, "groups",
       [](auto& c, auto& how) { return failure(c.groups().create({"Vendas"}, how)); }},
      {"get group", kind::read, shape::resource, "groups",
       [](auto& c, auto& how) { return failure(c.groups().get(group_id(id), how)); }},
      {"list groups", kind::read, shape::list, "groups",
       [](auto& c, auto& how) { return failure(c.groups().list(groups_of_somebody(), how).all()); }},
      {"rename group", kind::change, shape::resource, "groups",
       [](auto& c, auto& how) { return failure(c.groups().rename(group_id(id), "Compras", how)); }},
      {"remove group", kind::change, shape::nothing, "",
       [](auto& c, auto& how) { return failure(c.groups().remove(group_id(id), how)); }},
      {"add users to group", kind::creation, shape::nothing, "",
       [](auto& c, auto& how) { return failure(c.groups().add_users(group_id(id), {user_id(id)}, how)); }},
      {"remove users from group", kind::change, shape::nothing, "",
       [](auto& c, auto& how) { return failure(c.groups().remove_users(group_id(id), {user_id(id)}, how)); }},
      {"give group access to folder", kind::creation, shape::resource, "access_control_lists",
       [](auto& c, auto& how) { return failure(c.access_control_lists().create(folder_id(id), group_id(id), how)); }},
      {"take access to folder from group", kind::change, shape::nothing, "",
       [](auto& c, auto& how) { return failure(c.access_control_lists().remove(folder_id(id), group_id(id), how)); }},
  };
}

} // namespace rubrica_test
