#include "sandbox/service/auto_signature.hpp"

#include "sandbox/service/lifecycle.hpp"
#include "sandbox/service/links.hpp"
#include "sandbox/service/refused_by.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

bool signs_by_himself(envelope const& owner, signer const& who) {
  // A pair without an authentication of its own is signed with that of another document.
  bool asked = false;
  for (auto const& target : owner.documents) {
    if (!linked(owner, target->id, who.id)) continue;
    auto const auths = auths_of(owner, target->id, who.id);
    if (!auths.empty() && auths != std::vector<std::string>{"auto_signature"}) return false;
    asked = asked || !auths.empty();
  }
  return asked;
}

} // namespace

bool has_signed_term(account_state const& service, signer const& who) {
  if (!who.documentation) return false;
  auto const [begin, end] = service.auto_signature_terms_by_cpf.equal_range(*who.documentation);
  return std::any_of(begin, end, [&](auto const& entry) {
    auto_signature_term const& term = *entry.second;
    return term.is_signed && term.name == who.name && who.email == term.email && who.birthday == term.birthday;
  });
}

result<void> sign_auto_signature_term(account_state& service, std::string const& id) {
  catch_up(service);
  auto_signature_term* const one = find_by_id(service.auto_signature_terms, id);
  if (one == nullptr) return make_error(errc::not_found, "no such auto-signature term");
  if (one->is_signed) return refused_by("term_already_signed", "the term is signed already");
  one->is_signed = true;
  one->updated_at = service.now();
  return {};
}

void offer_auto_signatures(account_state& service, envelope& owner, schedule& next) {
  if (!owner.running()) return;
  for (auto const& who : owner.signers) {
    if (!signs_by_himself(owner, *who) || page_obstacle(owner, *who)) continue;
    // The last change of the envelope is never before the beginning of the signer's turn.
    instant const at = owner.updated_at;
    next.offer(at, [&service, &owner, one = who.get(), at] { sign_all(service, owner, *one, at); });
  }
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
