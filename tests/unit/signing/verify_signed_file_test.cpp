#include "support/catch.hpp"

#include "signed_file/authority.hpp"
#include "support/files/temporary_folder.hpp"
#include "text/ascii.hpp"

#include <openssl/err.h>

#include <set>

namespace verify_signed_file_test {

using namespace signed_file_tests;
using rubrica::errc;

namespace {

authority const& by() {
  return authority::one();
}

pdf_signature only_signature(std::string const& file, trust_store const& trusted, rubrica::instant now = today()) {
  auto const report = verify_signed_bytes(file, trusted, now).value();
  REQUIRE(report.signatures.size() == 1);
  return report.signatures[0];
}

std::string const& plain() {
  static std::string const file = small_pdf();
  return file;
}

} // namespace

TEST_CASE("a PDF without a signature is a state and no error", "[signing][signed_file]") {
  auto const report = check(plain());
  CHECK(report.state == signed_file_state::unsigned_file);
  CHECK(report.signatures.empty());
  CHECK_FALSE(report.covered_to_end);
  CHECK(report.size == plain().size());
  CHECK_FALSE(is_intact(report));
}

TEST_CASE("what is no PDF is an error", "[signing][signed_file]") {
  for (std::string const& text :
       {std::string(), std::string("<html>Login</html>"), "PK\x03\x04" + by().sign(plain()).substr(8)}) {
    auto const refused = verify_signed_bytes(text, by().trusted, today());
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == errc::malformed);
  }
}

TEST_CASE("a signed PDF is valid, and its report says who signed it and when", "[signing][signed_file]") {
  std::string const file = by().sign(plain());
  auto const report = check(file);
  CHECK(report.state == signed_file_state::signed_file);
  CHECK(report.covered_to_end);
  CHECK(is_intact(report));
  REQUIRE(report.signatures.size() == 1);
  pdf_signature const& one = report.signatures[0];
  CHECK(one.kind == signature_kind::signature);
  CHECK(one.verdict == signature_verdict::valid);
  CHECK(one.reason.empty());
  CHECK(one.digest == "sha256");
  CHECK(one.subfilter == "adbe.pkcs7.detached");
  CHECK(one.covered_end == file.size());
  CHECK(one.appended == 0);
  CHECK(one.signed_at == moment("2026-11-28T12:00:00Z"));
  CHECK(one.signed_at_by == time_source::signed_attribute);
  CHECK(one.certificate.subject.reveal() == "CN=Fulana de Teste");
  CHECK(one.certificate.common_name.reveal() == "Fulana de Teste");
  CHECK(one.certificate.issuer == "CN=AC de Teste");
  CHECK(one.certificate.not_before == moment("2026-01-01T00:00:00Z"));
  CHECK(one.certificate.not_after == moment("2027-01-01T00:00:00Z"));
  CHECK(one.certificate.fingerprint.size() == 64);
  CHECK_FALSE(one.certificate.serial_number.empty());
  CHECK(one.certificate.cpf.empty());
  CHECK(one.certificate.cnpj.empty());
}

TEST_CASE("a signature is valid with RSA and with EC, and with each SHA-2", "[signing][signed_file]") {
  identity_options rsa;
  rsa.rsa_bits = 2048;
  identity const signers[] = {by().signer, make_identity(rsa, &by().middle)};
  for (identity const& signer : signers) {
    for (char const* digest : {"SHA256", "SHA384", "SHA512"}) {
      pdf_signing how = by().signing();
      how.digest = digest;
      auto const one = only_signature(sign_pdf(plain(), signer, how), by().trusted);
      CHECK(one.verdict == signature_verdict::valid);
      CHECK(one.digest == rubrica::detail::lower(std::string(digest)));
    }
  }
}

