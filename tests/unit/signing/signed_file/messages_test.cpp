#include "support/catch.hpp"

#include "authority.hpp"

// Messages of CMS that are not what a signature of a PDF must be.

namespace messages_test {

using namespace signed_file_tests;

namespace {

authority const& by() {
  return authority::one();
}

CMS_SignerInfo* signer_of(CMS_ContentInfo* message) {
  return sk_CMS_SignerInfo_value(CMS_get0_SignerInfos(message), 0);
}

signature_verdict verdict_after(std::function<void(CMS_ContentInfo*)> change) {
  pdf_signing how = by().signing();
  how.change = std::move(change);
  return verdict_of(sign_pdf(small_pdf(), by().signer, how));
}

void remove_attribute(CMS_ContentInfo* message, int nid) {
  CMS_SignerInfo* const signer = signer_of(message);
  X509_ATTRIBUTE_free(CMS_signed_delete_attr(signer, CMS_signed_get_attr_by_NID(signer, nid, -1)));
}

} // namespace

TEST_CASE("a message that nothing was done to is valid", "[signing][signed_file]") {
  CHECK(verdict_after([](CMS_ContentInfo*) {}) == signature_verdict::valid);
}

TEST_CASE("a message without signed attributes is not supported", "[signing][signed_file]") {
  CHECK(verdict_after([](CMS_ContentInfo* message) {
          CMS_SignerInfo* const signer = signer_of(message);
          while (CMS_signed_get_attr_count(signer) > 0) X509_ATTRIBUTE_free(CMS_signed_delete_attr(signer, 0));
        }) == signature_verdict::unsupported);
}

TEST_CASE("a message without digest or type, or with two of them, is broken", "[signing][signed_file]") {
  for (int nid : {NID_pkcs9_messageDigest, NID_pkcs9_contentType}) {
    CHECK(verdict_after([nid](CMS_ContentInfo* message) { remove_attribute(message, nid); }) == signature_verdict::broken);
  }
  CHECK(verdict_after([](CMS_ContentInfo* message) {
          std::string const other(32, 'x');
          CMS_signed_add1_attr_by_NID(signer_of(message), NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING, other.data(), 32);
        }) == signature_verdict::broken);
  CHECK(verdict_after([](CMS_ContentInfo* message) {
          remove_attribute(message, NID_pkcs9_contentType);
          CMS_signed_add1_attr_by_NID(signer_of(message), NID_pkcs9_contentType, V_ASN1_OBJECT, OBJ_nid2obj(NID_pkcs7_encrypted),
                                      -1);
        }) == signature_verdict::broken);
}

TEST_CASE("a message with the digest of another file does not fit", "[signing][signed_file]") {
  CHECK(verdict_after([](CMS_ContentInfo* message) {
          remove_attribute(message, NID_pkcs9_messageDigest);
          std::string const other(32, 'x');
          CMS_signed_add1_attr_by_NID(signer_of(message), NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING, other.data(), 32);
        }) == signature_verdict::altered);
}

TEST_CASE("a message with a content of its own is broken", "[signing][signed_file]") {
  CHECK(verdict_after([](CMS_ContentInfo* message) {
          CMS_set_detached(message, 0);
          ASN1_OCTET_STRING_set(*CMS_get0_content(message), reinterpret_cast<unsigned char const*>("other"), 5);
        }) == signature_verdict::broken);
}

TEST_CASE("a message with two signers is broken", "[signing][signed_file]") {
  CHECK(verdict_after([](CMS_ContentInfo* message) {
          identity const second = make_identity({}, &by().middle);
          CMS_add1_signer(message, second.certificate.get(), second.key.get(), EVP_sha256(), CMS_BINARY | CMS_PARTIAL);
        }) == signature_verdict::broken);
}

TEST_CASE("a signature by another key than its certificate's is altered", "[signing][signed_file]") {
  pdf_signing how = by().signing();
  how.signing_key = make_identity({}).key;
  CHECK(verdict_of(sign_pdf(small_pdf(), by().signer, how)) == signature_verdict::altered);
}

TEST_CASE("a message that names another certificate as its signer's is broken", "[signing][signed_file]") {
  pdf_signing how = by().signing();
  how.names_certificate = true;
  CHECK(verdict_of(sign_pdf(small_pdf(), by().signer, how)) == signature_verdict::valid);
  how.change = [](CMS_ContentInfo* message) {
    CMS_SignerInfo* const signer = signer_of(message);
    int const at = CMS_signed_get_attr_by_NID(signer, NID_id_smime_aa_signingCertificateV2, -1);
    X509_ATTRIBUTE* const attribute = CMS_signed_get_attr(signer, at);
    auto* const value = static_cast<ASN1_STRING*>(X509_ATTRIBUTE_get0_data(attribute, 0, V_ASN1_SEQUENCE, nullptr));
    std::string bytes(reinterpret_cast<char const*>(ASN1_STRING_get0_data(value)),
                      static_cast<std::size_t>(ASN1_STRING_length(value)));
    bytes[12] = static_cast<char>(bytes[12] ^ 1); // in the certificate's hash
    ASN1_STRING_set(value, bytes.data(), static_cast<int>(bytes.size()));
  };
  CHECK(verdict_of(sign_pdf(small_pdf(), by().signer, how)) == signature_verdict::broken);
}

TEST_CASE("a message without the signer's certificate is broken", "[signing][signed_file]") {
  pdf_signing how = by().signing();
  how.with_certificate = false;
  CHECK(verdict_of(sign_pdf(small_pdf(), by().signer, how)) == signature_verdict::broken);
}

TEST_CASE("a signer may be named by the identifier of the key", "[signing][signed_file]") {
  identity_options options;
  options.more = {{NID_subject_key_identifier, "hash"}};
  pdf_signing how = by().signing();
  how.names_key = true;
  CHECK(verdict_of(sign_pdf(small_pdf(), make_identity(options, &by().middle), how)) == signature_verdict::valid);
}

TEST_CASE("a message in BER, with lengths left open, is read like one in DER", "[signing][signed_file]") {
  pdf_signing how = by().signing();
  // SEQUENCE and [0] around SignedData, the outer two levels, as Java's programs write them.
  how.encode = [](std::string const& der) {
    auto const header = [&](std::size_t at) {
      auto const length = static_cast<unsigned char>(der[at + 1]);
      return std::size_t{2} + (length < 0x80 ? 0 : length & 0x7FU);
    };
    std::size_t const inside = header(0);
    std::size_t const oid = 2 + static_cast<unsigned char>(der[inside + 1]);
    std::size_t const data = inside + oid;
    return std::string("\x30\x80") + der.substr(inside, oid) + "\xA0\x80" + der.substr(data + header(data)) +
           std::string(4, '\0');
  };
  CHECK(verdict_of(sign_pdf(small_pdf(), by().signer, how)) == signature_verdict::valid);
}

TEST_CASE("what is no message of CMS is broken", "[signing][signed_file]") {
  for (std::string const& bytes :
       {std::string(), std::string("0"), std::string("\x30\x00", 2), std::string("\x30\x03\x02\x01\x05"),
        std::string("\x04\x02xx"), std::string(200, '\x30'), std::string("\x30\x84\x7f\xff\xff\xff\x02\x01\x01")}) {
    pdf_signing how = by().signing();
    how.encode = [&](std::string const&) { return bytes; };
    CHECK(verdict_of(sign_pdf(small_pdf(), by().signer, how)) == signature_verdict::broken);
  }
}

} // namespace messages_test
