#include "sandbox/formats/file_stamp.hpp"

#include <openssl/cms.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <chrono>
#include <stdexcept>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

using std::chrono::hours;

constexpr hours lifetime{24 * 365};
/// The clock of whoever checks may be behind.
constexpr hours earlier{24};

template <auto Free> struct freed_by {
  template <class T> void operator()(T* one) const { Free(one); }
};
using certificate_ptr = std::unique_ptr<X509, freed_by<&X509_free>>;
using key_ptr = std::unique_ptr<EVP_PKEY, freed_by<&EVP_PKEY_free>>;
using memory_ptr = std::unique_ptr<BIO, freed_by<&BIO_free_all>>;
using message_ptr = std::unique_ptr<CMS_ContentInfo, freed_by<&CMS_ContentInfo_free>>;
using time_ptr = std::unique_ptr<ASN1_TIME, freed_by<&ASN1_STRING_free>>;

void need(bool fine) {
  if (!fine) throw std::runtime_error("OpenSSL could not make the simulator's signature");
}

time_ptr time_of(instant at) {
  auto const seconds = std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
  time_ptr out(ASN1_TIME_set(nullptr, static_cast<std::time_t>(seconds)));
  need(out != nullptr);
  return out;
}

void extend(X509* certificate, int kind, char const* value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value);
  bool const added = extension != nullptr && X509_add_ext(certificate, extension, -1) == 1;
  X509_EXTENSION_free(extension);
  need(added);
}

certificate_ptr make_certificate(EVP_PKEY* key, instant from, long number) {
  certificate_ptr out(X509_new());
  need(out != nullptr && X509_set_version(out.get(), 2) == 1);
  ASN1_INTEGER_set(X509_get_serialNumber(out.get()), number);
  X509_set1_notBefore(out.get(), time_of(from).get());
  X509_set1_notAfter(out.get(), time_of(from + lifetime).get());
  auto const* const name = reinterpret_cast<unsigned char const*>("Rubrica sandbox, no legal validity");
  X509_NAME_add_entry_by_txt(X509_get_subject_name(out.get()), "CN", MBSTRING_ASC, name, -1, -1, 0);
  X509_set_issuer_name(out.get(), X509_get_subject_name(out.get()));
  X509_set_pubkey(out.get(), key);
  extend(out.get(), NID_basic_constraints, "critical,CA:FALSE");
  extend(out.get(), NID_key_usage, "critical,digitalSignature,nonRepudiation");
  need(X509_sign(out.get(), key, EVP_sha256()) > 0);
  return out;
}

std::string text_of(BIO* memory) {
  char* bytes = nullptr;
  long const size = BIO_get_mem_data(memory, &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

} // namespace

struct file_stamp::material {
  struct period {
    certificate_ptr certificate;
    instant end;
  };

  instant begin;
  key_ptr key;
  std::vector<period> periods;

  X509* certificate_at(instant at) {
    if (periods.empty()) make_first();
    if (at >= periods.back().end) add_period(at);
    return periods.back().certificate.get();
  }
  void make_first() {
    key.reset(EVP_EC_gen("P-256"));
    need(key != nullptr);
    add_period(begin);
  }
  void add_period(instant at) {
    instant const from = at - earlier;
    periods.push_back({make_certificate(key.get(), from, static_cast<long>(periods.size()) + 1), from + lifetime});
  }
};

// Key and certificate are made when somebody needs them: most simulators never finish a file.
file_stamp::file_stamp(instant now) : material_(std::make_unique<material>()) {
  material_->begin = now;
}

file_stamp::~file_stamp() = default;

std::string file_stamp::certificates() {
  if (material_->periods.empty()) material_->make_first();
  memory_ptr const out(BIO_new(BIO_s_mem()));
  need(out != nullptr);
  for (auto const& one : material_->periods) need(PEM_write_bio_X509(out.get(), one.certificate.get()) == 1);
  return text_of(out.get());
}

std::string file_stamp::sign(std::string_view bytes, instant at) {
  constexpr unsigned flags = CMS_DETACHED | CMS_BINARY | CMS_NOSMIMECAP | CMS_CADES;
  X509* const certificate = material_->certificate_at(at);
  message_ptr const message(CMS_sign(nullptr, nullptr, nullptr, nullptr, flags | CMS_PARTIAL));
  memory_ptr const in(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
  memory_ptr const out(BIO_new(BIO_s_mem()));
  need(message != nullptr && in != nullptr && out != nullptr);
  CMS_SignerInfo* const signer = CMS_add1_signer(message.get(), certificate, material_->key.get(), EVP_sha256(), flags);
  need(signer != nullptr);
  auto const time = time_of(at); // OpenSSL would take the machine's
  need(CMS_signed_add1_attr_by_NID(signer, NID_pkcs9_signingTime, time->type, time.get(), -1) == 1);
  need(CMS_final(message.get(), in.get(), nullptr, flags) == 1);
  need(i2d_CMS_bio(out.get(), message.get()) == 1);
  return text_of(out.get());
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