TEST_CASE("a signature is valid with RSA and the padding PSS", "[signing][signed_file]") {
  identity_options rsa;
  rsa.rsa_bits = 2048;
  pdf_signing how = by().signing();
  how.pss = true;
  CHECK(only_signature(sign_pdf(plain(), make_identity(rsa, &by().middle), how), by().trusted).verdict ==
        signature_verdict::valid);
}

TEST_CASE("a signature of PAdES names its certificate and takes its time from the PDF", "[signing][signed_file]") {
  pdf_signing how = by().signing();
  how.subfilter = "ETSI.CAdES.detached";
  how.names_certificate = true;
  how.signed_at.reset();
  how.dictionary_time = "D:20261128090000-03'00'";
  auto const one = only_signature(sign_pdf(plain(), by().signer, how), by().trusted);
  CHECK(one.verdict == signature_verdict::valid);
  CHECK(one.signed_at == moment("2026-11-28T12:00:00Z"));
  CHECK(one.signed_at_by == time_source::dictionary);
  how.dictionary_time.clear();
  auto const timeless = only_signature(sign_pdf(plain(), by().signer, how), by().trusted);
  CHECK(timeless.verdict == signature_verdict::valid);
  CHECK_FALSE(timeless.signed_at);
  CHECK(timeless.signed_at_by == time_source::none);
}

TEST_CASE("whoever trusts nobody finds no signature valid", "[signing][signed_file]") {
  auto const one = only_signature(by().sign(plain()), trust_store());
  CHECK(one.verdict == signature_verdict::unchecked);
  CHECK_FALSE(one.reason.empty());
  CHECK(one.certificate.common_name.reveal() == "Fulana de Teste");
}

TEST_CASE("a certificate of another authority is untrusted", "[signing][signed_file]") {
  auto const others = trust_store::from_pem(make_identity(authority_named("AC Raiz de Teste")).pem()).value();
  CHECK(only_signature(by().sign(plain()), others).verdict == signature_verdict::untrusted);
  pdf_signing how = by().signing();
  how.chain.clear();
  CHECK(only_signature(sign_pdf(plain(), by().signer, how), by().trusted).verdict == signature_verdict::untrusted);
}

TEST_CASE("a listed certificate is trusted by itself, be it an authority's or the signer's", "[signing][signed_file]") {
  for (identity const* one : {&by().middle, &by().signer}) {
    auto const trusted = trust_store::from_pem(one->pem()).value();
    CHECK(only_signature(by().sign(plain()), trusted).verdict == signature_verdict::valid);
  }
  auto const stranger = trust_store::from_pem(make_identity({}).pem()).value();
  CHECK(only_signature(by().sign(plain()), stranger).verdict == signature_verdict::untrusted);
}

TEST_CASE("a certificate that has expired since was valid when it signed", "[signing][signed_file]") {
  std::string const file = by().sign(plain());
  auto const later = moment("2028-01-01T00:00:00Z");
  auto const report = verify_signed_bytes(file, by().trusted, later).value();
  CHECK(report.signatures.at(0).verdict == signature_verdict::valid_when_signed);
  CHECK(is_intact(report));
  auto const pinned = trust_store::from_pem(by().signer.pem()).value();
  CHECK(only_signature(file, pinned, later).verdict == signature_verdict::valid_when_signed);
}

TEST_CASE("a certificate must be valid at the time of signing", "[signing][signed_file]") {
  for (char const* when : {"2025-12-31T23:59:59Z", "2027-01-01T00:00:01Z"}) {
    pdf_signing how = by().signing();
    how.signed_at = moment(when);
    std::string const file = sign_pdf(plain(), by().signer, how);
    auto const later = moment("2028-01-01T00:00:00Z");
    CHECK(only_signature(file, by().trusted, later).verdict == signature_verdict::not_valid_when_signed);
    auto const pinned = trust_store::from_pem(by().signer.pem()).value();
    CHECK(only_signature(file, pinned, later).verdict == signature_verdict::not_valid_when_signed);
  }
}

