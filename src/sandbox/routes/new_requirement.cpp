#include "sandbox/routes/new_requirement.hpp"

#include "sandbox/limits.hpp"
#include "sandbox/routes/body.hpp"
#include "sandbox/routes/lookup.hpp"
#include "sandbox/service/requirement_rules.hpp"

#include <rubrica/clicksign/position.hpp>
#include <rubrica/clicksign/requirement.hpp>

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

void read_agree(fields& attributes, requirement& made) {
  std::string const* role = attributes.one_of_set<clicksign::role>("role", presence::required);
  if (role == nullptr) return;
  made.value = *role;
  made.attributes = {{"action", "agree"}, {"role", *role}, {"rubric_pages", json()}};
}

void read_evidence(fields& attributes, requirement& made) {
  std::string const* auth = attributes.one_of_set<clicksign::authentication>("auth", presence::required);
  if (auth == nullptr) return;
  made.value = *auth;
  made.attributes = {{"action", "provide_evidence"}, {"auth", *auth}};
}

/// A page number as text, and two parts of the page's size.
bool is_position(json const& item) {
  auto const is_part = [](json const& one) { return one.is_number() && one.get<double>() >= 0 && one.get<double>() <= 1; };
  if (!item.is_object() || item.size() != 2 || !item.contains("page") || !item.contains("position")) return false;
  auto const* page = item["page"].get_ptr<std::string const*>();
  json const& at = item["position"];
  bool const numbered =
      page != nullptr && !page->empty() && page->front() != '0' && page->find_first_not_of("0123456789") == std::string::npos;
  return numbered && at.is_array() && at.size() == 2 && is_part(at[0]) && is_part(at[1]);
}

/// The places of a rubric; every problem with them is told at the member itself (clicksign-rest §8.6).
json const* read_positions(fields& attributes) {
  static constexpr char const* name = "positions";
  json const* positions = attributes.anything(name);
  if (positions == nullptr) return nullptr;
  auto const given = [&](char const* other) { return attributes.has(other) && !attributes.is_null(other); };
  if (given("pages") || given("rubric_field")) {
    attributes.add(name, "positions não pode ser enviado com pages ou rubric_field"); // INFERRED text
    return nullptr;
  }
  bool const fits =
      positions->is_array() && !positions->empty() && std::all_of(positions->begin(), positions->end(), is_position);
  if (fits) return positions;
  attributes.wrong_format(name); // INFERRED text
  return nullptr;
}

void read_rubric(fields& attributes, requirement& made) {
  made.attributes = {{"action", "rubricate"}};
  std::string const* pages = attributes.text("pages");
  std::string const* tag = attributes.text("rubric_field");
  json const* positions = read_positions(attributes);
  std::string const* kind = attributes.one_of_set<clicksign::rubric_kind>("kind");
  if (pages != nullptr) made.attributes["pages"] = *pages;
  if (kind != nullptr) made.attributes["kind"] = *kind;
  if (tag != nullptr) made.attributes["rubric_field"] = *tag;
  if (positions != nullptr) {
    made.attributes["positions"] = *positions;
    made.attributes["kind"] = kind == nullptr ? std::string(clicksign::rubric_kind::initials.text) : *kind;
    made.value = positions->dump();
  }
  if (tag != nullptr) made.value = *tag;
  if (pages != nullptr) made.value = *pages;
}

void read_attributes(fields& attributes, requirement& made) {
  std::string const* action = attributes.one_of_set<clicksign::requirement_action>("action", presence::required);
  if (action == nullptr) {
    // Without a known action it is unclear which of these belong to it.
    for (char const* name : {"role", "auth", "pages", "kind", "rubric_field", "positions"}) attributes.known(name);
    return;
  }
  made.action = *action;
  if (*action == "agree") {
    read_agree(attributes, made);
  } else if (*action == "provide_evidence") {
    read_evidence(attributes, made);
  } else {
    read_rubric(attributes, made);
  }
}

void check_parties(envelope const& owner, requirement const& made) {
  problem_list problems(400);
  if (find_by_id(owner.documents, made.document_id) == nullptr) {
    problems.add(schema_error("/data/relationships/document", "Documento " + made.document_id + " não encontrado no envelope"));
  }
  if (find_by_id(owner.signers, made.signer_id) == nullptr) {
    problems.add(schema_error("/data/relationships/signer",
                              "Signatário " + made.signer_id + " não encontrado no envelope")); // INFERRED twin
  }
  problems.check();
}

void check_processed(account_state const& service, document const& target, requirement const& made) {
  if (service.now() >= target.created_at + service.options.document_ready_after) return;
  // The double space is the service's own.
  bool const by_tag = made.attributes.contains("rubric_field");
  reject(422,
         controller_error(by_tag ? "As coordenadas da manuscrita posicionada ainda estão sendo processadas. Aguarde e tente  "
                                   "novamente"
                                 : "documento não está disponível"));
}

} // namespace

requirement& add_requirement(account_state& service, envelope& owner, json const& data, requirement_origin from) {
  auto made = std::make_unique<requirement>();
  resource_body body(data, "requirements");
  read_attributes(body.attributes, *made);
  std::string const* document_id = body.relationship("document", "documents", presence::required);
  std::string const* signer_id = body.relationship("signer", "signers", presence::required);
  body.check();
  if (from == requirement_origin::request) require_draft_for_requirements(owner);
  made->document_id = *document_id;
  made->signer_id = *signer_id;
  check_parties(owner, *made);
  if (from != requirement_origin::creation) check_processed(service, *find_by_id(owner.documents, made->document_id), *made);
  require_room(owner.requirements.size(), limits::most_requirements, "requisitos");
  problem_list model(422);
  check_requirement_model(service, owner, *made, model);
  model.check();

  made->id = service.ids.uuid();
  made->list_key = service.ids.uuid();
  made->created_at = service.now();
  made->updated_at = made->created_at;
  owner.updated_at = made->created_at;
  return owner.requirements.add(std::move(made));
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
