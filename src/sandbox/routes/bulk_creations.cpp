#include "sandbox/service/bulk_creations.hpp"
#include "clicksign/protocol/wire.hpp"
#include "sandbox/formats/text.hpp"
#include "sandbox/routes/body.hpp"
#include "sandbox/routes/lookup.hpp"
#include "sandbox/routes/new_requirement.hpp"
#include "sandbox/routes/resources.hpp"
#include "sandbox/service/additions.hpp"

#include <rubrica/clicksign/authentication.hpp>

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr char const* root = "/data/attributes";

/// Two sources name one, one names the other (clicksign-rest §10.8).
char const* type_for(account_state const& service) {
  return (service.switches.bulk_creation_singular_type ? clicksign::wire::bulk_creation_other_type
                                                       : clicksign::wire::bulk_creation_type)
      .data(); // both are literals
}

void require_bulk_creations(account_state const& service) {
  if (service.switches.bulk_creation_forbidden) reject_state(no_such_feature);
  if (service.switches.bulk_creation_unavailable) throw rejection{feature_off_reply()};
}

json data_of(char const* of_type, json attributes) {
  return {{"type", of_type}, {"attributes", std::move(attributes)}};
}

json link(char const* to_type, std::string const& id) {
  return {{"data", {{"type", to_type}, {"id", id}}}};
}

/// Removes the member from the object and returns it; null when there is none.
json take(json& object, char const* name) {
  auto const found = object.find(name);
  if (found == object.end()) return nullptr;
  json value = std::move(*found);
  object.erase(found);
  return value;
}

