#include "sandbox/requirement_rules.hpp"

#include "sandbox/auto_signature.hpp"
#include "sandbox/links.hpp"
#include "sandbox/text.hpp"

#include <algorithm>
#include <initializer_list>

namespace rubrica { inline namespace v0_1 { namespace sandbox {
namespace {

bool is_in(std::string const& value, std::initializer_list<char const*> values) {
  return std::any_of(values.begin(), values.end(), [&](char const* one) { return value == one; });
}

/// Whether `one` cannot stand beside `other`, told once for each pair (clicksign-v3 §8.2).
bool excludes(std::string const& one, std::string const& other) {
  if (is_in(one, {"email", "sms", "whatsapp"})) return is_in(other, {"email", "sms", "whatsapp", "pix"});
  if (one == "facial_biometrics") return is_in(other, {"official_document", "liveness", "selfie"});
  if (one == "identity_biometrics") {
    return is_in(other, {"biometric", "facial_biometrics", "official_document", "liveness", "selfie"});
  }
  if (one == "biometric") return is_in(other, {"official_document", "liveness", "selfie"});
  if (one == "presential") return is_in(other, {"icp_brasil", "auto_signature"});
  return one == "auto_signature";
}

bool lacks_contact(signer const& who, std::string const& auth) {
  if (auth == "email") return !who.email;
  if (is_in(auth, {"sms", "whatsapp"})) return !who.phone_number;
  if (is_in(auth, {"pix", "biometric", "identity_biometrics"})) return !who.has_documentation;
  return auth == "presential" && who.signature_host.empty();
}

void check_auth(world const& service, envelope const& owner, requirement const& wanted, problem_list& problems) {
  signer const& who = *find_by_id(owner.signers, wanted.signer_id);
  if (wanted.value == "auto_signature" && !has_signed_term(service, who)) {
    problems.add(base_error("O signatário deve ter um termo assinado para a utilização da assinatura automática"));
    return;
  }
  auto const others = auths_of(owner, wanted.document_id, wanted.signer_id);
  bool const clash = std::any_of(others.begin(), others.end(), [&](std::string const& other) {
    return other != wanted.value && (excludes(wanted.value, other) || excludes(other, wanted.value));
  });
  // INFERRED: the service refuses these, the texts are not recorded.
  if (clash || lacks_contact(who, wanted.value)) problems.add(model_error("auth", "inválido"));
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

std::array<char const*, 72> const role_values{"account_holder",
                                              "accountant",
                                              "administrator",
                                              "approve",
                                              "associate",
                                              "attorney",
                                              "bailee",
                                              "borrower",
                                              "broker",
                                              "building_manager",
                                              "buyer",
                                              "co_responsible",
                                              "collateral_provider",
                                              "comforter",
                                              "consented",
                                              "consenting",
                                              "consenting_intervenor",
                                              "consignee",
                                              "contractee",
                                              "contractor",
                                              "creditor",
                                              "debtor",
                                              "director",
                                              "distracted",
                                              "distracting",
                                              "employee",
                                              "employer",
                                              "endorsee",
                                              "endorser",
                                              "franchisee",
                                              "franchisor",
                                              "grantee",
                                              "grantor",
                                              "guarantor",
                                              "guarantor_spouse",
                                              "insurance_broker",
                                              "insured",
                                              "intermediary",
                                              "intervening",
                                              "intervening_guarantor",
                                              "issuer",
                                              "joint_debtor",
                                              "lawyer",
                                              "legal_guardian",
                                              "legal_representative",
                                              "lender",
                                              "lessee",
                                              "lessor",
                                              "licensed",
                                              "licensor",
                                              "manager",
                                              "owner",
                                              "partner",
                                              "party",
                                              "pledged",
                                              "president",
                                              "ratify",
                                              "real_estate_broker",
                                              "receipt",
                                              "resident",
                                              "secretary",
                                              "secured",
                                              "seller",
                                              "service_provider",
                                              "sign",
                                              "surety",
                                              "surveyor",
                                              "transferee",
                                              "transferor",
                                              "treasurer",
                                              "validator",
                                              "witness"};

void check_requirement_model(world const& service, envelope const& owner, requirement const& wanted, problem_list& problems) {
  bool const taken =
      std::any_of(owner.requirements.begin(), owner.requirements.end(), [&](auto const& one) { return same(*one, wanted); });
  if (taken) {
    bool const by_tag = wanted.action == "rubricate" && !wanted.attributes.contains("pages");
    problems.add(model_error(by_tag ? "rubric_field" : "action", "já está em uso"));
  }
  if (wanted.action == "provide_evidence") check_auth(service, owner, wanted, problems);
  if (wanted.action == "rubricate") check_rubric(wanted, problems);
}

}}} // namespace rubrica::v0_1::sandbox
