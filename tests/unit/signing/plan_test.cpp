#include "support/catch.hpp"

#include "support/files/temporary_folder.hpp"
#include "support/signing/requests.hpp"

#include "signing/sending/reference.hpp"

#include <rubrica/signing/plan.hpp>

#include <nlohmann/json.hpp>

#include <set>

namespace plan_test {

using namespace rubrica;
using namespace rubrica::signing;
using clicksign::channel;
using clicksign::requirement_action;

namespace {

instant const now = *timestamp("2026-11-22T10:00:00.000-03:00").at();

plan plan_of(request const& request) {
  return make_plan(preflight(request, now).value(), "abcdefghijklmnopqrstuvwxyz");
}

} // namespace

TEST_CASE("the plan's envelope has the key in its name and one month to go", "[signing][sending]") {
  auto request = rubrica_test::small_request();
  request.subject = "Contrato";
  request.message = "Segue o contrato.";
  plan const p = plan_of(request);
  CHECK(p.envelope.name == std::string("contrato.pdf (ref. ") + reference_of("abcdefghijklmnopqrstuvwxyz") + ")");
  CHECK(p.envelope.deadline->text() == "2026-12-22T10:00:00.000-03:00");
  CHECK(p.envelope.subject == "Contrato");
  CHECK(p.envelope.message == "Segue o contrato.");
  CHECK(*p.envelope.remind_interval.value() == 3);
  CHECK(p.envelope.block_after_refusal);
  CHECK(p.notification.has_value());

  request.name = "Proposta 7";
  request.deadline = timestamp("2027-01-10T18:00:00.000-03:00");
  CHECK(plan_of(request).envelope.name == std::string("Proposta 7 (ref. ") + reference_of("abcdefghijklmnopqrstuvwxyz") + ")");
  CHECK(plan_of(request).envelope.deadline == request.deadline);

  request.name = "Proposta\r\n7\n";
  request.subject = "Contrato\nde teste";
  request.deadline = timestamp("31/12/2026");
  CHECK(plan_of(request).envelope.name == std::string("Proposta 7 (ref. ") + reference_of("abcdefghijklmnopqrstuvwxyz") + ")");
  CHECK(plan_of(request).envelope.subject == "Contrato de teste");
  CHECK(plan_of(request).envelope.deadline->text() == "2026-12-31T23:59:59-03:00");
}

TEST_CASE("a document carries what the CRM wants to hear again", "[signing][sending]") {
  plan const p = plan_of(rubrica_test::small_request());
  REQUIRE(p.documents.size() == 1);
  CHECK(p.documents[0].filename == "contrato.pdf");
  auto const metadata = nlohmann::json::parse(p.documents[0].metadata);
  CHECK(metadata == nlohmann::json{{"rubrica_key", "abcdefghijklmnopqrstuvwxyz"},
                                   {"rubrica_file", 0},
                                   {"record_kind", "opportunity"},
                                   {"record_id", "OP-1207"},
                                   {"type", "contract"},
                                   {"description", "Contrato de teste"}});
}

TEST_CASE("a file on disk gets its shown name and keeps its extension", "[signing][sending]") {
  rubrica_test::temporary_folder const folder;
  auto request = rubrica_test::small_request();
  auto name_of = [&](char const* path, char const* name) {
    request.files[0] = {};
    request.files[0].path = folder.write(path, "content");
    request.files[0].name = name;
    request.files[0].check_content = false;
    return plan_of(request).documents[0].filename;
  };
  CHECK(name_of("contrato.pdf", "") == "contrato.pdf");
  CHECK(name_of("contrato.PDF", "") == "contrato.PDF");
  CHECK(name_of("x.pdf", "Contrato de presta\xC3\xA7\xC3\xA3o") == "Contrato de presta\xC3\xA7\xC3\xA3o.pdf");
  CHECK(name_of("x.pdf", "Contrato.pdf") == "Contrato.pdf");
  CHECK(name_of("x.docx", "Contrato.pdf") == "Contrato.pdf.docx");
  CHECK(name_of("x.pdf", "../../etc/v1.2") == "..-..-etc-v1.2.pdf");
  CHECK(name_of("quebra\nlinha.pdf", "") == "quebra linha.pdf");
  CHECK(name_of("x.pdf", "\xE2\x80\xAE\n") == "x.pdf");
}

TEST_CASE("a signer is written as ClickSign wants it", "[signing][sending]") {
  auto request = rubrica_test::small_request();
  auto& signer = request.signers[0];
  signer.mobile = "+55 (11) 98765-4321";
  signer.cpf = "52998224725";
  signer.birthday = "1984-02-03";
  signer.group = 2;
  signer.refusable = true;
  auto const out = plan_of(request).signers[0];
  CHECK(out.name == "Ana Souza");
  CHECK(out.email == "ana@acme.example");
  CHECK(out.phone_number == "11987654321");
  CHECK(out.documentation == "529.982.247-25");
  CHECK(out.birthday == "1984-02-03");
  CHECK(out.group == 2);
  CHECK(out.refusable);
  CHECK(out.has_documentation);
}

TEST_CASE("channels follow the authentication and what is known", "[signing][sending]") {
  auto request = rubrica_test::small_request();
  auto& signer = request.signers[0];
  auto channels = [&] { return plan_of(request).signers[0].channels; };
  CHECK(channels().signature_request == channel::email);
  CHECK(channels().signature_reminder == channel::email);
  CHECK(channels().document_signed == channel::email);
  signer.mobile = "11 98765-4321";
  signer.authentication = auth::sms;
  CHECK(channels().signature_request == channel::sms);
  CHECK(channels().document_signed == channel::email);
  signer.authentication = auth::whatsapp;
  signer.email = "";
  CHECK(channels().signature_request == channel::whatsapp);
  CHECK(channels().signature_reminder == channel::none);
  CHECK(channels().document_signed == channel::whatsapp);
  signer.channels = clicksign::signer_channels{channel::none, channel::none, channel::whatsapp};
  CHECK(channels().signature_request == channel::none);
}

TEST_CASE("each signer agrees and gives evidence on each document", "[signing][sending]") {
  auto request = rubrica_test::request_with_signers(2);
  request.files.push_back(request.files[0]);
  request.signers[0].role = role::witness;
  request.signers[1].more_authentications = {auth::selfie};
  plan const p = plan_of(request);
  std::vector<clicksign::new_requirement> all;
  for (auto const& one : p.requirements)
    all.push_back(with_ids(one, {document_id("d0"), document_id("d1")}, {signer_id("s0"), signer_id("s1")}));
  CHECK(all.size() == 2 * (2 + 3));
  auto count = [&](auto&& matches) { return std::count_if(all.begin(), all.end(), matches); };
  CHECK(count([](auto& one) { return one.document == document_id("d1"); }) == 5);
  CHECK(count([](auto& one) {
          return one.signer == signer_id("s0") && one.action == requirement_action::agree && one.role == role::witness;
        }) == 2);
  CHECK(count([](auto& one) { return one.signer == signer_id("s1") && one.auth == auth::selfie; }) == 2);
  CHECK(count([](auto& one) { return one.action == requirement_action::provide_evidence && one.auth == auth::email; }) == 4);
}

TEST_CASE("keys are 26 characters of base32 and do not repeat", "[signing][sending]") {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    std::string const key = random_key();
    CHECK(key.size() == 26);
    CHECK(key.find_first_not_of("abcdefghijklmnopqrstuvwxyz234567") == std::string::npos);
    CHECK(seen.insert(key).second);
  }
}

} // namespace plan_test
