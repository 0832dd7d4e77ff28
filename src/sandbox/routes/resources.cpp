#include "sandbox/routes/resources.hpp"

#include "sandbox/accounts/storage.hpp"
#include "sandbox/formats/text.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

std::string envelope_url(account_state const& service, envelope const& one) {
  return service.api_origin + "/api/v3/envelopes/" + one.id;
}

json relationship_links(std::string const& base, std::string const& name) {
  return {{"links", {{"self", base + "/relationships/" + name}, {"related", base + "/" + name}}}};
}

/// The path of the folder: the names of the folders that contain it.
std::string path_of(account_state const& service, folder const& one) {
  std::string path;
  for (folder const* at = service.folders.find(one.parent_id); at != nullptr; at = service.folders.find(at->parent_id)) {
    path.insert(0, "/" + at->name);
  }
  return path;
}

} // namespace

json envelope_resource(account_state const& service, envelope const& one) {
  std::string const url = envelope_url(service, one);
  json relationships = json::object();
  for (char const* name : {"folder", "documents", "signers", "requirements"}) {
    relationships[name] = relationship_links(url, name);
  }
  return {{"id", one.id},
          {"type", "envelopes"},
          {"links", {{"self", url}}},
          {"attributes",
           {{"name", one.name},
            {"status", one.status},
            {"deadline_at", iso_text(one.deadline)},
            {"locale", one.locale},
            {"auto_close", one.auto_close},
            {"rubric_enabled", true},
            {"remind_interval", one.remind_interval},
            {"block_after_refusal", one.block_after_refusal},
            {"deadline_partial_signature_action", one.deadline_partial_signature_action},
            {"default_subject", one.default_subject},
            {"default_message", one.default_message},
            {"metadata", one.metadata},
            {"migrated", false},
            {"created", iso_text(one.created_at)},
            {"modified", iso_text(one.updated_at)}}},
          {"relationships", relationships}};
}

json folder_resource(account_state const& service, folder const& one) {
  return {{"id", one.id},
          {"type", "folders"},
          {"links", {{"self", service.api_origin + "/api/v3/folders/" + one.id}}},
          {"attributes",
           {{"name", one.name},
            {"path", path_of(service, one)},
            {"in_root", one.parent_id.empty()},
            {"created", iso_text(one.created_at)},
            {"modified", iso_text(one.updated_at)}}}};
}

json document_resource(account_state const& service, envelope const& owner, document const& one) {
  json files = json::object();
  for (file_kind kind : {file_kind::original, file_kind::signed_one, file_kind::ziped}) {
    std::string const link = file_link(service, owner, one, kind);
    if (!link.empty()) files[name_of(kind)] = link;
  }
  return {{"id", one.id},
          {"type", "documents"},
          {"links", {{"self", envelope_url(service, owner) + "/documents/" + one.id}, {"files", files}}},
          {"attributes",
           {{"status", one.status},
            {"filename", one.filename},
            {"template", one.source_template},
            {"metadata", one.metadata},
            {"migrated", false},
            {"created", iso_text(one.created_at)},
            {"modified", iso_text(one.updated_at)}}}};
}

json signer_resource(account_state const& service, envelope const& owner, signer const& one) {
  return {{"id", one.id},
          {"type", "signers"},
          {"links", {{"self", envelope_url(service, owner) + "/signers/" + one.id}}},
          {"attributes",
           {{"name", one.name},
            {"birthday", or_null(one.birthday)},
            {"email", or_null(one.email)},
            {"phone_number", or_null(one.phone_number)},
            {"location_required_enabled", one.location_required},
            {"has_documentation", one.has_documentation},
            {"documentation", or_null(one.documentation)},
            {"refusable", one.refusable},
            {"group", one.group},
            {"communicate_events", one.communicate_events},
            {"signature_host", one.signature_host},
            {"created", iso_text(one.created_at)},
            {"modified", iso_text(one.updated_at)}}}};
}

json requirement_resource(account_state const& service, envelope const& owner, requirement const& one) {
  json attributes = one.attributes;
  attributes["created"] = iso_text(one.created_at);
  attributes["modified"] = iso_text(one.updated_at);
  return {{"id", one.id},
          {"type", "requirements"},
          {"links", {{"self", envelope_url(service, owner) + "/requirements/" + one.id}}},
          {"attributes", attributes}};
}

json event_resource(event const& one) {
  return {{"id", one.id},
          {"type", "events"},
          {"attributes", {{"name", one.name}, {"data", one.data}, {"created", iso_text(one.created_at)}}}};
}

reply data_reply(int status, json resource) {
  return json_reply(status, {{"data", std::move(resource)}});
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
