#include "signing/signed_file/time_stamp.hpp"

#include "signing/signed_file/certificate.hpp"
#include "signing/signed_file/certificate_chain.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

std::string_view bytes_of(ASN1_STRING const* text) {
  return {reinterpret_cast<char const*>(ASN1_STRING_get0_data(text)), static_cast<std::size_t>(ASN1_STRING_length(text))};
}

void refuse(time_stamp& stamp, signature_verdict verdict, std::string_view reason) {
  stamp.verdict = verdict;
  stamp.reason = reason;
}

/// Reads the moment and the digest that it belongs to.
bool read_content(time_stamp& stamp) {
  std::string_view const content = content_of(stamp.message);
  auto const* bytes = reinterpret_cast<unsigned char const*>(content.data());
  openssl_ptr<TS_TST_INFO> const info(d2i_TS_TST_INFO(nullptr, &bytes, static_cast<long>(content.size())));
  if (info == nullptr) return false;
  TS_MSG_IMPRINT* const imprint = TS_TST_INFO_get_msg_imprint(info.get());
  ASN1_OBJECT const* oid = nullptr;
  X509_ALGOR_get0(&oid, nullptr, nullptr, TS_MSG_IMPRINT_get_algo(imprint));
  stamp.algorithm = supported_digest(oid);
  stamp.digest = bytes_of(TS_MSG_IMPRINT_get_msg(imprint));
  stamp.at = instant_of(TS_TST_INFO_get_time(info.get()));
  return stamp.algorithm != nullptr && stamp.at.has_value();
}

} // namespace

time_stamp read_time_stamp(std::string_view der, trust_store const& trusted, instant now) {
  time_stamp stamp;
  stamp.message = read_cms(der);
  cms_message const& message = stamp.message;
  if (!message.flaw.empty()) return refuse(stamp, signature_verdict::broken, message.flaw), std::move(stamp);
  if (!message.unsupported.empty()) return refuse(stamp, signature_verdict::unsupported, message.unsupported), std::move(stamp);
  bool const is_stamp = OBJ_obj2nid(CMS_get0_eContentType(message.whole.get())) == NID_id_smime_ct_TSTInfo;
  if (!is_stamp || !read_content(stamp)) {
    stamp.algorithm = nullptr;
    return refuse(stamp, signature_verdict::broken, "it is not a time stamp that can be read"), std::move(stamp);
  }
  if (digest_of(content_of(message), message.digest) != message.message_digest || !signature_fits(message)) {
    return refuse(stamp, signature_verdict::altered, "the time stamp itself was changed"), std::move(stamp);
  }
  auto chain = check_chain(message.certificate, message.certificates.get(), trusted, certificate_use::time_stamp, *stamp.at, now);
  refuse(stamp, chain.verdict, chain.reason);
  if (holds(stamp.verdict) && !names_certificate(message, chain.certificates.get())) {
    refuse(stamp, signature_verdict::broken, "it names another certificate as its signer's");
  }
  if (is_weak(message.digest) || is_weak(stamp.algorithm)) {
    refuse(stamp, signature_verdict::weak, "it is made with MD5 or SHA-1");
  }
  return stamp;
}

std::optional<instant> stamped_time(cms_message const& message, trust_store const& trusted, instant now) {
  if (trusted.empty()) return std::nullopt;
  int const at = CMS_unsigned_get_attr_by_NID(message.signer, NID_id_smime_aa_timeStampToken, -1);
  X509_ATTRIBUTE* const attribute = at < 0 ? nullptr : CMS_unsigned_get_attr(message.signer, at);
  auto const* const token = static_cast<ASN1_STRING*>(X509_ATTRIBUTE_get0_data(attribute, 0, V_ASN1_SEQUENCE, nullptr));
  if (token == nullptr) return std::nullopt;
  time_stamp const stamp = read_time_stamp(bytes_of(token), trusted, now);
  std::string_view const signature = bytes_of(CMS_SignerInfo_get0_signature(message.signer));
  bool const fits = stamp.algorithm != nullptr && digest_of(signature, stamp.algorithm) == stamp.digest;
  return fits && holds(stamp.verdict) ? stamp.at : std::nullopt;
}

} // namespace signing
RUBRICA_END_NAMESPACE