std::string text_in(json const& object, char const* name) {
  auto const found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Builds the envelope of a bulk creation by the same rules as single creations. Errors of a part get the part's place in the
/// whole request.
class assembly {
public:
  explicit assembly(account_state& service) : service_(service) {}

  void add_envelope(json attributes) {
    std::string const where = std::string(root) + "/envelope";
    require_source(attributes, where);
    json metadata = take(attributes, "metadata");
    part(where, [&] { made_ = make_envelope(service_, data_of("envelopes", std::move(attributes))); });
    if (metadata.is_object()) made_->metadata = std::move(metadata);
  }

  void add_document(json const& attributes) {
    std::string const where = std::string(root) + "/document";
    if (service_.switches.bulk_creation_source_in_document) require_source(attributes, where);
    if (!fits_template(attributes, where)) return;
    part(where, [&] { document_ = sandbox::add_document(service_, *made_, data_of("documents", attributes)).id; });
  }

  void add_signer(json attributes, std::string const& where) {
    if (!attributes.is_object()) return schema(where, "signer deve ser um hash"); // INFERRED text
    json const requirements = take(attributes, "requirements");
    if (service_.switches.bulk_creation_refuses_group && attributes.contains("group")) {
      attributes.erase("group");
      schema(where + "/group", "group não está disponível");
    }
    std::string signer;
    part(where, [&] { signer = sandbox::add_signer(service_, *made_, data_of("signers", std::move(attributes))).id; });
    if (!has_both_kinds(requirements)) {
      return schema(where + "/requirements", "requirements deve ter agree e provide_evidence"); // INFERRED text
    }
    for (std::size_t i = 0; i < requirements.size(); ++i) {
      add_requirement(requirements[i], signer, where + "/requirements/" + std::to_string(i));
    }
  }

  /// The message of the notification.
  json read_notification(json const& attributes) {
    json message;
    part(std::string(root) + "/notifications",
         [&] { message = sandbox::read_notification(*made_, data_of("notifications", attributes), false); });
    return message;
  }

  void schema(std::string const& where, std::string const& detail) { schema_.add(schema_error(where, detail)); }

  /// The envelope; rejects with all errors.
  std::unique_ptr<envelope> take_envelope() {
    schema_.check();
    model_.check();
    return std::move(made_);
  }

private:
  void require_source(json const& attributes, std::string const& where) {
    auto const metadata = attributes.find("metadata");
    bool const named = metadata != attributes.end() && metadata->is_object() && !is_blank(text_in(*metadata, "source"));
    if (!named) schema(where + "/metadata/source", "source campo é obrigatório");
  }

  /// This route has its own texts for a document made from a template.
  bool fits_template(json const& attributes, std::string const& where) {
    auto const source = attributes.find("template");
    if (source == attributes.end() || !source->is_object()) return true;
    std::string const extension = extension_of(text_in(attributes, "filename"));
    bool const named = extension == ".doc" || extension == ".docx";
    if (!named) schema(where + "/filename", "filename deve ter formato válido (.doc ou .docx)");
    bool const filled = source->contains("data") && (*source)["data"].is_object();
    if (!filled) schema(where + "/template/data", "data deve ser um objeto");
    return named && filled;
  }

  static bool has_both_kinds(json const& requirements) {
    auto const has = [&](char const* action) {
      return std::any_of(requirements.begin(), requirements.end(),
                         [&](json const& one) { return one.is_object() && text_in(one, "action") == action; });
    };
    return requirements.is_array() && has("agree") && has("provide_evidence");
  }

  void add_requirement(json const& attributes, std::string const& signer, std::string const& where) {
    if (attributes.is_object() && text_in(attributes, "auth") == "presential") return refuse_presential(where);
    if (document_.empty() || signer.empty()) return; // nothing to attach it to; that was reported already
    json data = data_of("requirements", attributes);
    data["relationships"] = {{"document", link("documents", document_)}, {"signer", link("signers", signer)}};
    part(where, [&] { sandbox::add_requirement(service_, *made_, data, requirement_origin::creation); });
  }

  void refuse_presential(std::string const& where) {
    auto values = values_of<clicksign::authentication>();
    values.erase(std::remove(values.begin(), values.end(), "presential"), values.end());
    schema(where + "/auth", "auth deve estar em: " + joined(values)); // INFERRED text
  }

  template <class Act> void part(std::string const& where, Act act) {
    try {
      act();
    } catch (rejection const& refused) {
      bool const is_schema = refused.answer.status == 400;
      if (!is_schema && refused.answer.status != 422) throw;
      json const answer = json::parse(refused.answer.body);
      for (json error : answer["errors"]) {
        json& pointer = error["source"]["pointer"];
        std::string const told = pointer.is_string() ? pointer.get<std::string>() : std::string();
        pointer = told.rfind(root, 0) == 0 ? where + told.substr(std::string(root).size()) : where;
        (is_schema ? schema_ : model_).add(std::move(error));
      }
    }
  }

  account_state& service_;
  problem_list schema_{400};
  problem_list model_{422};
  std::unique_ptr<envelope> made_ = std::make_unique<envelope>(); ///< replaces an envelope that is itself invalid
  std::string document_;
};

void add_signers(assembly& whole, json const* signers) {
  std::string const where = std::string(root) + "/signers";
  if (signers == nullptr) return whole.schema(where, "signers deve ser informado(a)");
  if (!signers->is_array() || signers->empty()) return whole.schema(where, "signers deve ser um array"); // INFERRED text
  for (std::size_t i = 0; i < signers->size(); ++i) whole.add_signer((*signers)[i], where + '/' + std::to_string(i));
}

/// What the sources disagree on (clicksign-rest §10.8).
json answer_of(account_state& service, std::string const& envelope_id, std::string const& status, instant enqueued) {
  if (service.switches.bulk_creation_tells_envelope) {
    return {{"id", envelope_id}, {"type", type_for(service)}, {"attributes", {{"envelope_id", envelope_id}, {"status", status}}}};
  }
  return {{"id", service.ids.uuid()},
          {"type", type_for(service)},
          {"attributes", {{"job_id", service.ids.hex(24)}, {"enqueued_at", iso_text(enqueued)}}}};
}

reply create_bulk_creation(call& request) {
  account_state& service = request.service;
  require_bulk_creations(service);
  json const& data = request.body["data"];
  resource_body body(data, type_for(service));
  body.attributes.object("envelope", presence::required);
  body.attributes.object("document", presence::required);
  json const* signers = body.attributes.anything("signers");
  bool const notifies = body.attributes.object("notifications").has_value();
  body.check();

  json const& attributes = data["attributes"];
  assembly whole(service);
  whole.add_envelope(attributes["envelope"]);
  whole.add_document(attributes["document"]);
  add_signers(whole, signers);
  json message = notifies ? whole.read_notification(attributes["notifications"]) : json();
  bulk_creation job{service.now(), whole.take_envelope(), notifies, std::move(message)};
  instant const enqueued = job.enqueued;
  std::string const id = job.made->id;
  if (service.switches.bulk_creation_at_once) {
    finish_bulk_creation(service, std::move(job), enqueued);
  } else {
    service.bulk_creations.push_back(std::move(job));
  }
  envelope const* const made = service.envelopes.find(id);
  return data_reply(201, answer_of(service, id, made == nullptr ? "draft" : made->status, enqueued));
}

constexpr route bulk_creation_table[] = {
    {"POST", "/envelope_bulk_creations", create_bulk_creation, "data", {}, holds_file},
};

} // namespace

route_table const bulk_creation_routes(bulk_creation_table);

} // namespace sandbox
RUBRICA_END_NAMESPACE
