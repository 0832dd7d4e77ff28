#include "clicksign/protocol/wire.hpp"
#include "sandbox/formats/bytes.hpp"
#include "sandbox/formats/docx.hpp"
#include "sandbox/formats/text.hpp"
#include "sandbox/limits.hpp"
#include "sandbox/records/files.hpp"
#include "sandbox/routes/body.hpp"
#include "sandbox/routes/lookup.hpp"
#include "sandbox/routes/pages.hpp"
#include "sandbox/routes/resources.hpp"
#include "sandbox/service/additions.hpp"
#include "sandbox/service/events.hpp"
#include "sandbox/service/lifecycle.hpp"
#include "sandbox/service/templates.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr std::size_t largest_file = clicksign::wire::largest_file;
constexpr std::size_t largest_envelope = clicksign::wire::largest_envelope;
constexpr char const* too_large = "deve ser menor ou igual à 10 MB";

/// The source of a new document's bytes: one of three.
struct document_source {
  std::optional<data_uri> upload;
  json const* source_template = nullptr;
  std::string template_key;
  std::string duplicate_key;
};

void read_template(fields& attributes, json const& all, document_source& source) {
  auto nested = attributes.object("template");
  if (!nested) return;
  source.source_template = &all["template"];
  if (std::string const* key = nested->text("key", presence::required)) source.template_key = *key;
  nested->object("data", presence::required);
  nested->close();
}

void read_duplicate(fields& attributes, document_source& source) {
  auto nested = attributes.object("duplicate");
  if (!nested) return;
  if (std::string const* key = nested->text("key", presence::required)) source.duplicate_key = *key;
  nested->close();
}

void read_upload(fields& attributes, document_source& source) {
  std::string const* content = attributes.text("content_base64", presence::required);
  if (content == nullptr) return;
  source.upload = read_data_uri(*content);
  if (source.upload) return;
  attributes.add("content_base64", not_a_data_uri);
}

document_source read_source(fields& attributes, json const& all) {
  document_source source;
  bool const from_template = attributes.has("template") && !attributes.is_null("template");
  bool const duplicates = attributes.has("duplicate") && !attributes.is_null("duplicate");
  attributes.known("template");
  attributes.known("duplicate");
  if (from_template) {
    read_template(attributes, all, source);
    // INFERRED: only one source at a time; how the service refuses two is not recorded.
    if (duplicates) attributes.add("duplicate", "duplicate não está disponível");
  } else if (duplicates) {
    read_duplicate(attributes, source);
  } else {
    read_upload(attributes, source);
  }
  return source;
}

void check_filename(fields& attributes, std::string const& filename, bool from_template) {
  std::string const extension = extension_of(filename);
  bool const fits =
      from_template ? extension == clicksign::wire::template_document_extension : !media_type_of_extension(extension).empty();
  if (!fits || filename.find_first_of("/\\") != std::string::npos) attributes.wrong_format("filename");
}

std::size_t bytes_in(envelope const& one) {
  std::size_t sum = 0;
  for (auto const& each : one.documents) sum += each->original == nullptr ? 0 : each->original->size();
  return sum;
}

void check_content(data_uri const& upload, problem_list& problems) {
  std::size_t const size = upload.bytes.size();
  if (size == 0) {
    problems.add(model_error("content", "não pode ficar em branco"));
    problems.add(model_error("content", "deve ser maior ou igual à 1 byte"));
  }
  // INFERRED texts: the answers above the limits are not recorded.
  if (!is_upload_type(upload.media_type)) problems.add(model_error("content_type", "não está incluído na lista"));
  if (size > largest_file) problems.add(model_error("content", too_large));
}

/// A finished document of any envelope.
document const& duplicated(account_state& service, std::string const& id) {
  envelope const* const owner = service.envelopes.of_document(id);
  if (owner == nullptr) reject_unknown(id);
  document const& found = *find_by_id(owner->documents, id);
  if (found.status != "closed") reject(422, model_error("duplicate", "inválido")); // INFERRED text
  return found;
}

/// The names of the signature positions in a file that somebody sends, with or without the tilde of a template.
std::vector<std::string> position_fields_of(data_uri const& upload) {
  std::optional<docx> const word =
      upload.media_type == media_type_of_extension(".docx") ? docx::read(upload.bytes) : std::nullopt;
  if (!word) return sign_fields(upload.bytes);
  std::vector<std::string> names = word->positions();
  for (std::string& name : word->variables()) {
    bool const known = std::find(names.begin(), names.end(), name) != names.end();
    if (is_sign_field(name) && !known) names.push_back(std::move(name));
  }
  return names;
}

/// INFERRED: "any JSON object" is all that is documented, so that anything else is refused as other objects are; null is as
/// absent as elsewhere.
json const* read_metadata(fields& attributes) {
  static constexpr char const* name = "metadata";
  return attributes.object(name) ? attributes.anything(name) : nullptr;
}

/// The caller's metadata with the names of the signature positions in the file, which the service adds.
json server_metadata(json const* given, document const& of) {
  json metadata = given == nullptr ? json::object() : *given;
  if (metadata.dump().size() > limits::largest_metadata) {
    reject(422, model_error("metadata", "deve ser menor ou igual à 64 KB")); // INFERRED
  }
  if (!metadata.contains("position_sign_fields")) {
    metadata["position_sign_fields"] = of.position_fields;
  }
  return metadata;
}

