#include "support/signing/signed_pdf.hpp"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/ts.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <atomic>
#include <stdexcept>

namespace rubrica_test {
namespace {

void need(bool fine, char const* what) {
  if (!fine) throw std::runtime_error(std::string("OpenSSL could not make the test's ") + what);
}

template <class T> using owned = std::unique_ptr<T, void (*)(T*)>;

owned<BIO> memory(std::string const& bytes = {}) {
  BIO* const out = bytes.empty() ? BIO_new(BIO_s_mem()) : BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size()));
  return {out, &BIO_free_all};
}

std::string text_of(BIO* out) {
  char* bytes = nullptr;
  long const size = BIO_get_mem_data(out, &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

owned<ASN1_TIME> time_of(rubrica::instant at) {
  auto const seconds = std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
  return {ASN1_TIME_set(nullptr, static_cast<time_t>(seconds)), &ASN1_STRING_free};
}

void extend(X509* certificate, X509* issuer, int what, std::string const& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509V3_set_ctx_nodb(&context);
  owned<X509_EXTENSION> const extension(X509V3_EXT_conf_nid(nullptr, &context, what, value.c_str()), &X509_EXTENSION_free);
  need(extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1, value.c_str());
}

std::string der_of(CMS_ContentInfo* message) {
  unsigned char* bytes = nullptr;
  int const size = i2d_CMS_ContentInfo(message, &bytes);
  need(size > 0, "signature");
  std::string out(reinterpret_cast<char*>(bytes), static_cast<std::size_t>(size));
  OPENSSL_free(bytes);
  return out;
}

std::string set_of(std::vector<std::string> values) {
  std::sort(values.begin(), values.end());
  std::string content;
  for (std::string const& one : values) content += one;
  std::string size;
  for (std::size_t rest = content.size(); rest > 0; rest /= 256) size.insert(size.begin(), static_cast<char>(rest % 256));
  std::string out(1, '\x31');
  if (content.size() >= 128) out += static_cast<char>(0x80 + size.size());
  return out + size + content;
}

void use_pss(EVP_PKEY_CTX* padding) {
  need(EVP_PKEY_CTX_set_rsa_padding(padding, RSA_PKCS1_PSS_PADDING) == 1, "padding");
  need(EVP_PKEY_CTX_set_rsa_pss_saltlen(padding, RSA_PSS_SALTLEN_DIGEST) == 1, "padding");
}

/// Signs the attributes as they are now; OpenSSL itself always adds the time.
void sign_attributes(CMS_SignerInfo* signer, EVP_PKEY* key, char const* digest, bool pss) {
  std::vector<std::string> attributes;
  for (int i = 0; i < CMS_signed_get_attr_count(signer); ++i) {
    unsigned char* bytes = nullptr;
    int const size = i2d_X509_ATTRIBUTE(CMS_signed_get_attr(signer, i), &bytes);
    attributes.emplace_back(reinterpret_cast<char*>(bytes), static_cast<std::size_t>(size));
    OPENSSL_free(bytes);
  }
  std::string const bytes = set_of(attributes);
  owned<EVP_MD_CTX> const context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  std::size_t size = 0;
  auto const* const data = reinterpret_cast<unsigned char const*>(bytes.data());
  EVP_PKEY_CTX* padding = nullptr;
  need(EVP_DigestSignInit(context.get(), &padding, EVP_get_digestbyname(digest), nullptr, key) == 1, "signature");
  if (pss) use_pss(padding);
  need(EVP_DigestSign(context.get(), nullptr, &size, data, bytes.size()) == 1, "signature");
  std::vector<unsigned char> signature(size);
  need(EVP_DigestSign(context.get(), signature.data(), &size, data, bytes.size()) == 1, "signature");
  ASN1_STRING_set(CMS_SignerInfo_get0_signature(signer), signature.data(), static_cast<int>(size));
}

std::string sign_bytes(std::string const& bytes, identity const& by, pdf_signing const& how) {
  unsigned const flags = CMS_DETACHED | CMS_BINARY | CMS_NOSMIMECAP | (how.names_certificate ? CMS_CADES : 0U) |
                         (how.names_key ? CMS_USE_KEYID : 0U) | (how.pss ? CMS_KEY_PARAM : 0U) |
                         (how.with_certificate ? 0U : CMS_NOCERTS);
  owned<CMS_ContentInfo> const message(CMS_sign(nullptr, nullptr, nullptr, nullptr, flags | CMS_PARTIAL), &CMS_ContentInfo_free);
  CMS_SignerInfo* const signer =
      CMS_add1_signer(message.get(), by.certificate.get(), by.key.get(), EVP_get_digestbyname(how.digest), flags);
  need(signer != nullptr, "signer");
  if (how.pss) use_pss(CMS_SignerInfo_get0_pkey_ctx(signer));
  for (identity const& one : how.chain) need(CMS_add1_cert(message.get(), one.certificate.get()) == 1, "chain");
  auto const in = memory(bytes);
  need(CMS_final(message.get(), in.get(), nullptr, flags) == 1, "signature");
  int const time = CMS_signed_get_attr_by_NID(signer, NID_pkcs9_signingTime, -1);
  X509_ATTRIBUTE_free(CMS_signed_delete_attr(signer, time));
  if (how.signed_at) {
    auto const at = time_of(*how.signed_at);
    CMS_signed_add1_attr_by_NID(signer, NID_pkcs9_signingTime, at->type, at.get(), -1);
  }
  if (how.change) how.change(message.get());
  if (CMS_signed_get_attr_count(signer) > 0)
    sign_attributes(signer, (how.signing_key ? how.signing_key : by.key).get(), how.digest, how.pss);
  if (how.stamp) {
    ASN1_STRING const* const signature = CMS_SignerInfo_get0_signature(signer);
    std::string const token = how.stamp({reinterpret_cast<char const*>(ASN1_STRING_get0_data(signature)),
                                         static_cast<std::size_t>(ASN1_STRING_length(signature))});
    CMS_unsigned_add1_attr_by_NID(signer, NID_id_smime_aa_timeStampToken, V_ASN1_SEQUENCE, token.data(),
                                  static_cast<int>(token.size()));
  }
  std::string const der = der_of(message.get());
  return how.encode ? how.encode(der) : der;
}

std::string hexadecimal(std::string const& bytes) {
  constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (char const c : bytes) {
    out += digits[static_cast<unsigned char>(c) / 16];
    out += digits[static_cast<unsigned char>(c) % 16];
  }
  return out;
}

void replace(std::string& text, std::string const& mark, std::string const& by) {
  std::size_t const at = text.find(mark);
  if (at != std::string::npos) text.replace(at, mark.size(), by);
}

/// Puts what `sign` makes of the rest into the hole.
std::string fill(std::string const& file, std::string revision, std::size_t hole, std::size_t gap,
                 std::function<std::string(std::string const&)> const& sign) {
  std::string const open(hole + 2, '0');
  std::string const blanks(40, ' ');
  replace(revision, "RANGE", blanks);
  std::size_t const contents = file.size() + revision.find("HOLE");
  replace(revision, "HOLE", open);
  std::size_t const range = file.size() + revision.find(blanks);
  std::string out = file + revision;
  std::size_t const begin = contents - gap;
  std::size_t const end = contents + open.size() + gap;
  std::string const numbers = "0 " + std::to_string(begin) + ' ' + std::to_string(end) + ' ' + std::to_string(out.size() - end);
  out.replace(range, numbers.size(), numbers);
  std::string const signature = hexadecimal(sign(out.substr(0, begin) + out.substr(end)));
  need(signature.size() <= hole, "hole large enough");
  out.replace(contents, open.size(), '<' + signature + std::string(hole - signature.size(), '0') + '>');
  return out;
}

std::string revision_of(std::string const& subfilter, std::string const& more) {
  return "9 0 obj\n<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /" + subfilter + more +
         " /ByteRange [RANGE] /Contents HOLE >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n";
}

} // namespace

std::string identity::pem() const {
  auto const out = memory();
  need(PEM_write_bio_X509(out.get(), certificate.get()) == 1, "PEM");
  return text_of(out.get());
}

rubrica::instant moment(char const* text) {
  return rubrica::timestamp(text).at().value();
}

identity make_identity(identity_options const& options, identity const* issuer) {
  static std::atomic<long> serial{1000};
  identity out;
  EVP_PKEY* const key = options.rsa_bits == 0 ? EVP_EC_gen("P-256") : EVP_RSA_gen(options.rsa_bits);
  out.key.reset(key, identity_free());
  out.certificate.reset(X509_new(), identity_free());
  X509* const made = out.certificate.get();
  X509* const by = issuer == nullptr ? made : issuer->certificate.get();
  bool const dated = options.not_after != rubrica::instant();
  X509_set_version(made, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(made), serial++);
  X509_set1_notBefore(made, time_of(dated ? options.not_before : moment("2026-01-01T00:00:00Z")).get());
  X509_set1_notAfter(made, time_of(dated ? options.not_after : moment("2027-01-01T00:00:00Z")).get());
  auto const* const name = reinterpret_cast<unsigned char const*>(options.name.c_str());
  X509_NAME_add_entry_by_txt(X509_get_subject_name(made), "CN", MBSTRING_UTF8, name, -1, -1, 0);
  X509_set_issuer_name(made, X509_get_subject_name(by));
  X509_set_pubkey(made, key);
  extend(made, by, NID_basic_constraints, options.is_authority ? "critical,CA:TRUE" : "critical,CA:FALSE");
  for (auto const& [what, value] : options.more) extend(made, by, what, value);
  EVP_PKEY* const signing_key = issuer == nullptr ? key : issuer->key.get();
  need(X509_sign(made, signing_key, EVP_get_digestbyname(options.digest)) > 0, "certificate");
  return out;
}

std::string sign_pdf_as(std::string const& file, std::string const& revision, identity const& signer, pdf_signing const& how) {
  std::size_t const needed = 2 * sign_bytes("x", signer, how).size() + 64;
  return fill(file, revision, how.hole == 0 ? needed : how.hole, how.gap,
              [&](std::string const& covered) { return sign_bytes(covered, signer, how); });
}

std::string sign_pdf(std::string const& file, identity const& signer, pdf_signing const& how) {
  std::string const time = how.dictionary_time.empty() ? std::string() : " /M (" + how.dictionary_time + ')';
  return sign_pdf_as(file, revision_of(how.subfilter, time), signer, how);
}

std::string make_time_stamp(std::string const& bytes, identity const& authority, rubrica::instant at) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  need(EVP_Digest(bytes.data(), bytes.size(), digest, &size, EVP_sha256(), nullptr) == 1, "digest");
  owned<X509_ALGOR> const algorithm(X509_ALGOR_new(), &X509_ALGOR_free);
  X509_ALGOR_set_md(algorithm.get(), EVP_sha256());
  owned<TS_MSG_IMPRINT> const imprint(TS_MSG_IMPRINT_new(), &TS_MSG_IMPRINT_free);
  TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get());
  TS_MSG_IMPRINT_set_msg(imprint.get(), digest, static_cast<int>(size));
  owned<TS_TST_INFO> const info(TS_TST_INFO_new(), &TS_TST_INFO_free);
  TS_TST_INFO_set_version(info.get(), 1);
  owned<ASN1_OBJECT> const policy(OBJ_txt2obj("1.2.3.4", 1), &ASN1_OBJECT_free);
  TS_TST_INFO_set_policy_id(info.get(), policy.get());
  TS_TST_INFO_set_msg_imprint(info.get(), imprint.get());
  owned<ASN1_INTEGER> const serial(ASN1_INTEGER_new(), &ASN1_INTEGER_free);
  ASN1_INTEGER_set(serial.get(), 7);
  TS_TST_INFO_set_serial(info.get(), serial.get());
  owned<ASN1_GENERALIZEDTIME> const time(ASN1_TIME_to_generalizedtime(time_of(at).get(), nullptr), &ASN1_STRING_free);
  TS_TST_INFO_set_time(info.get(), time.get());
  unsigned char* encoded = nullptr;
  int const encoded_size = i2d_TS_TST_INFO(info.get(), &encoded);
  std::string const content(reinterpret_cast<char*>(encoded), static_cast<std::size_t>(encoded_size));
  OPENSSL_free(encoded);

  unsigned const flags = CMS_BINARY | CMS_NOSMIMECAP | CMS_CADES;
  owned<CMS_ContentInfo> const message(CMS_sign(nullptr, nullptr, nullptr, nullptr, flags | CMS_PARTIAL), &CMS_ContentInfo_free);
  CMS_set1_eContentType(message.get(), OBJ_nid2obj(NID_id_smime_ct_TSTInfo));
  need(CMS_add1_signer(message.get(), authority.certificate.get(), authority.key.get(), EVP_sha256(), flags) != nullptr, "stamp");
  auto const in = memory(content);
  need(CMS_final(message.get(), in.get(), nullptr, flags) == 1, "stamp");
  return der_of(message.get());
}

std::string stamp_pdf(std::string const& file, identity const& authority, rubrica::instant at) {
  std::size_t const hole = 2 * make_time_stamp("x", authority, at).size() + 64;
  return fill(file, revision_of("ETSI.RFC3161", " /Stamp true"), hole, 0,
              [&](std::string const& covered) { return make_time_stamp(covered, authority, at); });
}

} // namespace rubrica_test
