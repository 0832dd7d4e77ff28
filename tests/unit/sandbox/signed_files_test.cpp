#include "support/catch.hpp"

#include "fixture.hpp"

#include <rubrica/signing/verify_signed_file.hpp>

#include "crypto/base64.hpp"
#include "crypto/hmac.hpp"

namespace signed_files_test {

using namespace fixture;
using namespace rubrica::signing;

namespace {

std::string const paged_pdf =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Count 1/Type/Pages/Kids[3 0 R]>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    "trailer<</Size 4/Root 1 0 R>>\nstartxref\n9\n%%EOF\n";

struct signed_document {
  std::string path;
  std::string file;
};

std::string link(account& on, std::string const& path, char const* which) {
  return on.get(path).body["data"]["links"]["files"][which];
}

/// A document of that content which its only signer has signed.
signed_document finish(account& on, std::string const& filename, std::string const& data_uri) {
  auto const envelope = on.envelope();
  auto const document = on.post("/envelopes/" + envelope + "/documents",
                                resource("documents", {{"filename", filename}, {"content_base64", data_uri}}))
                            .id();
  auto const signer = on.signer(envelope);
  on.link(envelope, document, signer);
  on.activate(envelope);
  REQUIRE(on.sandbox.sign(signer));
  std::string const path = "/envelopes/" + envelope + "/documents/" + document;
  return {path, fetch(link(on, path, "signed")).text};
}

signed_document finish_pdf(account& on, std::string const& bytes) {
  std::string encoded = "data:application/pdf;base64,";
  rubrica::detail::append_base64(encoded, bytes);
  return finish(on, "contrato.pdf", encoded);
}

trust_store trust(account const& on) {
  return trust_store::from_pem(on.sandbox.signing_certificates()).value();
}

/// Whether each line of each table leads to the object of its number; how many there are.
std::size_t checked_rows(std::string const& pdf) {
  std::size_t rows = 0;
  for (std::size_t at = pdf.find("\nxref\n"); at != std::string::npos; at = pdf.find("\nxref\n", at + 1)) {
    std::size_t line = at + 6;
    while (pdf.compare(line, 7, "trailer") != 0) {
      std::size_t read = 0;
      int number = std::stoi(pdf.substr(line, 20), &read);
      int count = std::stoi(pdf.substr(line + read, 20));
      line = pdf.find('\n', line) + 1;
      for (; count > 0; --count, ++number, line += 20) {
        if (pdf[line + 17] == 'f') continue;
        std::string const object = std::to_string(number) + " 0 obj\n";
        CHECK(pdf.compare(std::stoul(pdf.substr(line, 10)), object.size(), object) == 0);
        ++rows;
      }
    }
  }
  return rows;
}

} // namespace

TEST_CASE("a signed file is valid for whoever trusts the simulator's certificate", "[sandbox][storage][socket]") {
  account on;
  for (std::string const& original : {tiny_pdf, paged_pdf}) {
    auto const done = finish_pdf(on, original);
    CHECK(done.file.compare(0, original.size(), original) == 0);
    auto const report = verify_signed_bytes(done.file, trust(on), on.sandbox.now()).value();
    CHECK(is_intact(report));
    REQUIRE(report.signatures.size() == 1);
    CHECK(report.signatures[0].verdict == signature_verdict::valid);
    CHECK(report.signatures[0].signed_at_by == time_source::signed_attribute);
    CHECK(on.sandbox.now() - *report.signatures[0].signed_at < std::chrono::minutes(5));
    CHECK(verify_signed_bytes(done.file, trust_store(), on.sandbox.now()).value().signatures[0].verdict ==
          signature_verdict::unchecked);
    account const other;
    CHECK(verify_signed_bytes(done.file, trust(other), on.sandbox.now()).value().signatures[0].verdict ==
          signature_verdict::untrusted);
  }
}

TEST_CASE("the last page of a signed file prints the hash of the original", "[sandbox][storage][socket]") {
  account on;
  auto const done = finish_pdf(on, paged_pdf);
  CHECK(done.file.find('(' + rubrica::detail::sha256_hex(paged_pdf) + ") Tj") != std::string::npos);
  // The catalog leads to the new page and to the field of the signature.
  CHECK(done.file.find("2 0 obj\n<</Count 2/Type/Pages/Kids[3 0 R 4 0 R]>>\nendobj") != std::string::npos);
  CHECK(done.file.find("1 0 obj\n<</Type/Catalog/Pages 2 0 R /AcroForm << /Fields [7 0 R] /SigFlags 3 >> >>\nendobj") !=
        std::string::npos);
  CHECK(done.file.find("<< /Size 9 /Root 1 0 R /Prev 9 >>") != std::string::npos);
  CHECK(checked_rows(done.file) == 7);
}

TEST_CASE("a signed file is the same each time, whole and in part", "[sandbox][storage][socket]") {
  account on;
  auto const done = finish_pdf(on, paged_pdf);
  CHECK(fetch(link(on, done.path, "signed")).text == done.file);
  std::string const begin = "bytes=" + std::to_string(paged_pdf.size()) + '-';
  CHECK(fetch(link(on, done.path, "signed"), {{"Range", begin}}).text == done.file.substr(paged_pdf.size()));
}

TEST_CASE("the signed file of a document that is no PDF is one, and signed", "[sandbox][storage][socket]") {
  account on;
  auto const done = finish(on, "minuta.docx", "data:application/msword;base64,QUJD");
  CHECK(is_intact(verify_signed_bytes(done.file, trust(on), on.sandbox.now()).value()));
  CHECK(done.file.find(rubrica::detail::sha256_hex("ABC")) != std::string::npos);
  CHECK(checked_rows(done.file) == 12);
}

TEST_CASE("the simulator's certificate is valid for 12 months, and then there is another", "[sandbox][storage][socket][clock]") {
  account on;
  auto const before = finish_pdf(on, tiny_pdf).file;
  on.sandbox.advance(std::chrono::hours(24 * 400));
  CHECK(trust(on).size() == 1);
  auto const after = finish_pdf(on, tiny_pdf).file;
  CHECK(trust(on).size() == 2);
  auto const verdict = [&](std::string const& file) {
    return verify_signed_bytes(file, trust(on), on.sandbox.now()).value().signatures.at(0).verdict;
  };
  CHECK(verdict(before) == signature_verdict::valid_when_signed);
  CHECK(verdict(after) == signature_verdict::valid);
}

TEST_CASE("the simulator's certificate is told over HTTP", "[sandbox][controls][socket]") {
  account on;
  auto const told = on.control("signing_certificates");
  CHECK(told.status == 200);
  CHECK(told.body["pem"] == on.sandbox.signing_certificates());
}

} // namespace signed_files_test