TEST_CASE("a certificate without a time of signing must be valid now", "[signing][signed_file]") {
  pdf_signing how = by().signing();
  how.signed_at.reset();
  std::string const file = sign_pdf(plain(), by().signer, how);
  CHECK(only_signature(file, by().trusted).verdict == signature_verdict::valid);
  CHECK(only_signature(file, by().trusted, moment("2028-01-01T00:00:00Z")).verdict == signature_verdict::not_valid_when_signed);
}

TEST_CASE("a time of signing that has not come yet does not make a certificate valid", "[signing][signed_file]") {
  pdf_signing how = by().signing();
  how.signed_at = moment("2026-12-15T00:00:00Z");
  std::string const file = sign_pdf(plain(), by().signer, how);
  CHECK(only_signature(file, by().trusted, moment("2025-06-01T00:00:00Z")).verdict == signature_verdict::not_valid_when_signed);
}

TEST_CASE("a certificate that is not for signing documents is untrusted", "[signing][signed_file]") {
  auto const verdict_with = [](extensions more) {
    identity_options options;
    options.more = std::move(more);
    identity const signer = make_identity(options, &by().middle);
    return only_signature(sign_pdf(plain(), signer, by().signing()), by().trusted).verdict;
  };
  CHECK(verdict_with({{NID_key_usage, "keyEncipherment"}}) == signature_verdict::untrusted);
  CHECK(verdict_with({{NID_ext_key_usage, "serverAuth"}}) == signature_verdict::untrusted);
  CHECK(verdict_with({{NID_ext_key_usage, "timeStamping"}}) == signature_verdict::untrusted);
  CHECK(verdict_with({{NID_key_usage, "nonRepudiation"}}) == signature_verdict::valid);
  CHECK(verdict_with({{NID_ext_key_usage, "clientAuth,emailProtection"}}) == signature_verdict::valid);
}

TEST_CASE("a certificate signed by one that is no authority is untrusted", "[signing][signed_file]") {
  identity const forged = make_identity({}, &by().signer);
  pdf_signing how = by().signing();
  how.chain = {by().signer, by().middle};
  CHECK(only_signature(sign_pdf(plain(), forged, how), by().trusted).verdict == signature_verdict::untrusted);
}

TEST_CASE("a signature with SHA-1, or with a short key, is weak", "[signing][signed_file]") {
  pdf_signing how = by().signing();
  how.digest = "SHA1";
  auto const one = only_signature(sign_pdf(plain(), by().signer, how), by().trusted);
  CHECK(one.verdict == signature_verdict::weak);
  CHECK(one.digest == "sha1");
  identity_options small;
  small.rsa_bits = 1024;
  auto const other = only_signature(sign_pdf(plain(), make_identity(small, &by().middle), by().signing()), by().trusted);
  CHECK(other.verdict == signature_verdict::weak);
  identity_options old = authority_named("AC antiga");
  old.digest = "SHA1";
  identity const middle = make_identity(old, &by().root);
  how = by().signing();
  how.chain = {middle};
  CHECK(only_signature(sign_pdf(plain(), make_identity({}, &middle), how), by().trusted).verdict == signature_verdict::weak);
}

TEST_CASE("CPF and CNPJ of a certificate of ICP-Brasil are read", "[signing][signed_file]") {
  auto const certificate_with = [](std::string const& names) {
    identity_options options;
    options.more = {{NID_subject_alt_name, names}};
    return only_signature(sign_pdf(plain(), make_identity(options, &by().middle), by().signing()), by().trusted).certificate;
  };
  std::string const person = "01011980"
                             "12345678909"
                             "00000000000"
                             "000000000000000SSPSP";
  CHECK(certificate_with("otherName:2.16.76.1.3.1;OCT:" + person).cpf.reveal() == "12345678909");
  CHECK(certificate_with("otherName:2.16.76.1.3.1;UTF8:" + person).cpf.reveal() == "12345678909");
  CHECK(certificate_with("otherName:2.16.76.1.3.3;PRINTABLE:11222333000181").cnpj == "11222333000181");
  CHECK(certificate_with("otherName:2.16.76.1.3.1;UTF8:01011980123").cpf.empty());
  CHECK(certificate_with("otherName:2.16.76.1.3.1;UTF8:0101198000000000000").cpf.empty());
  CHECK(certificate_with("otherName:2.16.76.1.3.1;UTF8:01011980a2345678909").cpf.empty());
  CHECK(certificate_with("otherName:2.16.76.1.3.1;INTEGER:3,email:a@example.com").cpf.empty());
}

