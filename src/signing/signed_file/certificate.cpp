#include "signing/signed_file/certificate.hpp"

#include "text/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <ctime>

// What a certificate says of its holder, and for what it may be used. ICP-Brasil puts CPF and CNPJ into "other names" of the
// subject (DOC-ICP-04, chapter 7).

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

/// The date of birth as ddmmyyyy, the CPF, and more numbers.
constexpr std::string_view person_oid = "2.16.76.1.3.1";
constexpr std::string_view cnpj_oid = "2.16.76.1.3.3";
constexpr std::size_t date_size = 8;
constexpr std::size_t cpf_size = 11;
constexpr std::size_t cnpj_size = 14;

std::string text_of(BIO* out) {
  char* bytes = nullptr;
  long const size = BIO_get_mem_data(out, &bytes);
  return size > 0 ? std::string(bytes, static_cast<std::size_t>(size)) : std::string();
}

std::string text_of(X509_NAME const* name) {
  openssl_ptr<BIO> const out(BIO_new(BIO_s_mem()));
  unsigned long const utf8 = XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB);
  if (out == nullptr || X509_NAME_print_ex(out.get(), name, 0, utf8) < 0) return {};
  return text_of(out.get());
}

std::string common_name_of(X509_NAME const* name) {
  int const at = X509_NAME_get_index_by_NID(name, NID_commonName, -1);
  openssl_ptr<BIO> const out(BIO_new(BIO_s_mem()));
  if (at < 0 || out == nullptr) return {};
  unsigned long const utf8 = ASN1_STRFLGS_ESC_CTRL | ASN1_STRFLGS_UTF8_CONVERT;
  if (ASN1_STRING_print_ex(out.get(), X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)), utf8) < 0) return {};
  return text_of(out.get());
}

std::string hex_of(std::string_view bytes) {
  std::string out;
  for (char const c : bytes) out += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return out;
}

std::string hex_of(BIGNUM const* number) {
  std::string bytes(static_cast<std::size_t>(BN_num_bytes(number)), '\0');
  BN_bn2bin(number, reinterpret_cast<unsigned char*>(bytes.data()));
  return hex_of(bytes);
}

std::string fingerprint_of(X509 const* certificate) {
  unsigned char bytes[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  if (X509_digest(certificate, EVP_sha256(), bytes, &size) != 1) return {};
  return hex_of(std::string_view(reinterpret_cast<char const*>(bytes), size));
}

std::string oid_text(ASN1_OBJECT const* oid) {
  char text[80];
  int const size = OBJ_obj2txt(text, sizeof text, oid, 1);
  return size > 0 && size < static_cast<int>(sizeof text) ? std::string(text) : std::string();
}

/// The text of a value, whatever the authority wrote it as: OCTET STRING, PrintableString, UTF8String …
std::string_view text_of(ASN1_TYPE const* value) {
  if (value == nullptr || value->type == V_ASN1_BOOLEAN || value->type == V_ASN1_NULL || value->type == V_ASN1_OBJECT) return {};
  ASN1_STRING const* const text = value->value.asn1_string;
  return {reinterpret_cast<char const*>(ASN1_STRING_get0_data(text)), static_cast<std::size_t>(ASN1_STRING_length(text))};
}

/// Digits that stand there; empty for anything else, and for the zeros that mean "none".
std::string_view digits_at(std::string_view text, std::size_t from, std::size_t count) {
  std::string_view const out = text.size() >= from + count ? text.substr(from, count) : std::string_view();
  if (!std::all_of(out.begin(), out.end(), &detail::is_digit)) return {};
  return out.find_first_not_of('0') == std::string_view::npos ? std::string_view() : out;
}

void read_other_names(X509 const* certificate, signer_certificate& out) {
  openssl_ptr<GENERAL_NAMES> const names(
      static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
  for (int i = 0; names != nullptr && i < sk_GENERAL_NAME_num(names.get()); ++i) {
    GENERAL_NAME const* const one = sk_GENERAL_NAME_value(names.get(), i);
    if (one->type != GEN_OTHERNAME) continue;
    std::string const oid = oid_text(one->d.otherName->type_id);
    std::string_view const value = text_of(one->d.otherName->value);
    if (oid == person_oid) out.cpf = digits_at(value, date_size, cpf_size);
    if (oid == cnpj_oid) out.cnpj = digits_at(value, 0, cnpj_size);
  }
}

} // namespace

std::optional<instant> instant_of(ASN1_TIME const* time) {
  std::tm parts{};
  if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1) return std::nullopt;
#ifdef _WIN32
  return instant(std::chrono::seconds(::_mkgmtime(&parts)));
#else
  return instant(std::chrono::seconds(::timegm(&parts)));
#endif
}

signer_certificate describe_certificate(X509* certificate) {
  signer_certificate out;
  X509_NAME const* const subject = X509_get_subject_name(certificate);
  out.subject = text_of(subject);
  out.common_name = common_name_of(subject);
  out.issuer = text_of(X509_get_issuer_name(certificate));
  openssl_ptr<BIGNUM> const serial(ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr));
  if (serial != nullptr) out.serial_number = hex_of(serial.get());
  out.fingerprint = fingerprint_of(certificate);
  out.not_before = instant_of(X509_get0_notBefore(certificate)).value_or(instant());
  out.not_after = instant_of(X509_get0_notAfter(certificate)).value_or(instant());
  read_other_names(certificate, out);
  return out;
}

bool may_sign_documents(X509* certificate) {
  std::uint32_t const usage = X509_get_key_usage(certificate); // all bits where it does not say
  if ((usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) == 0) return false;
  openssl_ptr<EXTENDED_KEY_USAGE> const purposes(
      static_cast<EXTENDED_KEY_USAGE*>(X509_get_ext_d2i(certificate, NID_ext_key_usage, nullptr, nullptr)));
  if (purposes == nullptr) return X509_get_ext_by_NID(certificate, NID_ext_key_usage, -1) < 0;
  // ICP-Brasil writes `clientAuth` and `emailProtection`; the others are for signing documents: IETF's, Adobe's and Microsoft's.
  static constexpr std::string_view fitting[] = {"2.5.29.37.0",        "1.3.6.1.5.5.7.3.2",    "1.3.6.1.5.5.7.3.4",
                                                 "1.3.6.1.5.5.7.3.36", "1.2.840.113583.1.1.5", "1.3.6.1.4.1.311.10.3.12"};
  for (int i = 0; i < sk_ASN1_OBJECT_num(purposes.get()); ++i) {
    std::string const oid = oid_text(sk_ASN1_OBJECT_value(purposes.get(), i));
    if (std::find(std::begin(fitting), std::end(fitting), oid) != std::end(fitting)) return true;
  }
  return false;
}

} // namespace signing
RUBRICA_END_NAMESPACE
