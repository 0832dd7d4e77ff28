#include "sandbox/service/links.hpp"

#include "sandbox/formats/bytes.hpp"
#include "sandbox/formats/text.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

std::vector<requirement const*> roles_of(envelope const& owner, std::string const& document_id, std::string const& signer_id) {
  std::vector<requirement const*> roles;
  for (requirement const* one : owner.requirements.of(document_id, signer_id)) {
    if (one->action == "agree") roles.push_back(one);
  }
  return roles;
}

std::vector<std::string> auths_of(envelope const& owner, std::string const& document_id, std::string const& signer_id) {
  std::vector<std::string> auths;
  for (requirement const* one : owner.requirements.of(document_id, signer_id)) {
    if (one->action == "provide_evidence") auths.push_back(one->value);
  }
  return auths;
}

bool linked(envelope const& owner, std::string const& document_id, std::string const& signer_id) {
  auto const& all = owner.requirements.of(document_id, signer_id);
  return std::any_of(all.begin(), all.end(), [](requirement const* one) { return one->action == "agree"; });
}

bool has_signed(signer const& who, std::string const& document_id) {
  return std::find(who.signed_documents.begin(), who.signed_documents.end(), document_id) != who.signed_documents.end();
}

bool is_pending(envelope const& owner, signer const& who) {
  return std::any_of(owner.documents.begin(), owner.documents.end(), [&](auto const& one) {
    return one->status == "running" && linked(owner, one->id, who.id) && !has_signed(who, one->id);
  });
}

bool paused(envelope const& owner) {
  return owner.block_after_refusal &&
         std::any_of(owner.signers.begin(), owner.signers.end(), [](auto const& who) { return who->refused; });
}

std::int64_t active_group(envelope const& owner) {
  std::int64_t lowest = 0;
  for (auto const& who : owner.signers) {
    // With block_after_refusal off the others go on without the signer who refused.
    if (who->refused || !is_pending(owner, *who)) continue;
    if (lowest == 0 || who->group < lowest) lowest = who->group;
  }
  return lowest;
}

std::string signing_link(account_state const& service, signer const& who) {
  return service.api_origin + "/notarial/widget/signatures/" + who.id + "/redirect";
}

std::size_t signatures_on(envelope const& owner, document const& target) {
  return static_cast<std::size_t>(
      std::count_if(owner.signers.begin(), owner.signers.end(), [&](auto const& who) { return has_signed(*who, target.id); }));
}

json event_signer(account_state const& service, envelope const& owner, document const& target, signer const& who,
                  requirement const& role, signer_detail detail) {
  auto const auths = auths_of(owner, target.id, who.id);
  auto const enabled = [&](char const* auth) { return std::find(auths.begin(), auths.end(), auth) != auths.end(); };
  json out = {{"sign_as", role.value}, {"list_key", role.list_key}};
  if (detail == signer_detail::added) out["requested_seal_pages"] = json();
  out["key"] = who.id;
  out["email"] = or_null(who.email);
  out["name"] = who.name;
  out["birthday"] = or_null(who.birthday);
  out["created_at"] = iso_text(who.created_at);
  out["documentation"] = or_null(who.documentation);
  out["has_documentation"] = who.has_documentation;
  out["auths"] = auths;
  out["selfie_enabled"] = enabled("selfie");
  out["handwritten_enabled"] = enabled("handwritten");
  out["official_document_enabled"] = enabled("official_document");
  out["liveness_enabled"] = enabled("liveness");
  out["facial_biometrics_enabled"] = enabled("facial_biometrics");
  out["communicate_by"] = who.communicate_events.value("signature_request", "email");
  out["phone_number"] = or_null(who.phone_number);
  out["phone_number_hash"] = who.phone_number ? json(sha256_hex(*who.phone_number)) : json();
  out["federal_data_validation"] = json();
  out["url"] = signing_link(service, who);
  if (detail == signer_detail::signed_now) {
    out["address"] = "127.0.0.1";
    out["latitude"] = json();
    out["longitude"] = json();
  }
  return out;
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
