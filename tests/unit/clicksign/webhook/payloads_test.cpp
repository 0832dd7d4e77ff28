#include "fixtures.hpp"
#include "support/catch.hpp"

#include <set>

namespace payloads_test {

namespace webhook = rubrica::clicksign::webhook;
using rubrica::clicksign::authentication;
using rubrica::clicksign::role;
using webhook::event_name;

TEST_CASE("an upload event has its payload", "[clicksign][webhook]") {
  auto const e = payload_of<webhook::upload_event>("upload_v2");
  check_operator(e);
  CHECK(e.deadline.text() == "2026-04-01T09:00:00.000-03:00");
  CHECK(e.auto_close == true);
  CHECK(e.locale == rubrica::clicksign::locale::pt_br);
}

TEST_CASE("add_signer and remove_signer events have their payloads", "[clicksign][webhook]") {
  auto const added = payload_of<webhook::signers_added_event>("add_signer_v3");
  check_operator(added);
  REQUIRE(added.signers.size() == 2);
  CHECK(added.signers[0].key == rubrica::signer_id("signer-1"));
  CHECK(added.signers[1].email == "bruno@rubrica.test");

  auto const removed = payload_of<webhook::signers_removed_event>("remove_signer");
  check_operator(removed);
  REQUIRE(removed.signers.size() == 1);
  CHECK(removed.signers[0].communicate_by == rubrica::clicksign::channel::whatsapp);
  CHECK(removed.signers[0].read_receipts == false);
  CHECK(removed.signers[0].sign_as == std::vector<role>{role::witness});
}

TEST_CASE("a signature_started event has its payload", "[clicksign][webhook]") {
  auto const e = payload_of<webhook::signature_started_event>("signature_started");
  CHECK(e.signer.key.text() == "signer-1");
  CHECK(e.signer.email == "ana@rubrica.test");
  CHECK(e.account.key == "acc0-1111");
  CHECK(event_of("signature_started").occurred_at.text() == "2026-03-02T10:10:00.000-03:00");
}

TEST_CASE("a sign event of API v3 has its payload", "[clicksign][webhook]") {
  auto const event = event_of("sign_v3");
  CHECK(event.name == event_name::sign);
  CHECK(event.occurred_at.text() == "2026-03-02T10:15:30.123-03:00");
  CHECK(event.id.empty());
  CHECK_FALSE(event.acceptance.has_value());
  CHECK(event.raw == bytes_of("sign_v3"));
  auto const& e = std::get<webhook::signed_event>(event.data);
  CHECK(e.signer.name == "Ana Souza");
  CHECK(e.account.key == "acc0-1111");
  CHECK(e.account.timestamp_signature_functionality == true);
  CHECK(e.log_version == "1.2000.3");
  CHECK(e.url.reveal() == "https://files.rubrica.test/log");
  CHECK(e.secret_hmac.empty());
  CHECK(payload_of<webhook::signed_event>("sign_v1").secret_hmac == "5e");
}

TEST_CASE("a refusal event has its payload", "[clicksign][webhook]") {
  auto const e = payload_of<webhook::refusal_event>("refusal");
  CHECK(e.signer.key.text() == "signer-2");
  CHECK(e.signer.sign_as == std::vector<role>{role::seller, role::witness});
  CHECK(e.reasons == std::vector<std::string>{"Conte\xC3\xBA"
                                              "do do documento",
                                              "Outros"});
  CHECK(e.comment == "O valor est\xC3\xA1 errado");
  CHECK(e.account.key == "acc0-1111");
}

TEST_CASE("close and auto_close events are one group", "[clicksign][webhook]") {
  auto const by_hand = payload_of<webhook::closed_event>("close");
  CHECK_FALSE(by_hand.automatic);
  check_operator(by_hand);
  auto const automatic = payload_of<webhook::closed_event>("auto_close_data_first");
  CHECK(automatic.automatic);
  CHECK(automatic.user.email.empty());
  CHECK(automatic.account.key.empty());
}

TEST_CASE("document_closed, deadline and cancel events have their payloads", "[clicksign][webhook]") {
  CHECK(payload_of<webhook::file_ready_event>("document_closed_array").account.key == "acc0-1111");
  CHECK(payload_of<webhook::deadline_event>("deadline").reached_at.text() == "2026-04-01T09:00:00.500-03:00");
  check_operator(payload_of<webhook::cancelled_event>("cancel"));
}

TEST_CASE("an event of a changed setting has its payload", "[clicksign][webhook]") {
  auto const deadline = payload_of<webhook::settings_changed_event>("update_deadline");
  CHECK(deadline.deadline.text() == "2026-05-01T09:00:00.000-03:00");
  CHECK_FALSE(deadline.auto_close.has_value());
  for (char const* name : {"update_deadline", "update_auto_close", "update_locale", "update_block_after_refusal"}) {
    INFO(name);
    check_operator(payload_of<webhook::settings_changed_event>(name));
    CHECK(event_of(name).occurred_at.text() == "2026-03-04T12:00:00.000-03:00");
  }
  CHECK(payload_of<webhook::settings_changed_event>("update_auto_close").auto_close == false);
  CHECK(payload_of<webhook::settings_changed_event>("update_locale").locale == rubrica::clicksign::locale::en_us);
  CHECK(payload_of<webhook::settings_changed_event>("update_block_after_refusal").block_after_refusal == true);
}

TEST_CASE("an add_image event has its payload", "[clicksign][webhook]") {
  auto const e = payload_of<webhook::image_added_event>("add_image");
  CHECK(e.attachment_id == 287);
  CHECK(e.title == "Foto");
  CHECK(e.content_name == "foto.jpeg");
  CHECK(e.content_hash.substr(0, 4) == "0f0f");
  CHECK(e.content_hash.size() == 64);
  CHECK(e.occurred_at.offset() == std::chrono::minutes(-198));
}

TEST_CASE("a custom event has its payload", "[clicksign][webhook]") {
  auto const e = payload_of<webhook::custom_event>("custom");
  CHECK(e.kind == "token_sms");
  CHECK(e.signer_name == "Ana Souza");
  CHECK(e.signer_email == "ana@rubrica.test");
  CHECK(e.signer_phone_number == "11900000000");
  CHECK(e.occurred_at.text() == "2020-10-28 11:00:00 +0300");
  CHECK(e.occurred_at.at().has_value());
}

TEST_CASE("an attempts_* event is read in its three shapes", "[clicksign][webhook]") {
  for (char const* name : {"attempts_row", "attempts_flat"}) {
    INFO(name);
    auto const e = payload_of<webhook::attempts_exceeded_event>(name);
    CHECK(e.signer.id == 57041);
    CHECK(e.signer.account_id == 9275);
    CHECK(e.signer.key.text() == "signer-1");
    CHECK(e.signer.updated_at.text() == "2026-03-02T10:00:00.000-03:00");
    CHECK(e.signer.notified == false);
    CHECK(e.signer.contact == true);
    CHECK(e.signer.email == "ana@rubrica.test");
    CHECK(e.signer.name == "Ana Souza");
    CHECK(e.signer.birthday == "1988-07-09");
    CHECK(e.signer.documentation == "111.444.777-35");
    CHECK(e.signer.has_documentation == true);
    CHECK(e.signer.auths == std::vector<authentication>{authentication::whatsapp});
    CHECK(e.signer.created_at.text() == "2026-03-02T09:00:00.000-03:00");
    CHECK(e.signer.phone_number.empty());
    CHECK(e.signer.secret.empty());
    CHECK(e.signer.sign_as.empty());
    CHECK(e.signer.communicate_by == rubrica::clicksign::channel::whatsapp);
    CHECK(e.account.key.empty());
  }
  auto const e = payload_of<webhook::attempts_exceeded_event>("attempts_account");
  CHECK(e.signer.sign_as == std::vector<role>{role::party});
  CHECK(e.account.key == "acc0-1111");
}

TEST_CASE("an event of refused evidence has its payload", "[clicksign][webhook]") {
  auto const liveness = payload_of<webhook::evidence_refused_event>("liveness_refused");
  CHECK(liveness.signer.name == "Ana Souza");
  CHECK(liveness.account.key == "acc0-1111");
  REQUIRE(liveness.unico_result.has_value());
  CHECK(liveness.unico_result->code == "01");
  CHECK(liveness.unico_result->score == 12.0);
  CHECK(liveness.unico_result->message == "Consulta feita.");
  CHECK_FALSE(liveness.facematch.has_value());
  CHECK_FALSE(liveness.identity_biometrics.has_value());

  for (char const* name : {"facematch_refused", "identity_biometrics_refused"}) {
    INFO(name);
    auto const e = payload_of<webhook::evidence_refused_event>(name);
    CHECK(e.signer.key.text() == "signer-1");
    CHECK(e.signer.auths == std::vector<authentication>{authentication::email, authentication::liveness});
    CHECK(e.account.key == "acc0-1111");
  }
  auto const face = payload_of<webhook::evidence_refused_event>("facematch_refused").facematch;
  REQUIRE(face.has_value());
  CHECK(face->score == 8.95);
  CHECK(face->document_type == "rg");
  CHECK(face->selfie == "https://files.rubrica.test/selfie?x=1&y=2");

  auto const identity = payload_of<webhook::evidence_refused_event>("identity_biometrics_refused").identity_biometrics;
  REQUIRE(identity.has_value());
  CHECK(identity->status == webhook::check_result::refused);
  CHECK(identity->provider == "verify");
  CHECK(identity->liveness == webhook::check_result::approved);
  CHECK(identity->identity_verification == webhook::check_result::inconclusive);
  CHECK(identity->selfie == "c2VsZmll");
}

TEST_CASE("members that were only ever seen empty are read as well", "[clicksign][webhook]") {
  auto const of_signer = [](std::string const& member) {
    auto const event = parse_text(R"({"event":{"name":"sign","data":{"signer":{)" + member + "}}}}").value();
    return std::get<webhook::signed_event>(event.data).signer;
  };
  CHECK(of_signer(R"("requested_seal_pages":"all")").requested_seal_pages == "all");
  CHECK(of_signer(R"("requested_seal_pages":[1,2])").requested_seal_pages == "[1,2]");
  CHECK(of_signer(R"("federal_data_validation":"ok")").federal_data_validation == "ok");
  CHECK(of_signer(R"("federal_data_validation":{"a":true})").federal_data_validation == R"({"a":true})");
  CHECK(of_signer(R"("phone_number":"11987654321")").phone_number == "11987654321");
  CHECK(of_signer(R"("secret":"s3cr3t")").secret.reveal() == "s3cr3t");
  auto const term = parse_text(R"({"event":{"name":"acceptance_term_sent"},"acceptance":{"sender_phone":"1133334444"}})");
  CHECK(term->acceptance->sender_phone == "1133334444");
}

TEST_CASE("events of acceptance terms have their payloads", "[clicksign][webhook]") {
  auto const event = event_of("acceptance_term_completed");
  check_operator(std::get<webhook::acceptance_event>(event.data));
  CHECK_FALSE(event.document.has_value());
  REQUIRE(event.acceptance.has_value());
  auto const& term = *event.acceptance;
  CHECK(term.key == "term-5");
  CHECK(term.name == "Novo plano");
  CHECK(term.content == "O plano passa a R$ 90,00");
  CHECK(term.sender_name == "Padaria Aurora");
  CHECK(term.sender_phone.empty());
  CHECK(term.signer_name == "Elisa Nunes");
  CHECK(term.signer_phone == "11977776666");
  CHECK(term.status == webhook::acceptance_status::completed);
  CHECK(term.created_at.text() == "2026-07-25T14:18:37.455-03:00");
  CHECK(term.sent_at.text() == "2026-07-25T14:19:07.497-03:00");
  REQUIRE(term.messages.size() == 2);
  CHECK(term.messages[0].message == "Ol\xC3\xA1 *Elisa*!");
  CHECK(term.messages[1].message_id == "SM2");
  CHECK(term.messages[1].profile_name == "Elisa");
  CHECK(term.messages[1].error_message == "63016");
  CHECK(term.messages[1].direction == "received");
  CHECK(term.messages[1].created_at.text() == "2026-07-26T16:24:00.000-03:00");

  auto const waiting = event_of("acceptance_term_enqueued_bare");
  CHECK(waiting.acceptance->status == webhook::acceptance_status::enqueued);
  CHECK(waiting.acceptance->sent_at.empty());
  CHECK(waiting.acceptance->messages.empty());
}

TEST_CASE("an event that nobody knows keeps its data", "[clicksign][webhook][rule4]") {
  auto const event = event_of("unknown");
  CHECK_FALSE(event.name.is_known());
  CHECK(event.name.text() == "arrived_from_tomorrow");
  CHECK(std::get<webhook::unknown_event>(event.data).raw == "{\"x\":[1,{\"y\":null}],\"\xC3\xA7\":\"\xF0\x9F\x98\x80\"}");
  CHECK(event.document->key.text() == "doc-77aa");
  CHECK(event.occurred_at.text() == "2026-08-13T12:06:59-03:00");
}

TEST_CASE("each known event name has its group", "[clicksign][webhook]") {
  std::set<std::string_view> kinds;
  for (auto const& name : event_name::all) {
    INFO(std::string(name.text));
    auto const event = parse_text("{\"event\":{\"name\":\"" + std::string(name.text) + "\",\"data\":null}}").value();
    CHECK(event.name == name);
    CHECK_FALSE(std::holds_alternative<webhook::unknown_event>(event.data));
    kinds.insert(webhook::kind(event.data));
    auto const data_first = parse_text("{\"event\":{\"data\":{},\"name\":\"" + std::string(name.text) + "\"}}").value();
    CHECK(data_first.data.index() == event.data.index());
  }
  CHECK(std::size(event_name::all) == 36);
  CHECK(kinds.size() == 18);
  CHECK(webhook::kind(webhook::unknown_event{}) == "unknown_event");
  CHECK(std::variant_size_v<webhook::payload> <= 20);
}

TEST_CASE("signers_of finds the persons of a payload", "[clicksign][webhook]") {
  CHECK(webhook::signers_of(event_of("sign_v3").data).size() == 1);
  auto const added = event_of("add_signer_v3");
  auto const both = webhook::signers_of(added.data);
  REQUIRE(both.size() == 2);
  CHECK(both[1]->name == "Bruno Lima");
  CHECK(webhook::signers_of(event_of("remove_signer").data).size() == 1);
  CHECK(webhook::signers_of(event_of("refusal").data).size() == 1);
  CHECK(webhook::signers_of(event_of("signature_started").data).size() == 1);
  CHECK(webhook::signers_of(event_of("attempts_row").data).size() == 1);
  CHECK(webhook::signers_of(event_of("liveness_refused").data).size() == 1);
  CHECK(webhook::signers_of(event_of("deadline").data).empty());
}

} // namespace payloads_test
