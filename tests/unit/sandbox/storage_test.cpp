#include "support/catch.hpp"

#include "fixture.hpp"
#include "support/files/zip.hpp"

#include <cstring>

namespace storage_test {

using namespace fixture;

namespace {

json links(account& on, std::string const& path) {
  return on.get(path).body["data"]["links"]["files"];
}

} // namespace

TEST_CASE("the original of a document comes back as it was sent, from another origin", "[sandbox][storage][socket]") {
  account on;
  auto const envelope = on.envelope();
  auto const document = on.document(envelope, "Contrato ação & cia.pdf");
  std::string const url = links(on, "/envelopes/" + envelope + "/documents/" + document)["original"];
  CHECK(origin_of(url) == on.sandbox.storage_url());
  CHECK(origin_of(url) != origin_of(on.sandbox.base_url()));
  for (char const* part : {"X-Amz-Expires=300", "X-Amz-Date=", "X-Amz-Algorithm=AWS4-HMAC-SHA256",
                           "X-Amz-Credential=", "X-Amz-SignedHeaders=host", "X-Amz-Signature=", "X-Amz-Security-Token="}) {
    CHECK(url.find(part) != std::string::npos);
  }
  auto const got = fetch(url);
  CHECK(got.status == 200);
  CHECK(got.text == tiny_pdf);
  CHECK(got.header("Content-Type") == "application/pdf");
  CHECK_FALSE(got.header("x-amz-request-id").empty());
}

TEST_CASE("a link to a file expires after 300 seconds and is made anew", "[sandbox][storage][socket][clock]") {
  account on;
  auto const envelope = on.envelope();
  std::string const path = "/envelopes/" + envelope + "/documents/" + on.document(envelope);
  std::string const url = links(on, path)["original"];
  on.sandbox.advance(std::chrono::seconds(290));
  CHECK(fetch(url).status == 200);
  on.sandbox.advance(std::chrono::seconds(10));
  auto const expired = fetch(url);
  CHECK(expired.status == 403);
  CHECK(expired.header("Content-Type") == "application/xml");
  CHECK(expired.text.find("<Code>AccessDenied</Code><Message>Request has expired</Message>") != std::string::npos);
  CHECK(fetch(links(on, path)["original"]).status == 200);
}

TEST_CASE("a link to a file is for that file and cannot be altered", "[sandbox][storage][socket]") {
  account on;
  auto const envelope = on.envelope();
  std::string const url = links(on, "/envelopes/" + envelope + "/documents/" + on.document(envelope))["original"];
  std::string other = url;
  other.replace(other.find("contrato.pdf"), 8, "contratos");
  CHECK(fetch(other).status == 403);
  CHECK(fetch(other).text.find("SignatureDoesNotMatch") != std::string::npos);
  std::string later = url;
  later.replace(later.find("X-Amz-Date=") + 11, 4, "2999");
  CHECK(fetch(later).status == 403);
  CHECK(fetch(url.substr(0, url.find('?'))).status == 403);
  on.remove("/envelopes/" + envelope);
  CHECK(fetch(url).status == 404);
  CHECK(fetch(url).text.find("NoSuchKey") != std::string::npos);
}

TEST_CASE("the storage tells who brought the token", "[sandbox][storage][socket]") {
  account on;
  auto const envelope = on.envelope();
  std::string const url = links(on, "/envelopes/" + envelope + "/documents/" + on.document(envelope))["original"];
  on.sandbox.forget_requests();
  CHECK(fetch(url).status == 200);
  auto const refused = fetch(url, {{"Authorization", "sandbox-token"}});
  CHECK(refused.status == 400);
  CHECK(refused.text.find("InvalidArgument") != std::string::npos);
  CHECK(fetch(url + "&access_token=sandbox-token").status == 200);
  auto const seen = on.sandbox.storage_requests();
  REQUIRE(seen.size() == 3);
  CHECK(on.sandbox.requests().empty());
  for (auto const& one : seen) CHECK(one.where == rubrica::sandbox::origin::storage);
  CHECK_FALSE(seen[0].had_authorization);
  CHECK_FALSE(seen[0].carried_token);
  CHECK(seen[0].status == 200);
  CHECK(seen[1].had_authorization);
  CHECK(seen[1].carried_token);
  CHECK_FALSE(seen[2].had_authorization);
  CHECK(seen[2].carried_token);
}

TEST_CASE("a signed PDF is another PDF, and the archive holds both", "[sandbox][storage][socket]") {
  account on;
  auto const made = start(on);
  REQUIRE(on.sandbox.sign(made.signers[0]));
  auto const files = links(on, made.document_path());
  auto const final_pdf = fetch(files["signed"]);
  CHECK(final_pdf.status == 200);
  CHECK(final_pdf.header("Content-Type") == "application/pdf");
  CHECK(final_pdf.text != tiny_pdf);
  CHECK(final_pdf.text.compare(0, tiny_pdf.size(), tiny_pdf) == 0);
  auto const archive = fetch(files["ziped"]);
  CHECK(archive.header("Content-Type") == "application/zip");
  auto const entries = rubrica_test::unzip_stored(archive.text);
  REQUIRE(entries.size() == 2);
  CHECK(entries.at("contrato-0.pdf") == tiny_pdf);
  CHECK(entries.at("contrato-0_Clicksign.pdf") == final_pdf.text);
}

TEST_CASE("a document that is no PDF is signed as a PDF", "[sandbox][storage][socket]") {
  account on;
  auto const envelope = on.envelope();
  auto const document =
      on.post("/envelopes/" + envelope + "/documents",
              resource("documents", {{"filename", "minuta.docx"}, {"content_base64", "data:application/msword;base64,QUJD"}}))
          .id();
  auto const signer = on.signer(envelope);
  on.link(envelope, document, signer);
  on.activate(envelope);
  REQUIRE(on.sandbox.sign(signer));
  auto const files = links(on, "/envelopes/" + envelope + "/documents/" + document);
  auto const final_pdf = fetch(files["signed"]).text;
  CHECK(final_pdf.compare(0, 5, "%PDF-") == 0);
  CHECK(fetch(files["original"]).text == "ABC");
  CHECK(rubrica_test::unzip_stored(fetch(files["ziped"]).text).count("minuta_Clicksign.pdf") == 1);
}

TEST_CASE("a canceled document has its files too", "[sandbox][storage][socket]") {
  account on;
  auto const made = start(on);
  on.patch(made.document_path(), change("documents", made.documents[0], {{"status", "canceled"}}));
  CHECK(links(on, made.document_path()).contains("signed"));
  CHECK(event_names(on.sandbox).back() == "cancel");
}

TEST_CASE("a large file comes back whole, and in part", "[sandbox][storage][socket]") {
  account on;
  auto const envelope = on.envelope();
  std::string const text = "data:text/plain;base64," + std::string(std::size_t{4} * 300'000, 'Q');
  auto const document =
      on.post("/envelopes/" + envelope + "/documents", resource("documents", {{"filename", "a.txt"}, {"content_base64", text}}))
          .id();
  std::string const url = links(on, "/envelopes/" + envelope + "/documents/" + document)["original"];
  CHECK(fetch(url).text.size() == 900'000);
  auto const part = fetch(url, {{"Range", "bytes=10-19"}});
  CHECK(part.status == 206);
  CHECK(part.text.size() == 10);
}

} // namespace storage_test
