#include "sandbox/service/requirement_rules.hpp"

#include "clicksign/protocol/authentication_rules.hpp"
#include "sandbox/formats/text.hpp"
#include "sandbox/service/auto_signature.hpp"
#include "sandbox/service/links.hpp"

#include <algorithm>

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

/// `all`, or page numbers separated by commas; ranges are refused.
bool is_page_list(std::string const& pages) {
  if (pages == "all") return true;
  return pages.find_first_not_of("0123456789, ") == std::string::npos && pages.find_first_of("0123456789") != std::string::npos;
}

void check_rubric(requirement const& wanted, problem_list& problems) {
  bool const by_pages = wanted.attributes.contains("pages");
  if (!by_pages && !wanted.attributes.contains("rubric_field")) {
    problems.add(base_error("Deve informar 'pages' ou 'rubric_field'"));
  } else if (by_pages && is_blank(wanted.value)) {
    problems.add(model_error("pages", "não pode ficar em branco"));
  } else if (by_pages && !is_page_list(wanted.value)) {
    problems.add(model_error("pages", "inválido"));
  }
}

bool same(requirement const& a, requirement const& b) {
  return a.action == b.action && a.document_id == b.document_id && a.signer_id == b.signer_id && a.value == b.value;
}

} // namespace

void check_requirement_model(account_state const& service, envelope const& owner, requirement const& wanted,
                             problem_list& problems) {
  bool const taken =
      std::any_of(owner.requirements.begin(), owner.requirements.end(), [&](auto const& one) { return same(*one, wanted); });
  if (taken) {
    bool const by_tag = wanted.action == "rubricate" && !wanted.attributes.contains("pages");
    problems.add(model_error(by_tag ? "rubric_field" : "action", "já está em uso"));
  }
  if (wanted.action == "provide_evidence") check_auth(service, owner, wanted, problems);
  if (wanted.action == "rubricate") check_rubric(wanted, problems);
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