TEST_CASE("of two signatures the second covers the first and the file to its end", "[signing][signed_file]") {
  std::string const first = by().sign(plain());
  pdf_signing how = by().signing();
  how.digest = "SHA512";
  std::string const file = sign_pdf(first, by().signer, how);
  std::string const third = by().sign(file);
  auto const report = check(third);
  REQUIRE(report.signatures.size() == 3);
  for (auto const& one : report.signatures) CHECK(one.verdict == signature_verdict::valid);
  CHECK(report.signatures[0].covered_end == first.size());
  CHECK(report.signatures[0].appended == third.size() - first.size());
  CHECK(report.signatures[1].covered_end == file.size());
  CHECK(report.signatures[2].appended == 0);
  CHECK(is_intact(report));
}

TEST_CASE("what is appended after the last signature is counted, and not covered", "[signing][signed_file]") {
  std::string const file = by().sign(plain());
  for (std::string const& more :
       {std::string("\n"), std::string(1, '\0'), std::string("1 0 obj\n<< /Type /Catalog >>\nendobj\n")}) {
    auto const report = check(file + more);
    REQUIRE(report.signatures.size() == 1);
    CHECK(report.signatures[0].verdict == signature_verdict::valid);
    CHECK(report.signatures[0].appended == more.size());
    CHECK_FALSE(report.covered_to_end);
    CHECK_FALSE(is_intact(report));
  }
}

TEST_CASE("a document time stamp is checked as such", "[signing][signed_file]") {
  identity_options options;
  options.name = "ACT de Teste";
  options.more = {{NID_key_usage, "critical,digitalSignature"}, {NID_ext_key_usage, "critical,timeStamping"}};
  identity const stamper = make_identity(options, &by().root);
  auto const at = moment("2026-11-28T15:00:00Z");
  std::string const file = stamp_pdf(by().sign(plain()), stamper, at);
  auto const report = check(file);
  REQUIRE(report.signatures.size() == 2);
  pdf_signature const& stamp = report.signatures[1];
  CHECK(stamp.kind == signature_kind::document_time_stamp);
  CHECK(stamp.verdict == signature_verdict::valid);
  CHECK(stamp.signed_at == at);
  CHECK(stamp.signed_at_by == time_source::time_stamp);
  CHECK(stamp.certificate.common_name.reveal() == "ACT de Teste");
  CHECK(is_intact(report));
  std::string altered = file;
  altered[20] = 'X';
  CHECK(check(altered).signatures[1].verdict == signature_verdict::altered);
  // Whoever signs documents is no time-stamp authority.
  CHECK(check(stamp_pdf(plain(), by().signer, at)).signatures[0].verdict == signature_verdict::untrusted);
  auto const nobody = verify_signed_bytes(file, trust_store(), today()).value();
  CHECK(nobody.signatures[1].verdict == signature_verdict::unchecked);
}

