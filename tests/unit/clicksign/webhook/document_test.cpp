#include "fixtures.hpp"
#include "support/catch.hpp"

namespace document_test {

namespace webhook = rubrica::clicksign::webhook;
using rubrica::clicksign::authentication;
using rubrica::clicksign::role;

TEST_CASE("a document of API v3 is read with all its fields", "[clicksign][webhook]") {
  auto const d = event_of("sign_v3").document.value();
  CHECK(d.key == rubrica::document_id("doc-77aa"));
  CHECK(d.account_key == "acc0-1111");
  CHECK(d.path == "/Venda 4711/contrato.pdf");
  CHECK(d.filename == "contrato.pdf");
  CHECK(d.status == rubrica::clicksign::status::running);
  CHECK(d.uploaded_at.text() == "2026-03-02T12:00:00.100Z");
  CHECK(d.updated_at.text() == "2026-03-02T12:00:05.200Z");
  CHECK(d.finished_at.empty());
  CHECK(d.deadline.text() == "2026-04-01T09:00:00.000-03:00");
  CHECK(d.auto_close == true);
  CHECK(d.locale == rubrica::clicksign::locale::pt_br);
  CHECK(d.metadata == R"({"opportunity":"OP-1207","lines":[1,2.5]})");
  CHECK(d.sequence_enabled == false);
  CHECK(d.signable_group.empty());
  CHECK(d.remind_interval == 3);
  CHECK(d.block_after_refusal == true);
  CHECK(d.preview == false);
  CHECK(d.downloads.original_file_url.reveal() ==
        "https://files.rubrica.test/o.pdf?X-Amz-Expires=300&X-Amz-Date=20260302T120000Z");
  CHECK(d.downloads.signed_file_url.empty());
  REQUIRE(d.made_from.has_value());
  CHECK(d.made_from->key == "tpl-9");
  CHECK(d.made_from->data == "{\"razao_social\":\"Padaria Aurora \xE2\x80\x94 Ltda\"}");
  CHECK(d.attachments == "[]");
  CHECK(d.self == "/doc-77aa");
  CHECK(d.signers.size() == 2);
}

TEST_CASE("a document of API v1 is read with all its fields", "[clicksign][webhook]") {
  auto const d = event_of("sign_v1").document.value();
  CHECK(d.status == rubrica::clicksign::status::closed);
  CHECK(d.auto_close == false);
  CHECK(d.locale == rubrica::clicksign::locale::en_us);
  CHECK(d.metadata == R"({"envelope":"e-1"})");
  CHECK(d.sequence_enabled == true);
  CHECK(d.signable_group == "7");
  CHECK(d.remind_interval == 14);
  CHECK(d.block_after_refusal == false);
  CHECK(d.preview == true);
  CHECK(d.finished_at.text() == "2021-06-02T17:40:59.000Z");
  CHECK(d.downloads.original_file_url.reveal() == "/2021/o.pdf");
  CHECK(d.downloads.signed_file_url.reveal() == "/2021/s.pdf");
  CHECK(d.downloads.zipped_file_url.reveal() == "/2021/s.zip");
  CHECK(d.made_from->key == "tpl-text");
  CHECK(d.made_from->data.empty());
  CHECK(d.attachments == R"([{"name":"a"}])");
}

TEST_CASE("the embedded history of a document is read into the same payloads", "[clicksign][webhook]") {
  auto const history = event_of("sign_v3").document.value().events;
  REQUIRE(history.size() == 4);
  CHECK(history[0].name == webhook::event_name::upload);
  CHECK(history[0].occurred_at.text() == "2026-03-02T09:00:00.100-03:00");
  auto const& uploaded = std::get<webhook::upload_event>(history[0].data);
  check_operator(uploaded);
  CHECK(uploaded.deadline.text() == "2026-04-01T09:00:00.000-03:00");
  CHECK(uploaded.auto_close == true);
  CHECK(uploaded.locale == rubrica::clicksign::locale::pt_br);
  CHECK(history[1].occurred_at.text() == "2026-03-02T09:00:01.000-03:00");
  auto const& added = std::get<webhook::signers_added_event>(history[1].data);
  check_operator(added);
  REQUIRE(added.signers.size() == 2);
  CHECK(added.signers[0].key.text() == "signer-1");
  CHECK(added.signers[0].email == "ana@rubrica.test");
  CHECK(added.signers[0].name == "Ana Souza");
  CHECK(added.signers[1].sign_as == std::vector<role>{role::witness});
  auto const& started = std::get<webhook::signature_started_event>(history[2].data); // whose data came first
  CHECK(started.signer.key.text() == "signer-1");
  CHECK(started.signer.email == "ana@rubrica.test");
  CHECK(history[2].occurred_at.text() == "2026-03-02T10:10:00.000-03:00");
  CHECK(history[3].occurred_at.text() == "2026-03-02T10:12:00.000-03:00");
  CHECK(std::get<webhook::unknown_event>(history[3].data).raw == R"({"x":[1]})");
}

TEST_CASE("a signer of API v3 is read with all its fields", "[clicksign][webhook]") {
  auto const event = event_of("sign_v3");
  auto const& s = std::get<webhook::signed_event>(event.data).signer;
  CHECK(s.key == rubrica::signer_id("signer-1"));
  CHECK(s.email == "ana@rubrica.test");
  CHECK(s.name == "Ana Souza");
  CHECK(s.sign_as == std::vector<role>{role::contractor});
  CHECK(s.auths == std::vector<authentication>{authentication::email});
  CHECK(s.communicate_by == rubrica::clicksign::channel::email);
  CHECK(s.phone_number.empty());
  CHECK(s.phone_number_hash.empty());
  CHECK(s.documentation == "111.444.777-35");
  CHECK(s.has_documentation == true);
  CHECK(s.birthday == "1988-07-09");
  CHECK(s.created_at.text() == "2026-03-02T09:00:00.000-03:00");
  CHECK(s.url.reveal() == "https://sandbox.clicksign.com/notarial/widget/signatures/signer-1/redirect");
  CHECK(s.list_key == "list-1");
  CHECK(s.selfie_enabled == false);
  CHECK(s.handwritten_enabled == true);
  CHECK(s.official_document_enabled == false);
  CHECK(s.liveness_enabled == true);
  CHECK(s.facial_biometrics_enabled == false);
  CHECK(s.requested_seal_pages.empty());
  CHECK(s.federal_data_validation.empty());
  CHECK(s.address == "203.0.113.7");
  CHECK(s.latitude == "-23.5505"); // a number on the wire
  CHECK(s.longitude.empty());
  CHECK_FALSE(s.signature.has_value());

  auto const& witness = event.document->signers.at(1);
  CHECK(witness.auths == std::vector<authentication>{authentication::whatsapp, authentication::selfie});
  CHECK(witness.phone_number == "11987654321");
  CHECK(witness.phone_number_hash.reveal().size() == 64);
}

TEST_CASE("a signer of API v1 is read with all its fields", "[clicksign][webhook]") {
  auto const event = event_of("sign_v1");
  auto const& s = std::get<webhook::signed_event>(event.data).signer;
  CHECK(s.request_signature_key.reveal() == "rsk-v1");
  CHECK(s.sign_as == std::vector<role>{role::approve});
  CHECK(s.communicate_by == rubrica::clicksign::channel::sms);
  CHECK(s.group == "1");
  CHECK(s.refusable == true);
  CHECK(s.read_receipts == true);
  CHECK(s.latitude == "-22.9068");
  CHECK(s.longitude == "-43.1729");
  CHECK(s.validation.status == "cpf_empty");
  CHECK(s.validation.name == "Caio D.");
  CHECK(s.files.selfie_name == "selfie.png");
  CHECK(s.files.selfie_hash.substr(0, 4) == "0101");
  CHECK(s.files.handwritten_name == "hand.png");
  CHECK(s.files.handwritten_hash.substr(0, 4) == "0202");
  CHECK(s.files.official_document_front_name == "front.png");
  CHECK(s.files.official_document_front_hash.substr(0, 4) == "0303");
  CHECK(s.files.official_document_back_name == "back.png");
  CHECK(s.files.official_document_back_hash.substr(0, 4) == "0404");
  auto const given = event.document->signers.at(0).signature.value();
  CHECK(given.name == "Caio Dias");
  CHECK(given.email == "caio@rubrica.test");
  CHECK(given.birthday == "1979-12-31");
  CHECK(given.documentation == "529.982.247-25");
  CHECK(given.validation.status == "conferred");
  CHECK(given.validation.name == "CAIO DIAS");
  CHECK(given.ip_address == "198.51.100.4");
  CHECK(given.signed_at.text() == "2021-06-02T17:40:00.000Z");
  CHECK(given.sign_as == std::vector<role>{role::approve});
}

} // namespace document_test