/// Gives the document its bytes and the names of the signature positions in them.
void take_content(account_state& service, document_source source, document& made) {
  if (source.source_template != nullptr) {
    require_templates(service);
    filled_template filled = fill(find_template(service, source.template_key), source.source_template->at("data"));
    made.source_template = *source.source_template;
    made.original = std::move(filled.file);
    made.position_fields = std::move(filled.position_fields);
    return;
  }
  if (!source.duplicate_key.empty()) {
    document const& from = duplicated(service, source.duplicate_key);
    made.original = from.original;
    made.position_fields = from.position_fields;
    made.may_hide_fields = from.may_hide_fields;
  }
  if (!source.upload) return;
  problem_list model(422);
  check_content(*source.upload, model);
  model.check();
  made.position_fields = position_fields_of(*source.upload);
  made.may_hide_fields = hides_text(source.upload->bytes);
  made.original = std::make_shared<std::string const>(std::move(source.upload->bytes));
}

void record_creation(account_state& service, envelope const& owner, document& made) {
  record(service, owner, made, "upload", upload_data(service, owner), made.created_at, audience::history);
  if (!owner.block_after_refusal) return;
  json data = user_and_account(service);
  data["block_after_refusal"] = true;
  record(service, owner, made, "update_block_after_refusal", std::move(data), made.created_at, audience::history);
}

} // namespace

document& add_document(account_state& service, envelope& owner, json const& data) {
  resource_body body(data, "documents");
  fields& attributes = body.attributes;
  std::string const* filename = attributes.text("filename", presence::required);
  json const no_attributes = json::object();
  bool const usable = data.contains("attributes") && data["attributes"].is_object();
  document_source source = read_source(attributes, usable ? data["attributes"] : no_attributes);
  if (filename != nullptr) check_filename(attributes, *filename, source.source_template != nullptr);
  json const* metadata = read_metadata(attributes);
  body.check();
  require_draft(owner);
  require_room(owner.documents.size(), limits::most_documents, "documentos");

  auto made = std::make_unique<document>();
  take_content(service, std::move(source), *made);
  if (made->original->size() > largest_file) reject(422, model_error("content", too_large)); // a filled template is larger
  if (bytes_in(owner) + made->original->size() > largest_envelope) {
    reject(422, model_error("content", "o envelope deve ser menor ou igual à 100 MB")); // INFERRED text
  }
  made->id = service.ids.uuid();
  made->filename = *filename;
  made->metadata = server_metadata(metadata, *made);
  made->created_at = service.now();
  made->updated_at = made->created_at;
  owner.updated_at = made->created_at;
  owner.documents.push_back(std::move(made));
  service.envelopes.joined(owner, *owner.documents.back());
  record_creation(service, owner, *owner.documents.back());
  return *owner.documents.back();
}

namespace {

reply create_document(call& request) {
  envelope& owner = envelope_of(request);
  document const& made = add_document(request.service, owner, request.body["data"]);
  return data_reply(201, document_resource(request.service, owner, made));
}

reply list_documents(call& request) {
  envelope const& owner = envelope_of(request);
  list_query const query(request, {"status", "filename"});
  std::vector<document const*> rows;
  for (auto const& one : owner.documents) {
    if (query.accepts("status", one->status) && query.accepts_whole("filename", one->filename)) rows.push_back(one.get());
  }
  auto const row = [&](std::size_t i) { return document_resource(request.service, owner, *rows[i]); };
  return page_reply(request, query, rows.size(), row, request.path);
}

reply show_document(call& request) {
  envelope& owner = envelope_of(request);
  return data_reply(200, document_resource(request.service, owner, document_of(request, owner)));
}

reply update_document(call& request) {
  envelope& owner = envelope_of(request);
  document& target = document_of(request, owner);
  resource_body body(request.body["data"], "documents", target.id);
  std::string const* status = body.attributes.one_of("status", {"canceled", "closed"});
  bool const has_metadata = body.attributes.has("metadata");
  json const* metadata = read_metadata(body.attributes);
  body.check();
  if (status != nullptr && target.status != "running") {
    reject(422, model_error("status", "documento não pode ser cancelado"));
  }
  if (has_metadata) target.metadata = server_metadata(metadata, target);
  target.updated_at = request.service.now();
  if (status != nullptr) (*status == "closed" ? close_by_hand : cancel)(request.service, owner, target);
  return data_reply(200, document_resource(request.service, owner, target));
}

reply remove_document(call& request) {
  envelope& owner = envelope_of(request);
  document const& gone = document_of(request, owner);
  std::string const id = gone.id;
  require_draft(owner);
  request.service.envelopes.left(owner, gone);
  owner.requirements.erase_if([&](requirement const& one) { return one.document_id == id; });
  auto& all = owner.documents;
  all.erase(std::remove_if(all.begin(), all.end(), [&](auto const& one) { return one->id == id; }), all.end());
  return empty_reply();
}

constexpr route document_table[] = {
    {"POST", "/envelopes/*/documents", create_document, "data", {}, holds_file | adds_records},
    {"GET", "/envelopes/*/documents", list_documents},
    {"GET", "/envelopes/*/documents/*", show_document},
    {"PATCH", "/envelopes/*/documents/*", update_document, "data"},
    {"DELETE", "/envelopes/*/documents/*", remove_document},
};

} // namespace

route_table const document_routes(document_table);

} // namespace sandbox
RUBRICA_END_NAMESPACE