TEST_CASE("the time of a trusted stamp on the signature counts before the one that the signer claims", "[signing][signed_file]") {
  identity_options options;
  options.more = {{NID_key_usage, "critical,digitalSignature"}, {NID_ext_key_usage, "critical,timeStamping"}};
  identity const stamper = make_identity(options, &by().root);
  identity const stranger = make_identity(options);
  auto const signed_with = [&](identity const& by_whom) {
    pdf_signing how = by().signing();
    how.stamp = [&](std::string const& bytes) { return make_time_stamp(bytes, by_whom, moment("2026-11-28T15:00:00Z")); };
    return only_signature(sign_pdf(plain(), by().signer, how), by().trusted);
  };
  auto const one = signed_with(stamper);
  CHECK(one.verdict == signature_verdict::valid);
  CHECK(one.signed_at == moment("2026-11-28T15:00:00Z"));
  CHECK(one.signed_at_by == time_source::time_stamp);
  CHECK(signed_with(stranger).signed_at_by == time_source::signed_attribute);
}

TEST_CASE("a signature of a kind that is not checked is named", "[signing][signed_file]") {
  pdf_signing how = by().signing();
  how.subfilter = "adbe.x509.rsa_sha1";
  auto const one = only_signature(sign_pdf(plain(), by().signer, how), by().trusted);
  CHECK(one.verdict == signature_verdict::unsupported);
  CHECK(one.subfilter == "adbe.x509.rsa_sha1");
  CHECK_FALSE(one.reason.empty());
}

TEST_CASE("a file is checked like its bytes", "[signing][signed_file][file]") {
  temporary_folder const folder;
  std::string const big = by().sign(by().sign(small_pdf("contrato", 700'000)) + std::string(300'000, '\n'));
  for (std::string const& file : {plain(), by().sign(plain()), big, big + ' ', big.substr(0, big.size() - 90)}) {
    auto const from_bytes = check(file);
    auto const from_file = verify_signed_file(folder.write("a.pdf", file), by().trusted, today()).value();
    CHECK(from_file.state == from_bytes.state);
    CHECK(from_file.covered_to_end == from_bytes.covered_to_end);
    CHECK(from_file.size == file.size());
    REQUIRE(from_file.signatures.size() == from_bytes.signatures.size());
    for (std::size_t i = 0; i < from_file.signatures.size(); ++i) {
      CHECK(from_file.signatures[i].verdict == from_bytes.signatures[i].verdict);
      CHECK(from_file.signatures[i].covered_end == from_bytes.signatures[i].covered_end);
    }
  }
  CHECK(is_intact(verify_signed_file(folder.write("a.pdf", big), by().trusted, today()).value()));
}

TEST_CASE("a file that cannot be read is an error", "[signing][signed_file][file]") {
  temporary_folder const folder;
  CHECK(verify_signed_file(folder.path("missing.pdf"), by().trusted, today()).error().code == errc::file_error);
  CHECK(verify_signed_file(folder.path(""), by().trusted, today()).error().code == errc::file_error);
  CHECK(verify_signed_file(std::string("a\0b", 3), by().trusted, today()).error().code == errc::invalid_argument);
  CHECK(verify_signed_file(folder.write("a.pdf", ""), by().trusted, today()).error().code == errc::malformed);
}

TEST_CASE("a check leaves no errors for the next user of OpenSSL", "[signing][signed_file]") {
  ERR_clear_error();
  check(by().sign(plain()));
  verify_signed_bytes(by().sign(plain()), trust_store::from_pem(make_identity({}).pem()).value(), today()).value();
  CHECK(ERR_peek_error() == 0);
}

TEST_CASE("each enumerator has a name of its own", "[signing][signed_file]") {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(signature_verdict::unsupported); ++i) {
    names.insert(to_string(static_cast<signature_verdict>(i)));
  }
  CHECK(names.size() == 9);
  for (auto value : {signed_file_state::unsigned_file, signed_file_state::signed_file, signed_file_state::unreadable}) {
    names.insert(to_string(value));
  }
  for (auto value : {time_source::none, time_source::dictionary, time_source::signed_attribute, time_source::time_stamp}) {
    names.insert(to_string(value));
  }
  for (auto value : {signature_kind::signature, signature_kind::document_time_stamp}) names.insert(to_string(value));
  CHECK(names.size() == 18);
}

} // namespace verify_signed_file_test
