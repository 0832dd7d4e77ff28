#include "sandbox/service/requirement_rules.hpp"

#include "clicksign/protocol/authentication_rules.hpp"
#include "clicksign/protocol/page_list.hpp"
#include "sandbox/formats/text.hpp"
#include "sandbox/records/files.hpp"
#include "sandbox/service/auto_signature.hpp"
#include "sandbox/service/links.hpp"

#include <rubrica/clicksign/position.hpp>

#include <algorithm>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

/// Whether the signer lacks the data that the authentication needs. INFERRED for the CPF: it is enough that it is asked for
/// while signing.
bool lacks_data(signer const& who, std::string const& auth) {
  clicksign::authentication_needs const needs = clicksign::needs_of(auth);
  return (needs.email && !who.email) || (needs.phone && !who.phone_number) || (needs.documentation && !who.has_documentation) ||
         (needs.host && who.signature_host.empty());
}

void check_auth(account_state const& service, envelope const& owner, requirement const& wanted, problem_list& problems) {
  signer const& who = *find_by_id(owner.signers, wanted.signer_id);
  if (wanted.value == "auto_signature" && !has_signed_term(service, who)) {
    problems.add(base_error("O signatário deve ter um termo assinado para a utilização da assinatura automática"));
    return;
  }
  auto const others = auths_of(owner, wanted.document_id, wanted.signer_id);
  bool const clash = std::any_of(others.begin(), others.end(),
                                 [&](std::string const& other) { return clicksign::exclude_each_other(wanted.value, other); });
  // INFERRED: the service refuses these, the texts are not recorded.
  if (clash || lacks_data(who, wanted.value)) problems.add(model_error("auth", "inválido"));
}

/// The name as it stands in the file: `position_sign_…`, without tilde and braces.
bool has_field(document const& file, std::string const& name) {
  auto const& all = file.position_fields;
  if (!is_sign_field(name)) return false;
  return file.may_hide_fields || std::find(all.begin(), all.end(), name) != all.end();
}

void check_rubric(document const& file, requirement const& wanted, problem_list& problems) {
  bool const by_pages = wanted.attributes.contains("pages");
  bool const by_field = wanted.attributes.contains("rubric_field");
  if (wanted.attributes.contains("positions")) return; // its form was checked, and it excludes the others
  if (by_pages == by_field) {
    problems.add(base_error("Deve informar 'pages' ou 'rubric_field'")); // INFERRED for both
  } else if (by_field && !has_field(file, wanted.value)) {
    problems.add(model_error("rubric_field", "não encontrado no documento")); // INFERRED form
  } else if (by_pages && is_blank(wanted.value)) {
    problems.add(model_error("pages", "não pode ficar em branco"));
  } else if (by_pages && !clicksign::is_page_list(wanted.value)) {
    problems.add(model_error("pages", "inválido"));
  }
}

std::string kind_of(requirement const& rubric) {
  return rubric.attributes.value("kind", std::string(clicksign::rubric_kind::initials.text));
}

bool names_field(requirement const& one) {
  return one.attributes.contains("rubric_field");
}

/// What a requirement must not have in common with another one of the pair: the value, and for rubrics also the kind. Several
/// fields of a file may be of one kind: that is debatable, but the only way to use them all.
void check_unique(envelope const& owner, requirement const& wanted, problem_list& problems) {
  auto const& beside = owner.requirements.of(wanted.document_id, wanted.signer_id);
  auto const any = [&](auto taken) {
    return std::any_of(beside.begin(), beside.end(),
                       [&](requirement const* one) { return one->action == wanted.action && taken(*one); });
  };
  if (any([&](requirement const& one) { return one.value == wanted.value; })) {
    problems.add(model_error(names_field(wanted) ? "rubric_field" : "action", "já está em uso"));
  } else if (wanted.action == "rubricate" && any([&](requirement const& one) {
               return kind_of(one) == kind_of(wanted) && !(names_field(one) && names_field(wanted));
             })) {
    problems.add(model_error("kind", "já está em uso")); // INFERRED text
  }
}

} // namespace

void check_requirement_model(account_state const& service, envelope const& owner, requirement const& wanted,
                             problem_list& problems) {
  check_unique(owner, wanted, problems);
  if (wanted.action == "provide_evidence") check_auth(service, owner, wanted, problems);
  if (wanted.action == "rubricate") check_rubric(*find_by_id(owner.documents, wanted.document_id), wanted, problems);
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
