#include "signing/signed_file/signature_check.hpp"

#include "signing/signed_file/certificate.hpp"
#include "signing/signed_file/certificate_chain.hpp"
#include "signing/signed_file/cms_message.hpp"
#include "signing/signed_file/time_stamp.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

void refuse(pdf_signature& signature, signature_verdict verdict, std::string_view reason) {
  signature.verdict = verdict;
  signature.reason = reason;
}

/// Whether it can be looked at any further.
bool is_usable(cms_message const& message, pdf_signature& out) {
  if (message.certificate != nullptr) out.certificate = describe_certificate(message.certificate);
  if (message.digest != nullptr) out.digest = name_of(message.digest);
  if (!message.flaw.empty()) return refuse(out, signature_verdict::broken, message.flaw), false;
  if (!message.unsupported.empty()) return refuse(out, signature_verdict::unsupported, message.unsupported), false;
  return true;
}

std::optional<instant> claimed_time(cms_message const& message) {
  for (int const type : {V_ASN1_UTCTIME, V_ASN1_GENERALIZEDTIME}) {
    void* const time = CMS_signed_get0_data_by_OBJ(message.signer, OBJ_nid2obj(NID_pkcs9_signingTime), -3, type);
    if (auto const at = instant_of(static_cast<ASN1_TIME*>(time))) return at;
  }
  return std::nullopt;
}

void find_time(cms_message const& message, std::optional<instant> dictionary_time, trust_store const& trusted, instant now,
               pdf_signature& out) {
  auto const take = [&out](std::optional<instant> at, time_source by) {
    if (!at || out.signed_at) return;
    out.signed_at = at;
    out.signed_at_by = by;
  };
  take(stamped_time(message, trusted, now), time_source::time_stamp);
  take(claimed_time(message), time_source::signed_attribute);
  take(dictionary_time, time_source::dictionary);
}

} // namespace

signature_finding check_signature(std::string_view der, std::optional<instant> dictionary_time, trust_store const& trusted,
                                  instant now) {
  signature_finding found;
  pdf_signature& out = found.signature;
  cms_message const message = read_cms(der);
  if (!is_usable(message, out)) return found;
  if (CMS_is_detached(message.whole.get()) != 1) {
    refuse(out, signature_verdict::broken, "the signature carries a content of its own in place of the file's");
    return found;
  }
  if (!signature_fits(message)) {
    refuse(out, signature_verdict::altered, "the signature does not belong to its certificate, or was changed");
    return found;
  }
  found.algorithm = message.digest;
  found.digest = message.message_digest;
  find_time(message, dictionary_time, trusted, now, out);
  auto chain = check_chain(message.certificate, message.certificates.get(), trusted, certificate_use::document,
                           out.signed_at.value_or(now), now);
  refuse(out, chain.verdict, chain.reason);
  if (holds(out.verdict) && !names_certificate(message, chain.certificates.get())) {
    refuse(out, signature_verdict::broken, "the signature names another certificate as its signer's");
  }
  if (is_weak(message.digest)) refuse(out, signature_verdict::weak, "it is made with MD5 or SHA-1");
  return found;
}

signature_finding check_document_time_stamp(std::string_view der, trust_store const& trusted, instant now) {
  signature_finding found;
  time_stamp stamp = read_time_stamp(der, trusted, now);
  is_usable(stamp.message, found.signature);
  refuse(found.signature, stamp.verdict, stamp.reason);
  found.signature.signed_at = stamp.at;
  if (stamp.at) found.signature.signed_at_by = time_source::time_stamp;
  found.algorithm = stamp.algorithm;
  found.digest = std::move(stamp.digest);
  return found;
}

} // namespace signing
RUBRICA_END_NAMESPACE
